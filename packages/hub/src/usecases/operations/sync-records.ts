import type { Plugin } from '@patchbay/sdk'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import type { ConnectionRow } from '../../store/connections/writer.ts'
import type { RecordFacts } from '../../store/records/writer.ts'
import type { Store } from '../../store/store.ts'
import type { Actor, RecordOutcome, RequestedSyncs } from '../commands.ts'
import { inability } from './can-run.ts'

interface Deps {
  readonly store: Store
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly enqueue: (operationId: number) => Promise<void>
}

/** A record that can be read now, and the connection that reads it. */
interface Readable {
  readonly record: RecordFacts
  readonly connection: ConnectionRow
}

/** Asks for a sync of these records and no others: one operation a connection. What cannot be read is refused and stops nothing else. */
export async function syncRecords(deps: Deps, recordIds: readonly number[], actor: Actor): Promise<RequestedSyncs> {
  const ids = [...new Set(recordIds)]
  const answer = await deps.store.transact(async (write) => {
    // Connections before their records, as a removal takes them; held until the request is written.
    const connections = new Map((await write.connections.holdOfRecords(ids)).map((connection) => [connection.id, connection]))
    const records = new Map((await write.records.facts(ids)).map((record) => [record.id, record]))
    const outcomes: RecordOutcome[] = []
    const readable: Readable[] = []
    for (const recordId of ids) {
      const record = records.get(recordId)
      const judged = judge(deps, recordId, record, record && connections.get(record.connectionId))
      if (judged instanceof Problem) outcomes.push({ recordId, outcome: 'refused', problem: judged })
      else {
        outcomes.push({ recordId, outcome: 'done', problem: null })
        readable.push(judged)
      }
    }
    const operations = []
    for (const [connection, group] of Map.groupBy(readable, (each) => each.connection)) {
      operations.push(
        await write.operations.request({
          connectionId: connection.id,
          label: connection.label,
          kind: 'sync',
          trigger: 'user',
          requestedBy: actor.id,
          records: group.map(({ record }) => record.id),
        }),
      )
    }
    return { outcomes, operations }
  })
  for (const { operationId } of answer.operations) await deps.enqueue(operationId)
  return answer
}

/** Why a record cannot be read, or what to read it with. */
function judge(
  deps: Deps,
  recordId: number,
  record: RecordFacts | undefined,
  connection: ConnectionRow | undefined,
): Problem | Readable {
  if (record === undefined || connection === undefined) return notFound('record', publicId('record', recordId))
  if (record.state !== 'GOOD') {
    return new Problem('conflict', `"${record.name}" is ${record.state}, and only GOOD records are read.`, {
      code: 'record-not-synced',
      remedy: record.stateReason,
    })
  }
  return inability(deps.plugins.get(connection.connector), connection.connector, 'sync') ?? { record, connection }
}

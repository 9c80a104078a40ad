import type { Plugin } from '@patchbay/sdk'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import type { ConnectionRow } from '../../store/connections/writer.ts'
import type { RecordFacts } from '../../store/records/writer.ts'
import type { Store, Writers } from '../../store/store.ts'
import type { Actor, RecordOutcome, RequestedSyncs } from '../commands.ts'
import { inability } from './can-run.ts'

interface Deps {
  readonly store: Store
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly enqueue: (operationId: number) => Promise<void>
}

/** Asks for a sync of these records and no others: one operation a connection. What cannot be read is refused and stops nothing else. */
export async function syncRecords(deps: Deps, recordIds: readonly number[], actor: Actor): Promise<RequestedSyncs> {
  const ids = [...new Set(recordIds)]
  const answer = await deps.store.transact(async (write) => {
    const records = new Map((await write.records.facts(ids)).map((record) => [record.id, record]))
    const connections = await connectionsOf(write, [...records.values()])
    const outcomes: RecordOutcome[] = []
    const wanted: RecordFacts[] = []
    for (const recordId of ids) {
      const record = records.get(recordId)
      const problem = refusalOf(deps, recordId, record, record && connections.get(record.connectionId))
      outcomes.push({ recordId, outcome: problem === null ? 'done' : 'refused', problem })
      if (problem === null && record !== undefined) wanted.push(record)
    }
    const operations = []
    for (const [connectionId, group] of Map.groupBy(wanted, (record) => record.connectionId)) {
      operations.push(
        await write.operations.request({
          connectionId,
          label: connections.get(connectionId)?.label ?? '',
          kind: 'sync',
          trigger: 'user',
          requestedBy: actor.id,
          records: group.map(({ id }) => id),
        }),
      )
    }
    return { outcomes, operations }
  })
  for (const { operationId } of answer.operations) await deps.enqueue(operationId)
  return answer
}

/** In the order of ids and held until the request is written, so that none is removed meanwhile. */
async function connectionsOf(write: Writers, records: readonly RecordFacts[]): Promise<ReadonlyMap<number, ConnectionRow>> {
  const ids = [...new Set(records.map(({ connectionId }) => connectionId))].toSorted((left, right) => left - right)
  const found = new Map<number, ConnectionRow>()
  for (const id of ids) {
    const connection = await write.connections.findForUpdate(id)
    if (connection !== undefined) found.set(id, connection)
  }
  return found
}

function refusalOf(
  deps: Deps,
  recordId: number,
  record: RecordFacts | undefined,
  connection: ConnectionRow | undefined,
): Problem | null {
  if (record === undefined || connection === undefined) return notFound('record', publicId('record', recordId))
  if (record.state !== 'GOOD') {
    return new Problem('conflict', `"${record.name}" is ${record.state}, and only GOOD records are read.`, {
      code: 'record-not-synced',
      remedy: record.stateReason,
    })
  }
  return inability(deps.plugins.get(connection.connector), connection.connector, 'sync')
}

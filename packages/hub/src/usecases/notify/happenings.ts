import { mendsItself } from '../../domain/health.ts'
import { publicId } from '../../domain/public-id.ts'
import type { RecordState } from '../../domain/record-state.ts'
import type { ConnectionHealth, ConnectionRow } from '../../store/connections/writer.ts'
import type { OperationKind, OperationProblem } from '../../store/operations/writer.ts'
import type { Writers } from '../../store/store.ts'
import { troubleOf } from '../browse/values.ts'
import { raise } from './raise.ts'

// What operators are told of, each in the transaction in which it happens. A spell is what has been told and is not over yet.

type Told = Pick<ConnectionRow, 'id' | 'label' | 'connector' | 'state'>

/** Writes a connection's health, and tells when it begins to need a person and when it is well again. */
export async function writeHealth(write: Writers, connection: Told, health: ConnectionHealth, now: Date): Promise<void> {
  await write.connections.health(connection.id, health)
  const spell = `attention ${connection.id}`
  const need = needOf(health)
  if (need === 'none' && (await write.notifications.endSpells([spell]))) {
    await raise(write, { type: 'connection.recovered', connection, now })
  }
  // Who has paused it knows, or does not want to.
  if (need !== 'person' || connection.state === 'paused') return
  if (!(await write.notifications.beginSpell(spell, connection.id, now))) return
  await raise(write, { type: 'connection.needs-attention', connection, now, data: { problem: troubleOf(health.problem) } })
}

/** What the vendor's trouble says nothing about is unknown: credentials may still be wrong when nobody answers. */
function needOf({ state, problem }: ConnectionHealth): 'person' | 'none' | 'unknown' {
  const kind = troubleOf(problem)?.kind
  if (state === undefined || (kind !== undefined && mendsItself(kind))) return 'unknown'
  // A held snapshot has a notification of its own, and shows that the vendor answers.
  return state === 'attention' && kind !== 'held' ? 'person' : 'none'
}

interface EndedOperation {
  readonly id: number
  readonly kind: OperationKind
  readonly state: string
  readonly problem: OperationProblem | null
}

/** Tells of an operation that failed, until one of its kind works. What needs a person is told by the connection's health. */
export async function tellOfOperation(write: Writers, connection: Told, ended: EndedOperation, now: Date): Promise<void> {
  const { id, kind, state, problem } = ended
  const spell = `failed ${kind} ${connection.id}`
  if (state === 'complete' || state === 'partial') await write.notifications.endSpells([spell])
  if (state !== 'failed' || problem === null || !mendsItself(problem.kind) || connection.state === 'paused') return
  if (!(await write.notifications.beginSpell(spell, connection.id, now))) return
  const operation = { id: publicId('operation', id), kind }
  await raise(write, { type: 'operation.failed', connection, now, data: { problem, operation } })
}

/** Tells of records that went missing or stale. */
export async function tellOfRecords(
  write: Writers,
  changed: readonly { readonly id: number; readonly was: RecordState; readonly state: RecordState }[],
  now: Date,
): Promise<void> {
  for (const [state, type] of [
    ['MISSING', 'record.missing'],
    ['STALE', 'record.stale'],
  ] as const) {
    // Whoever restores an ignored record looks at it.
    const ids = changed.filter((record) => record.state === state && record.was !== state && record.was !== 'IGNORED')
    if (ids.length === 0) continue
    const records = await write.notifications.aboutRecords(ids.map(({ id }) => id))
    for (const [, [first, ...others]] of Map.groupBy(records, ({ connection }) => connection.id)) {
      if (first === undefined) continue
      const items = [first, ...others].map(({ recordId, name, productTypeId, productId }) => ({
        item: publicId('record', recordId),
        name,
        note: null,
        productTypeId,
        productId,
        severity: null,
      }))
      await raise(write, { type, connection: first.connection, now, items })
    }
  }
}

export interface ReadSnapshot {
  readonly operationId: number
  /** Records whose findings were held, with what is to be said of each. */
  readonly held: readonly { readonly recordId: number; readonly note: string }[]
  /** Records that were read without holding anything. */
  readonly whole: readonly number[]
}

/** Tells of records whose snapshot is held, each once until it is read whole or confirmed. */
export async function tellOfSnapshot(
  write: Writers,
  connection: Told,
  { operationId, held, whole }: ReadSnapshot,
  now: Date,
): Promise<void> {
  await write.notifications.endSpells(whole.map(heldSpell))
  const notes = new Map<number, string>()
  for (const { recordId, note } of held) {
    if (await write.notifications.beginSpell(heldSpell(recordId), connection.id, now)) notes.set(recordId, note)
  }
  if (notes.size === 0) return
  const records = await write.notifications.aboutRecords([...notes.keys()])
  const items = records.map(({ recordId, name, productTypeId, productId }) => ({
    item: publicId('record', recordId),
    name,
    note: notes.get(recordId) ?? null,
    productTypeId,
    productId,
    severity: null,
  }))
  const operation = { id: publicId('operation', operationId), kind: 'sync' }
  await raise(write, { type: 'snapshot.held', connection, now, data: { operation }, items })
}

function heldSpell(recordId: number): string {
  return `held ${recordId}`
}

import type { Plugin } from '@patchbay/sdk'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import type { ConnectionRow } from '../../store/connections/writer.ts'
import type { RecordFacts } from '../../store/records/writer.ts'
import type { Store, Writers } from '../../store/store.ts'
import type { Actor, Commands, MapTarget, RecordChange, RecordOutcome } from '../commands.ts'
import { recompute } from '../lifecycle/recompute.ts'
import { moveRecord } from '../lifecycle/rekey.ts'
import { productTypeOf } from './match-all.ts'
import { placeOf } from './place.ts'
import { settleStates } from './settle-states.ts'
import { undoMapping } from './undo-mapping.ts'

export interface MapDeps {
  readonly store: Store
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly now: () => Date
  readonly enqueue: (operationId: number) => Promise<void>
}

/** What people do with records. Findings move with a record, and the decisions made on them too. */
export function createMap(deps: MapDeps): Commands['records'] {
  const one = (change: RecordChange) => (recordId: number, actor: Actor) => changeOne(deps, recordId, change, actor)
  return {
    map: (recordId, target, actor) => changeOne(deps, recordId, { kind: 'map', target }, actor),
    unmap: one({ kind: 'unmap' }),
    ignore: one({ kind: 'ignore' }),
    restore: one({ kind: 'restore' }),
    undo: one({ kind: 'undo' }),
    changeMany: (recordIds, change, actor) => changeMany(deps, recordIds, change, actor),
  }
}

/** A change under way: what it may write with, for whom, and when. */
interface Work {
  readonly write: Writers
  readonly actor: Actor
  readonly now: Date
  readonly plugins: MapDeps['plugins']
}

/** A record as it was found, held until the transaction ends. */
interface Held {
  readonly record: RecordFacts
  readonly connection: ConnectionRow
}

/** `sync`: the record leads somewhere it did not before, so that it is to be read again. */
type Done = 'sync' | 'done' | 'unchanged'

async function changeOne(deps: MapDeps, recordId: number, change: RecordChange, actor: Actor): Promise<void> {
  const operation = await deps.store.transact(async (write) => {
    const work = { write, actor, now: deps.now(), plugins: deps.plugins }
    const held = await hold(write, recordId)
    const done = await apply(work, held, change)
    return done === 'sync' ? requestSync(work, [held]) : null
  })
  if (operation !== null) await deps.enqueue(operation)
}

/**
 * One transaction for all of them. What is refused is refused before anything of that record is written, and the others go on; a
 * failure takes the whole batch back.
 */
async function changeMany(
  deps: MapDeps,
  recordIds: readonly number[],
  change: RecordChange,
  actor: Actor,
): Promise<readonly RecordOutcome[]> {
  const { outcomes, operations } = await deps.store.transact(async (write) => {
    const work = { write, actor, now: deps.now(), plugins: deps.plugins }
    const outcomes = new Map<number, RecordOutcome>()
    const toSync: Held[] = []
    // In the order of ids, so that two batches do not wait for each other.
    for (const recordId of [...new Set(recordIds)].toSorted((left, right) => left - right)) {
      try {
        const held = await hold(write, recordId)
        const done = await apply(work, held, change)
        if (done === 'sync') toSync.push(held)
        outcomes.set(recordId, { recordId, outcome: done === 'unchanged' ? 'unchanged' : 'done', problem: null })
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        outcomes.set(recordId, { recordId, outcome: 'refused', problem: error })
      }
    }
    const operations = []
    for (const group of Map.groupBy(toSync, ({ connection }) => connection.id).values()) {
      operations.push(await requestSync(work, group))
    }
    return { outcomes, operations: operations.filter((operation) => operation !== null) }
  })
  for (const operationId of operations) await deps.enqueue(operationId)
  return [...new Set(recordIds)].flatMap((recordId) => outcomes.get(recordId) ?? [])
}

async function apply(work: Work, held: Held, change: RecordChange): Promise<Done> {
  if (held.record.ignored && change.kind !== 'ignore' && change.kind !== 'restore') throw ignored(held.record)
  switch (change.kind) {
    case 'map':
      return map(work, held, change.target)
    case 'unmap':
      return unmap(work, held)
    case 'ignore':
    case 'restore':
      return setIgnored(work, held, change.kind === 'ignore')
    case 'undo':
      return undo(work, held)
  }
}

/** What is ignored keeps its mapping as it was, so that restoring brings just that back. */
function ignored({ name }: RecordFacts): Problem {
  return new Problem('conflict', `"${name}" is ignored.`, {
    code: 'record-ignored',
    remedy: 'Restore it first.',
  })
}

async function map(work: Work, held: Held, target: MapTarget): Promise<Done> {
  const { write, actor, now, plugins } = work
  const { record, connection } = held
  const productType = productTypeOf(plugins.get(connection.connector), connection.connector)
  const place = await placeOf(write, record, target, { productType, now })
  await write.mappings.write(
    record.id,
    {
      productId: place.productId,
      assetId: place.assetId,
      branch: target.branch ?? place.branch,
      imageId: place.imageId ?? null,
      method: 'manual',
      evidence: { by: 'manual', value: place.name, confidence: 'certain' },
      by: actor.id,
    },
    now,
  )
  await moveRecord(write, record.id, place.assetId, now)
  await settle(work, held)
  return 'sync'
}

async function unmap(work: Work, held: Held): Promise<Done> {
  const { write, actor, now } = work
  const { record } = held
  if (record.mapping === null) {
    throw new Problem('conflict', `"${record.name}" is not mapped.`, {
      code: 'record-not-mapped',
      remedy: 'There is nothing to undo.',
    })
  }
  await write.mappings.remove(record.id, now, { by: actor.id })
  await closeUnmapped(write, record.id, now)
  await settle(work, held)
  return 'done'
}

async function setIgnored(work: Work, held: Held, ignored: boolean): Promise<Done> {
  const { write, actor, now } = work
  if (held.record.ignored === ignored) return 'unchanged'
  await write.records.ignore(held.record.id, ignored ? actor.id : null, ignored ? now : null)
  await settle(work, held)
  return 'done'
}

async function undo(work: Work, held: Held): Promise<Done> {
  const { write, actor, now } = work
  const restored = await undoMapping(write, held.record, actor, now)
  if (restored === 'unmapped') await closeUnmapped(write, held.record.id, now)
  await settle(work, held)
  return restored === 'unmapped' ? 'done' : 'sync'
}

/** What was read of the record is forgotten: when it is mapped again, everything is listed anew. */
async function closeUnmapped(write: Writers, recordId: number, now: Date): Promise<void> {
  const closed = await write.findings.close(await write.findings.presentIds(recordId), 'unmapped', now, null)
  await recompute(
    write,
    closed.map((row) => row.vulnerabilityId),
    now,
  )
  await write.records.forgetCursor(recordId)
}

async function hold(write: Writers, recordId: number): Promise<Held> {
  const [record] = await write.records.facts([recordId])
  const connection = record && (await write.connections.find(record.connectionId))
  if (record === undefined || connection === undefined) throw notFound('record', publicId('record', recordId))
  return { record, connection }
}

async function settle({ write, actor, now }: Work, { record, connection }: Held): Promise<void> {
  await settleStates(write, [record.id], { discovered: () => connection.lastDiscoverAt !== null, by: actor.id, now })
}

/** Of records of one connection. */
async function requestSync({ write, actor }: Work, held: readonly Held[]): Promise<number | null> {
  const [first] = held
  if (first === undefined) return null
  const { operationId } = await write.operations.request({
    connectionId: first.connection.id,
    label: first.connection.label,
    kind: 'sync',
    trigger: 'follow-up',
    requestedBy: actor.id,
    records: held.map(({ record }) => record.id),
  })
  return operationId
}

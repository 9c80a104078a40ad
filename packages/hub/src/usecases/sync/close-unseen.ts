import type { Coverage, Gap, Kind } from '@patchbay/sdk'
import { shouldHold } from '../../domain/mass-close.ts'
import type { ChangePlace } from '../../store/changes/writer.ts'
import type { OperationNote } from '../../store/operations/writer.ts'
import type { SyncTarget } from '../../store/records/writer.ts'
import type { Writers } from '../../store/store.ts'
import { recompute } from '../lifecycle/recompute.ts'
import { type ReadSnapshot, tellOfSnapshot } from '../notify/happenings.ts'
import { addCounts, type OperationDeps, type Run } from '../operations/run.ts'
import { verifyRemediations } from '../remediate/settle.ts'
import { type EndedScope, type ScopeEnd, ScopeLost, type ScopeWork } from './scope.ts'

/** Ends a scope by its coverage. Only here do findings close because they were not seen. */
export async function closeUnseen(
  deps: OperationDeps,
  run: Run,
  work: ScopeWork,
  coverage: Coverage<unknown>,
): Promise<EndedScope> {
  const now = deps.now()
  const outcome = await deps.store.transact(async (write) => {
    await fence(write, run, work.targets)
    const end = await endScope(write, run, work, coverage, now)
    const counts = { ...addCounts(run.counts, { closed: end.closed }), ...run.traffic() }
    const progress = { done: work.done() + 1, total: work.total, note: work.targets[0]?.target.name ?? null }
    await write.operations.progress(run.operationId, counts, progress, now)
    return { ...end, counts }
  })
  run.counts = outcome.counts
  const { state, reason, closed, notes } = outcome
  return { scope: work.scope.scope, state, reason, closed, notes }
}

async function endScope(write: Writers, run: Run, work: ScopeWork, coverage: Coverage<unknown>, now: Date): Promise<Outcome> {
  const setAside = await write.scopes.setAside(run.operationId, work.scope.scope)
  await updateLedger(write, run, work, setAside > 0 ? { kind: 'partial', missing: '' } : coverage)
  if (coverage.kind === 'partial') return finish(write, run, work, 'partial', coverage.missing)
  if (setAside > 0) return finish(write, run, work, 'partial', `${setAside} rows could not be read.`)
  const records = work.targets.map((target) => target.recordId)
  if (coverage.kind === 'changes') {
    const closed = await closeGone(write, run, work, coverage.gone, now)
    await write.records.completed(records, run.operationId, coverage.cursor, now)
    await write.changes.add(endOf(run, work), { closed })
    await verifyRemediations(write, assetsOf(work, records), now)
    return { ...(await finish(write, run, work, 'changes', null)), closed: closed.length }
  }
  const gaps = coverage.gaps ?? []
  const swept = await sweep(write, run, work, gaps, now)
  await verifyRemediations(write, assetsOf(work, swept.whole), now)
  await write.changes.add(endOf(run, work), { closed: swept.closed })
  const notes = [...gaps.map((gap) => gapNote(gap)), ...swept.notes]
  await write.operations.note(run.operationId, notes)
  await tellOfSnapshot(
    write,
    run.connection,
    { operationId: run.operationId, held: swept.heldRecords, whole: swept.whole },
    now,
  )
  if (swept.held.length > 0) {
    await write.scopes.hold(run.operationId, work.scope.scope, swept.held)
    return { ...(await finish(write, run, work, 'held', 'Held for confirmation.')), closed: swept.closed.length, notes }
  }
  await write.records.completed(records, run.operationId, coverage.cursor, now)
  return { ...(await finish(write, run, work, 'complete', null)), closed: swept.closed.length, notes }
}

function assetsOf(work: ScopeWork, recordIds: readonly number[]): readonly number[] {
  const wanted = new Set(recordIds)
  return work.targets.flatMap(({ recordId, assetId }) => (wanted.has(recordId) ? [assetId] : []))
}

function endOf(run: Run, work: ScopeWork): ChangePlace {
  return { operationId: run.operationId, scope: work.scope.scope, page: 'end' }
}

/** What was left out before and was not seen now: forgotten where everything was listed, kept where only a part was. */
async function updateLedger(write: Writers, run: Run, work: ScopeWork, coverage: Coverage<unknown>): Promise<void> {
  const recordIds = work.targets.map((target) => target.recordId)
  const read = { connectionId: run.connection.id, recordIds, operationId: run.operationId, scope: work.scope.scope }
  const places = new Map(work.targets.map(({ target, recordId }) => [target.ref, recordId]))
  if (coverage.kind === 'complete') {
    const gaps = (coverage.gaps ?? []).map(({ target, family }) => ({
      recordId: target === undefined ? null : (places.get(target) ?? 0),
      kind: family ?? null,
    }))
    return write.filtered.replace(read, gaps)
  }
  const gone = coverage.kind === 'changes' ? coverage.gone : []
  await write.filtered.refresh(
    read,
    gone.flatMap(({ target, externalId }) => {
      const recordId = places.get(target)
      return recordId === undefined ? [] : [{ recordId, externalId }]
    }),
  )
}

/** Lets a held scope close what it held back. Returns how many closed. */
export async function closeHeld(write: Writers, operationId: number, scope: number, now: Date): Promise<number> {
  const held = await write.scopes.heldFindings(operationId, scope)
  const rows = await write.findings.close(held, 'absent', now, operationId)
  await recompute(
    write,
    rows.map((row) => row.vulnerabilityId),
    now,
  )
  await verifyRemediations(write, [...new Set(rows.map((row) => row.assetId))], now)
  await write.changes.add({ operationId, scope, page: 'end' }, { closed: rows.map((row) => row.id) })
  return rows.length
}

type Outcome = Omit<EndedScope, 'scope'>

async function fence(write: Writers, run: Run, targets: readonly SyncTarget[]): Promise<void> {
  const hold = await write.operations.hold(run.operationId, run.worker)
  if (hold !== 'mine') throw new ScopeLost(hold)
  const assets = await write.records.holdAssets(targets.map((target) => target.recordId))
  if (targets.some((target) => assets.get(target.recordId) !== target.assetId)) throw new ScopeLost('remapped')
}

async function finish(
  write: Writers,
  run: Run,
  work: ScopeWork,
  state: ScopeEnd['state'],
  reason: string | null,
): Promise<Outcome> {
  await write.scopes.finish(run.operationId, work.scope.scope, state, reason)
  if (state === 'partial' && reason !== null) {
    const target = work.targets[0]?.target.name ?? null
    await write.operations.note(run.operationId, [{ kind: 'fault', target, externalId: null, path: null, message: reason }])
  }
  return { state, closed: 0, reason, notes: [] }
}

interface Swept extends Pick<ReadSnapshot, 'whole'> {
  /** Findings. */
  readonly held: readonly number[]
  readonly heldRecords: ReadSnapshot['held']
  readonly closed: readonly number[]
  readonly notes: readonly OperationNote[]
}

/** Closes, record by record and family by family, what the listing did not contain; a sudden large drop closes nothing. */
async function sweep(write: Writers, run: Run, work: ScopeWork, gaps: readonly Gap[], now: Date): Promise<Swept> {
  const covered = work.targets.flatMap(({ recordId, target, kinds }) =>
    kinds.filter((kind) => !gaps.some((gap) => covers(gap, target.ref, kind))).map((kind) => ({ recordId, kind })),
  )
  const seen = await write.scopes.unseen(run.operationId, work.scope.scope, covered)
  const notes: OperationNote[] = []
  const held: number[] = []
  const missing: number[] = []
  const heldRecords: { recordId: number; note: string }[] = []
  const whole: number[] = []
  for (const { recordId, target } of work.targets) {
    const { present, unseen } = seen.get(recordId) ?? { present: 0, unseen: [] }
    const hold = shouldHold({ present, missing: unseen.length })
    if (hold) notes.push(holdNote(target.name, unseen.length, present))
    if (hold) held.push(...unseen)
    else missing.push(...unseen)
    if (hold) heldRecords.push({ recordId, note: `${unseen.length} of ${present} findings` })
    else whole.push(recordId)
  }
  const absent = await write.findings.close(missing, 'absent', now, run.operationId)
  const unwanted = await write.findings.close(await outsideKinds(write, work), 'rule-changed', now, run.operationId)
  await recompute(
    write,
    [...absent, ...unwanted].map((row) => row.vulnerabilityId),
    now,
  )
  return { held, heldRecords, whole, closed: [...absent, ...unwanted].map((row) => row.id), notes }
}

async function outsideKinds(write: Writers, work: ScopeWork): Promise<readonly number[]> {
  const outside: number[] = []
  for (const targets of Map.groupBy(work.targets, ({ rules }) => rules.kinds.join()).values()) {
    const records = targets.map((target) => target.recordId)
    outside.push(...(await write.findings.outsideKinds(records, targets[0]?.rules.kinds ?? [])))
  }
  return outside
}

async function closeGone(
  write: Writers,
  run: Run,
  work: ScopeWork,
  gone: readonly { readonly target: string; readonly externalId: string }[],
  now: Date,
): Promise<readonly number[]> {
  const closed: number[] = []
  for (const [ref, group] of Map.groupBy(gone, (item) => item.target)) {
    const place = work.targets.find((target) => target.target.ref === ref)
    if (place === undefined) continue
    const ids = await write.findings.byExternalIds(
      place.recordId,
      group.map((item) => item.externalId),
    )
    const rows = await write.findings.close(ids, 'absent', now, run.operationId)
    await recompute(
      write,
      rows.map((row) => row.vulnerabilityId),
      now,
    )
    closed.push(...rows.map((row) => row.id))
  }
  return closed
}

function covers(gap: Gap, target: string, kind: Kind): boolean {
  return (gap.target === undefined || gap.target === target) && (gap.family === undefined || gap.family === kind)
}

function gapNote(gap: Gap): OperationNote {
  return { kind: 'gap', target: gap.target ?? null, externalId: null, path: gap.family ?? null, message: gap.reason }
}

function holdNote(target: string, missing: number, present: number): OperationNote {
  return {
    kind: 'hold',
    target,
    externalId: null,
    path: null,
    message: `${missing} of ${present} findings were not seen any more. They stay open until somebody confirms it.`,
  }
}

import type { Page, Sighting } from '@patchbay/sdk'
import type { OccurrenceTally } from '../../domain/occurrence.ts'
import { findingKey } from '../../domain/place.ts'
import type { ClosedReason } from '../../domain/status.ts'
import type { ChangedFindings, FindingChange } from '../../store/changes/writer.ts'
import type { OperationCounts, OperationNote, OperationProgress } from '../../store/operations/writer.ts'
import type { Store, Writers } from '../../store/store.ts'
import { recompute } from '../lifecycle/recompute.ts'
import type { Dictionary, Entry } from './dictionary.ts'
import type { FindingPlace, InspectedPage, Known, Prepared } from './prepare-page.ts'
import { ScopeLost } from './scope.ts'
import { AliasMoved, type Written, writeFindings } from './write-findings.ts'

/** The part of a sync a page belongs to. */
export interface PageScope {
  readonly operationId: number
  readonly worker: string
  readonly connectionId: number
  readonly scope: number
  /** `Target.ref` → where its findings go. */
  readonly places: ReadonlyMap<string, FindingPlace>
  readonly stableIds: boolean
  /** Which occurrences this listing gave out so far; only used without stable ids. */
  readonly occurrences: OccurrenceTally
}

/** A page of which it is known where its shared facts are kept. */
export interface LearnedPage extends InspectedPage {
  /** Of what has to be written, in order. */
  readonly entries: readonly Entry[]
}

/** What one page changed. */
export interface PageOutcome {
  readonly counts: Omit<OperationCounts, 'requests' | 'waitedMs'>
  readonly notes: readonly OperationNote[]
  /** Whether links between identifiers were taken away. */
  readonly withdrew: boolean
}

/**
 * Writes one vendor page in one transaction with its position: findings, vulnerabilities, ledger and counters, or nothing.
 * Writing the same page again changes nothing.
 */
export async function applyPage(
  deps: { readonly store: Store; readonly dictionary: Dictionary },
  scope: PageScope,
  page: LearnedPage,
  report: (outcome: PageOutcome) => { readonly counts: OperationCounts; readonly progress: OperationProgress },
  now: Date,
): Promise<PageOutcome> {
  let { entries } = page
  for (let attempt = 1; ; attempt += 1) {
    try {
      const outcome = await deps.store.transact(async (write) => {
        await fence(write, scope)
        const written = await writePage(write, scope, page, entries, now)
        const { counts, progress } = report(written)
        await write.operations.progress(scope.operationId, counts, progress, now)
        await write.operations.note(scope.operationId, written.notes)
        return written
      })
      if (outcome.withdrew) deps.dictionary.forgetAliases()
      return outcome
    } catch (error) {
      if (!(error instanceof AliasMoved) || attempt >= 5) throw error
      deps.dictionary.forgetAliases()
      entries = await deps.dictionary.learn(page.facts, now)
    }
  }
}

async function writePage(
  write: Writers,
  scope: PageScope,
  page: InspectedPage,
  entries: readonly Entry[],
  now: Date,
): Promise<PageOutcome> {
  const { prepared, known, full } = page
  const { ids: written, before, withdrew } = await writeFindings(write, scope.connectionId, { known, full, entries }, now)
  const closed = await closeFiltered(write, scope, prepared, known, now)

  const ids = prepared.flatMap((item) => {
    if (item.verdict !== 'keep') return []
    return known.get(item)?.id ?? written.get(findingKey(item.recordId, item.identity)) ?? []
  })
  if (page.leftOut !== null) await write.filtered.add(scope.connectionId, scope.operationId, page.leftOut, now)
  await write.scopes.addPage({
    operationId: scope.operationId,
    scope: scope.scope,
    number: page.number,
    position: page.position ?? null,
    setAside: page.unreadable?.length ?? 0,
    findingIds: ids,
    filtered: page.leftOut?.digest ?? null,
  })

  const changes = { ...changesOf(page, before, written), closed }
  await write.changes.add({ operationId: scope.operationId, scope: scope.scope, page: page.number }, changes)
  const states = full.map((item) => changeOf(before.get(findingKey(item.recordId, item.identity))))
  const kept = prepared.filter((item) => item.verdict === 'keep').length
  return {
    counts: {
      pages: 1,
      seen: prepared.length,
      new: states.filter((change) => change === 'new').length,
      changed: states.filter((change) => change === 'changed').length,
      reopened: states.filter((change) => change === 'reopened').length,
      unchanged: kept - full.length,
      closed: closed.length,
      setAside: page.unreadable?.length ?? 0,
      filtered: filteredBy(prepared, page.filtered ?? {}),
    },
    notes: notesOf(page),
    withdrew,
  }
}

function changeOf(before: { readonly present: boolean } | undefined): Exclude<FindingChange, 'closed'> {
  if (before === undefined) return 'new'
  return before.present ? 'changed' : 'reopened'
}

/** Ids by what became of the findings that were written. */
function changesOf({ full }: InspectedPage, before: Written['before'], written: Written['ids']): ChangedFindings {
  const changes: Record<FindingChange, number[]> = { new: [], changed: [], reopened: [], closed: [] }
  for (const item of full) {
    const key = findingKey(item.recordId, item.identity)
    const id = written.get(key)
    if (id !== undefined) changes[changeOf(before.get(key))].push(id)
  }
  return changes
}

async function fence(write: Writers, scope: PageScope): Promise<void> {
  const hold = await write.operations.hold(scope.operationId, scope.worker)
  if (hold !== 'mine') throw new ScopeLost(hold)
  const places = [...scope.places.values()]
  const assets = await write.records.holdAssets(places.map((place) => place.recordId))
  if (places.some((place) => assets.get(place.recordId) !== place.assetId)) throw new ScopeLost('remapped')
}

/** Findings that the rules no longer let in are closed with the rule's reason, never as fixed. Returns their ids. */
async function closeFiltered(
  write: Writers,
  scope: PageScope,
  prepared: readonly Prepared[],
  known: Known,
  now: Date,
): Promise<readonly number[]> {
  const reasons = Map.groupBy(
    prepared.filter((item) => item.verdict !== 'keep' && known.get(item)?.present),
    (item) => item.verdict,
  )
  const closed: number[] = []
  for (const [verdict, items] of reasons) {
    const ids = items.flatMap((item) => known.get(item)?.id ?? [])
    const rows = await write.findings.close(ids, closedReason(verdict), now, scope.operationId)
    await recompute(
      write,
      rows.map((row) => row.vulnerabilityId),
      now,
    )
    closed.push(...rows.map((row) => row.id))
  }
  return closed
}

function closedReason(verdict: Prepared['verdict']): ClosedReason {
  return verdict === 'no-cve' || verdict === 'below-minimum-severity' ? verdict : 'rule-changed'
}

function filteredBy(prepared: readonly Prepared[], reported: Readonly<Record<string, number>>): Record<string, number> {
  const filtered: Record<string, number> = { ...reported }
  for (const { verdict } of prepared) {
    if (verdict !== 'keep') filtered[verdict] = (filtered[verdict] ?? 0) + 1
  }
  return filtered
}

function notesOf(page: Page<Sighting>): readonly OperationNote[] {
  const setAside = (page.unreadable ?? []).map((row) => ({
    kind: 'set-aside' as const,
    target: row.target ?? null,
    externalId: row.externalId,
    path: row.path,
    message: row.message,
  }))
  const oddities = (page.oddities ?? []).map((oddity) => ({
    kind: 'oddity' as const,
    target: null,
    externalId: null,
    path: oddity.path,
    message: `Unknown value "${oddity.value}".`,
  }))
  return [...setAside, ...oddities]
}

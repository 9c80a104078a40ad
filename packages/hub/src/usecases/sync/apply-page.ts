import type { Page, Sighting } from '@patchbay/sdk'
import type { ImportRules } from '../../domain/import-rules.ts'
import type { OccurrenceTally } from '../../domain/occurrence.ts'
import { findingKey, vulnerabilityPlace } from '../../domain/place.ts'
import { reachabilityRanks } from '../../domain/reachability.ts'
import { severityRank } from '../../domain/severity.ts'
import type { ClosedReason } from '../../domain/status.ts'
import { packageKinds, vulnerabilityKey } from '../../domain/vulnerability-key.ts'
import type { FindingRow, KnownFinding } from '../../store/findings/writer.ts'
import type { OperationCounts, OperationNote, OperationProgress } from '../../store/operations/writer.ts'
import type { Store, Writers } from '../../store/store.ts'
import type { NewVulnerability } from '../../store/vulnerabilities/writer.ts'
import { recompute, statusOf } from '../lifecycle/recompute.ts'
import { addUp } from './add-up.ts'
import { withdrawAliases } from './aliases.ts'
import type { Dictionary, Entry } from './dictionary.ts'
import { extraOf } from './extra.ts'
import { type Prepared, preparePage } from './prepare-page.ts'
import { ScopeLost } from './scope.ts'

/** The part of a sync a page belongs to. */
export interface PageScope {
  readonly operationId: number
  readonly worker: string
  readonly connectionId: number
  readonly scope: number
  /** `Target.ref` → where its findings go. */
  readonly places: ReadonlyMap<string, { readonly recordId: number; readonly assetId: number }>
  readonly rules: ImportRules
  readonly stableIds: boolean
  /** Which occurrences this listing gave out so far; only used without stable ids. */
  readonly occurrences: OccurrenceTally
}

/** What one page changed. */
export interface PageOutcome {
  readonly counts: Omit<OperationCounts, 'requests' | 'waitedMs'>
  readonly notes: readonly OperationNote[]
}

/** Somebody merged an alias group between looking it up and using it. */
class AliasMoved extends Error {}

/**
 * Writes one vendor page in one transaction with its position: findings, vulnerabilities, ledger and counters, or nothing.
 * Writing the same page again changes nothing.
 */
export async function applyPage(
  deps: { readonly store: Store; readonly dictionary: Dictionary },
  scope: PageScope,
  page: Page<Sighting> & { readonly number: number },
  report: (outcome: PageOutcome) => { readonly counts: OperationCounts; readonly progress: OperationProgress },
  now: Date,
): Promise<PageOutcome> {
  const prepared = preparePage(page, scope)
  const known = await knownOf(deps.store, prepared)
  const full = prepared.filter((item) => item.verdict === 'keep' && !isUnchanged(item, known))

  for (let attempt = 1; ; attempt += 1) {
    const entries = await deps.dictionary.learn(
      full.map((item) => item.sighting),
      now,
    )
    try {
      return await deps.store.transact(async (write) => {
        await fence(write, scope)
        const outcome = await writePage(write, scope, page, { prepared, known, full, entries }, now)
        const { counts, progress } = report(outcome)
        await write.operations.progress(scope.operationId, counts, progress, now)
        await write.operations.note(scope.operationId, outcome.notes)
        return outcome
      })
    } catch (error) {
      if (!(error instanceof AliasMoved) || attempt >= 5) throw error
      deps.dictionary.forgetAliases()
    }
  }
}

interface Work {
  readonly prepared: readonly Prepared[]
  readonly known: ReadonlyMap<string, KnownFinding>
  readonly full: readonly Prepared[]
  readonly entries: readonly Entry[]
}

async function writePage(
  write: Writers,
  scope: PageScope,
  page: Page<Sighting> & { readonly number: number },
  work: Work,
  now: Date,
): Promise<PageOutcome> {
  const { prepared, known, full } = work
  const written = full.length > 0 ? await writeFindings(write, scope, work, now) : new Map<string, number>()
  const closed = await closeFiltered(write, scope, prepared, known, now)

  const ids = prepared.flatMap((item) => {
    if (item.verdict !== 'keep') return []
    const key = findingKey(item.recordId, item.identity)
    return written.get(key) ?? known.get(key)?.id ?? []
  })
  await write.scopes.addPage({
    operationId: scope.operationId,
    scope: scope.scope,
    number: page.number,
    position: page.position ?? null,
    setAside: page.unreadable?.length ?? 0,
    findingIds: ids,
  })

  const before = full.map((item) => known.get(findingKey(item.recordId, item.identity)))
  const kept = prepared.filter((item) => item.verdict === 'keep').length
  return {
    counts: {
      pages: 1,
      seen: page.items.length,
      new: before.filter((row) => row === undefined).length,
      changed: before.filter((row) => row?.present === true).length,
      reopened: before.filter((row) => row?.present === false).length,
      unchanged: kept - full.length,
      closed,
      setAside: page.unreadable?.length ?? 0,
      filtered: filteredBy(prepared, page.filtered ?? {}),
    },
    notes: notesOf(page),
  }
}

async function fence(write: Writers, scope: PageScope): Promise<void> {
  const hold = await write.operations.hold(scope.operationId, scope.worker)
  if (hold !== 'mine') throw new ScopeLost(hold)
  const places = [...scope.places.values()]
  const assets = await write.records.holdAssets(places.map((place) => place.recordId))
  if (places.some((place) => assets.get(place.recordId) !== place.assetId)) throw new ScopeLost('remapped')
}

async function knownOf(store: Store, prepared: readonly Prepared[]): Promise<ReadonlyMap<string, KnownFinding>> {
  if (prepared.length === 0) return new Map()
  const rows = await store.knownFindings(
    prepared.map((item) => item.recordId),
    prepared.map((item) => item.identity),
  )
  return new Map(rows.map((row) => [findingKey(row.recordId, row.identity), row]))
}

function isUnchanged(item: Prepared, known: ReadonlyMap<string, KnownFinding>): boolean {
  const row = known.get(findingKey(item.recordId, item.identity))
  return row?.present === true && row.content === item.content && row.assetId === item.assetId
}

async function writeFindings(
  write: Writers,
  scope: PageScope,
  { known, full, entries }: Work,
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const groups = [...new Set(entries.flatMap((entry) => entry.aliasGroupId ?? []))].toSorted((a, b) => a - b)
  if ((await write.dictionary.holdGroups(groups)).length !== groups.length) throw new AliasMoved()

  const items = full.map((item, index) => ({ item, entry: entryAt(entries, index) }))
  const placed = items.map(({ item, entry }) => ({
    item,
    entry,
    key: vulnerabilityKey(item.sighting, entry.aliasGroupId),
  }))
  const { ids, created } = await ensureVulnerabilities(write, scope, placed, now)
  const rows = placed.map(({ item, entry, key }) =>
    rowOf(item, entry, ids.get(vulnerabilityPlace(item.assetId, key)) ?? missingVulnerability()),
  )
  const written = await write.findings.upsert(rows, now)

  const previous = full.flatMap((item) => known.get(findingKey(item.recordId, item.identity)) ?? [])
  const touched = new Set([...rows.map((row) => row.vulnerabilityId), ...previous.map((row) => row.vulnerabilityId)])
  await recompute(
    write,
    [...touched].filter((id) => !created.has(id)),
    now,
  )
  await withdrawLost(write, previous, entries, now)
  return written
}

/** Finds each sighting's vulnerability, or adds it with everything its sightings on this page add up to. */
async function ensureVulnerabilities(
  write: Writers,
  scope: PageScope,
  placed: readonly { readonly item: Prepared; readonly entry: Entry; readonly key: string }[],
  now: Date,
): Promise<{ readonly ids: ReadonlyMap<string, number>; readonly created: ReadonlySet<number> }> {
  const byPlace = Map.groupBy(placed, ({ item, key }) => vulnerabilityPlace(item.assetId, key))
  const wanted = [...byPlace.values()].flatMap((group) => group[0] ?? [])
  const found = await write.vulnerabilities.find(
    wanted.map(({ item }) => item.assetId),
    wanted.map(({ key }) => key),
  )
  const missing = wanted.filter(({ item, key }) => !found.has(vulnerabilityPlace(item.assetId, key)))
  const created = await write.vulnerabilities.insert(
    missing.map((first): NewVulnerability => {
      const group = byPlace.get(vulnerabilityPlace(first.item.assetId, first.key)) ?? [first]
      const aggregate = addUp(
        group.map(({ item }) => item.sighting),
        scope.connectionId,
        now,
      )
      return {
        assetId: first.item.assetId,
        key: first.key,
        kind: first.item.sighting.kind,
        aliasGroupId: packageKinds.has(first.item.sighting.kind) ? first.entry.aliasGroupId : null,
        packageId: first.entry.packageId,
        name:
          first.entry.aliasName ?? first.item.sighting.rule?.name ?? first.item.sighting.rule?.id ?? first.item.sighting.title,
        status: statusOf({ decision: 'none', decisionUntil: null }, aggregate, now),
        aggregate,
      }
    }),
    now,
  )
  const lost = missing.filter(({ item, key }) => !created.has(vulnerabilityPlace(item.assetId, key)))
  const others = await write.vulnerabilities.find(
    lost.map(({ item }) => item.assetId),
    lost.map(({ key }) => key),
  )
  return { ids: new Map([...found, ...created, ...others]), created: new Set(created.values()) }
}

/** Findings that the rules no longer let in are closed with the rule's reason, never as fixed. */
async function closeFiltered(
  write: Writers,
  scope: PageScope,
  prepared: readonly Prepared[],
  known: ReadonlyMap<string, KnownFinding>,
  now: Date,
): Promise<number> {
  const reasons = Map.groupBy(
    prepared.filter((item) => item.verdict !== 'keep' && known.get(findingKey(item.recordId, item.identity))?.present),
    (item) => item.verdict,
  )
  let closed = 0
  for (const [verdict, items] of reasons) {
    const ids = items.flatMap((item) => known.get(findingKey(item.recordId, item.identity))?.id ?? [])
    const rows = await write.findings.close(ids, closedReason(verdict), now, scope.operationId)
    await recompute(
      write,
      rows.map((row) => row.vulnerabilityId),
      now,
    )
    closed += rows.length
  }
  return closed
}

function closedReason(verdict: Prepared['verdict']): ClosedReason {
  return verdict === 'no-cve' || verdict === 'below-minimum-severity' ? verdict : 'rule-changed'
}

async function withdrawLost(
  write: Writers,
  previous: readonly KnownFinding[],
  entries: readonly Entry[],
  now: Date,
): Promise<void> {
  const current = new Set(entries.map((entry) => entry.detailId))
  const left = [...new Set(previous.map((row) => row.detailId))].filter((id) => !current.has(id))
  if (left.length === 0) return
  const identifiers = await write.dictionary.identifiersOfDetails([...left, ...current])
  await withdrawAliases(
    write,
    left.map((id) => identifiers.get(id) ?? []),
    [...current].map((id) => identifiers.get(id) ?? []),
    now,
  )
}

function rowOf(item: Prepared, entry: Entry, vulnerabilityId: number): FindingRow {
  const { sighting } = item
  return {
    recordId: item.recordId,
    assetId: item.assetId,
    vulnerabilityId,
    detailId: entry.detailId,
    identity: item.identity,
    evidence: item.evidence,
    content: item.content,
    externalId: sighting.externalId,
    kind: sighting.kind,
    severity: severityRank(sighting.severity),
    reachability: reachabilityRanks[sighting.reachability],
    direct: sighting.package?.direct ?? null,
    detectedAt: sighting.detectedAt,
    purl: sighting.package?.purl ?? null,
    fixedVersion: sighting.package?.fixedVersion ?? null,
    path: sighting.location?.path ?? null,
    context: sighting.context,
    extra: extraOf(sighting),
  }
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

function entryAt(entries: readonly Entry[], index: number): Entry {
  const entry = entries[index]
  if (entry === undefined) throw new Error('A sighting has no dictionary entry.')
  return entry
}

function missingVulnerability(): never {
  throw new Error('A vulnerability that was just written is missing.')
}

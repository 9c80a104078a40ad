import { findingEvidence } from '../../domain/identity.ts'
import { findingKey, vulnerabilityPlace } from '../../domain/place.ts'
import type { PolicyVerdict } from '../../domain/policy.ts'
import { reachabilityRanks } from '../../domain/reachability.ts'
import { severityRank } from '../../domain/severity.ts'
import { packageKinds, vulnerabilityKey } from '../../domain/vulnerability-key.ts'
import type { FindingRow, HeldFinding } from '../../store/findings/writer.ts'
import type { Writers } from '../../store/store.ts'
import type { Aggregate, NewVulnerability } from '../../store/vulnerabilities/shapes.ts'
import { follow, type Move } from '../lifecycle/follow.ts'
import { recompute } from '../lifecycle/recompute.ts'
import { statusOf } from '../lifecycle/status-of.ts'
import { applyPolicies } from '../priority/apply-policies.ts'
import { createAssess, freshClock } from '../priority/assess.ts'
import { addUp } from './add-up.ts'
import { type LostLinks, loseLinks, withdrawLinks } from './aliases.ts'
import type { Entry } from './dictionary.ts'
import { extraOf } from './extra.ts'
import type { Known, Prepared } from './prepare-page.ts'

/** Somebody merged or split an alias group between looking it up and using it. */
export class AliasMoved extends Error {}

/** What of a page has to be written. */
export interface PageFindings {
  readonly known: Known
  readonly full: readonly Prepared[]
  readonly entries: readonly Entry[]
}

export interface Written {
  /** Ids of the findings by `recordId identity`. */
  readonly ids: ReadonlyMap<string, number>
  /** What was there before, by the same key. */
  readonly before: ReadonlyMap<string, HeldFinding>
  readonly withdrew: boolean
}

/**
 * Writes a page's new and changed findings and brings their vulnerabilities in line. `entries` one a finding, in order;
 * `known` is what was found before the transaction began. Throws `AliasMoved` when the entries must be looked up again.
 */
export async function writeFindings(
  write: Writers,
  connectionId: number,
  { known, full, entries }: PageFindings,
  now: Date,
): Promise<Written> {
  if (full.length === 0) return { ids: new Map(), before: new Map(), withdrew: false }
  // Everybody locks in this order: names, findings, vulnerabilities.
  const knownIds = full.flatMap((item) => known.get(item)?.id ?? [])
  const lost = await lostBy(write, knownIds, entries)
  const groups = [...new Set(entries.flatMap((entry) => entry.aliasGroupId ?? []))].toSorted((a, b) => a - b)
  const groupNames = await write.dictionary.holdGroups(groups)
  if (groupNames.size !== groups.length) throw new AliasMoved()
  const held = await write.findings.holdKnown(knownIds)
  const before = new Map(held.map((row) => [findingKey(row.recordId, row.identity), row]))

  const placed = full.map((item, index): Placed => {
    const entry = entryAt(entries, index)
    return {
      item,
      entry,
      key: vulnerabilityKey(item.sighting, entry.aliasGroupId, entry.imageId),
      groupName: groupNames.get(entry.aliasGroupId ?? 0) ?? null,
      before: before.get(findingKey(item.recordId, item.identity)),
    }
  })
  const { idOf, created } = await ensureVulnerabilities(write, connectionId, placed, now)
  const rows = placed.map((one) => rowOf(one.item, one.entry, idOf(one)))
  const ids = await write.findings.upsert(rows, now)

  const moves = placed.flatMap((one) =>
    one.before === undefined || one.before.vulnerabilityId === idOf(one)
      ? []
      : [{ from: one.before.vulnerabilityId, to: idOf(one) }],
  )
  await followMoved(write, moves, created, now)
  // What was created from new sightings alone is already added up.
  const old = new Set(placed.flatMap((one) => (one.before === undefined ? [] : [idOf(one), one.before.vulnerabilityId])))
  await recompute(
    write,
    [...new Set([...placed.map(idOf), ...old])].filter((id) => !created.has(id) || old.has(id)),
    now,
  )
  // A fix also follows from what a sighting says alone: which dependency to move, and what its image is built on.
  await write.proposals.mark(placed.flatMap(({ item, before: held }) => (held === undefined ? [] : [item.assetId])))
  return { ids, before, withdrew: await withdrawLinks(write, lost, now) }
}

/** A scanner now tells of another problem under the same id: what people decided stays with its sightings. */
async function followMoved(write: Writers, moves: readonly Move[], created: ReadonlySet<number>, now: Date): Promise<void> {
  if (moves.length === 0) return
  const distinct = [...new Map(moves.map((move) => [`${move.from} ${move.to}`, move])).values()]
  const ended = new Set(await write.vulnerabilities.empty(distinct.map((move) => move.from)))
  await follow(
    write,
    distinct.filter((move) => ended.has(move.from) || created.has(move.to)),
    now,
  )
}

/** A sighting with the vulnerability it belongs to. */
interface Placed {
  readonly item: Prepared
  readonly entry: Entry
  readonly key: string
  readonly groupName: string | null
  readonly before: HeldFinding | undefined
}

/** Finds each sighting's vulnerability, or adds it with everything its sightings on this page add up to. */
async function ensureVulnerabilities(
  write: Writers,
  connectionId: number,
  placed: readonly Placed[],
  now: Date,
): Promise<{ readonly idOf: (one: Placed) => number; readonly created: ReadonlySet<number> }> {
  const byPlace = Map.groupBy(placed, placeOf)
  const wanted = [...byPlace.values()].flatMap((group) => group[0] ?? [])
  const find = (some: readonly Placed[], also: readonly number[] = []) =>
    write.vulnerabilities.find(
      some.map(({ item }) => item.assetId),
      some.map(({ key }) => key),
      also,
    )
  const previous = placed.flatMap((one) => one.before?.vulnerabilityId ?? [])
  const found = await find(wanted, [...new Set(previous)])
  const missing = wanted.filter((one) => !found.has(placeOf(one)))
  const added = missing.map((first) => {
    const sightings = (byPlace.get(placeOf(first)) ?? [first]).map((one) => one.item.sighting)
    return newVulnerability(first, addUp(sightings, connectionId, now), now)
  })
  const assess = await createAssess(write, added, now)
  const assessed = added.map((row) => ({ row, ...assess(row, row.aggregate, freshClock) }))
  const created = await write.vulnerabilities.insert(
    assessed.map(({ row, assessment }) => ({ ...row, assessment })),
    now,
  )
  await dismissNew(write, assessed, created, now)
  const others = await find(missing.filter((one) => !created.has(placeOf(one))))
  const ids = new Map([...found, ...created, ...others])
  return { idOf: (one) => ids.get(placeOf(one)) ?? missingVulnerability(), created: new Set(created.values()) }
}

function newVulnerability({ item, entry, key, groupName }: Placed, aggregate: Aggregate, now: Date): NewVulnerability {
  return {
    assetId: item.assetId,
    key,
    kind: item.sighting.kind,
    aliasGroupId: packageKinds.has(item.sighting.kind) ? entry.aliasGroupId : null,
    packageId: entry.packageId,
    imageId: entry.imageId,
    name: groupName ?? item.sighting.rule?.name ?? item.sighting.rule?.id ?? item.sighting.title,
    status: statusOf({ decision: 'none', decisionUntil: null, work: 'none' }, aggregate, now),
    aggregate,
    assessment: null,
  }
}

/** What policies dismiss of what was just created. */
async function dismissNew(
  write: Writers,
  assessed: readonly { readonly row: NewVulnerability; readonly verdict: PolicyVerdict }[],
  created: ReadonlyMap<string, number>,
  now: Date,
): Promise<void> {
  const dismissed = new Map(
    assessed.flatMap(({ row, verdict }) => {
      const id = created.get(vulnerabilityPlace(row.assetId, row.key))
      return verdict.dismissedBy === null || id === undefined ? [] : [[id, { aggregate: row.aggregate, verdict }] as const]
    }),
  )
  const rows = await write.vulnerabilities.lock([...dismissed.keys()])
  const ruled = rows.flatMap((row) => {
    const found = dismissed.get(row.id)
    return found === undefined ? [] : [{ row, ...found }]
  })
  await applyPolicies(write, ruled, now)
}

function placeOf({ item, key }: Placed): string {
  return vulnerabilityPlace(item.assetId, key)
}

/** The links between names that changed sightings of a page told of before and no longer do. */
async function lostBy(write: Writers, knownIds: readonly number[], entries: readonly Entry[]): Promise<LostLinks> {
  const current = new Set(entries.map((entry) => entry.detailId))
  const left = (await write.findings.detailIds(knownIds)).filter((id) => !current.has(id))
  if (left.length === 0) return { links: [], groupIds: [] }
  const identifiers = await write.dictionary.identifiersOfDetails([...left, ...current])
  return loseLinks(
    write,
    left.map((id) => identifiers.get(id) ?? []),
    [...current].map((id) => identifiers.get(id) ?? []),
  )
}

function rowOf(item: Prepared, entry: Entry, vulnerabilityId: number): FindingRow {
  const { sighting } = item
  return {
    recordId: item.recordId,
    assetId: item.assetId,
    vulnerabilityId,
    detailId: entry.detailId,
    wordingId: entry.wordingId,
    identity: item.identity,
    evidence: findingEvidence(sighting, item.occurrence),
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
    extra: extraOf(sighting),
  }
}

function entryAt(entries: readonly Entry[], index: number): Entry {
  const entry = entries[index]
  if (entry === undefined) throw new Error('A sighting has no dictionary entry.')
  return entry
}

function missingVulnerability(): never {
  throw new Error('A vulnerability that was just written is missing.')
}

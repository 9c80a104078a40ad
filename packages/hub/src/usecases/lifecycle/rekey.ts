import { preferredName } from '../../domain/alias.ts'
import { vulnerabilityPlace } from '../../domain/place.ts'
import { packageVulnerabilityKey } from '../../domain/vulnerability-key.ts'
import type { Writers } from '../../store/store.ts'
import type { LockedVulnerability, NewVulnerability, VulnerabilityEvent } from '../../store/vulnerabilities/shapes.ts'
import { follow, type Move } from './follow.ts'
import { recompute } from './recompute.ts'

interface Group {
  readonly id: number
  readonly name: string
}

/** Everything named by a group that was merged away goes to the group it was merged into. */
export async function rekeyGroup(write: Writers, groupId: number, target: Group, now: Date): Promise<void> {
  const rows = await write.vulnerabilities.lockGroup(groupId)
  if (rows.length === 0) return
  const packages = await packageKeys(write, rows)
  const keyed = rows.map((row) => ({ row, key: keyIn(target, row, packages) }))
  const taken = await write.vulnerabilities.find(
    keyed.map(({ row }) => row.assetId),
    keyed.map(({ key }) => key),
  )

  const renamed: { id: number; key: string; aliasGroupId: number; name: string }[] = []
  const merged: { from: LockedVulnerability; to: number }[] = []
  for (const { row, key } of keyed) {
    const other = taken.get(vulnerabilityPlace(row.assetId, key))
    if (other === undefined || other === row.id) renamed.push({ id: row.id, key, aliasGroupId: target.id, name: target.name })
    else merged.push({ from: row, to: other })
  }
  await write.vulnerabilities.rekey(renamed)
  await mergeInto(write, merged, now)
}

/**
 * The sightings of a group that fell apart go to the part their own identifiers name. `parts` in order of preference: a
 * vulnerability stays the best part's that any of its sightings names, the others get one of their own.
 */
export async function splitGroup(
  write: Writers,
  groupId: number,
  parts: readonly (Group & { readonly members: readonly string[] })[],
  now: Date,
): Promise<void> {
  const rows = await write.vulnerabilities.lockGroup(groupId)
  const sightings = Map.groupBy(
    await write.findings.withIdentifiers(rows.map((row) => row.id)),
    (sighting) => sighting.vulnerabilityId,
  )
  const partOf = new Map(parts.flatMap((part) => part.members.map((member) => [member, part] as const)))
  const packages = await packageKeys(write, rows)
  for (const row of rows) {
    const byPart = Map.groupBy(
      sightings.get(row.id) ?? [],
      (sighting) => partOf.get(preferredName(sighting.identifiers) ?? '') ?? parts[0],
    )
    const [kept, ...others] = parts.filter((part) => byPart.has(part))
    if (kept === undefined) continue
    await write.vulnerabilities.rekey([{ id: row.id, key: keyIn(kept, row, packages), aliasGroupId: kept.id, name: kept.name }])
    const moves: Move[] = []
    for (const part of others) {
      const place = { key: keyIn(part, row, packages), aliasGroupId: part.id, name: part.name }
      const twin = await ensureTwin(write, row, row.assetId, place, now)
      const ids = (byPart.get(part) ?? []).map((sighting) => sighting.id)
      await write.findings.reassign(
        ids,
        ids.map(() => twin),
        row.assetId,
      )
      moves.push({ from: row.id, to: twin })
    }
    await follow(write, moves, now)
    await write.vulnerabilities.record(
      moves.map((move) => eventOf(move.to, row.assetId, 'split', { from: row.name })),
      now,
    )
    await recompute(write, [row.id, ...moves.map((move) => move.to)], now)
  }
}

/** Moves a record's findings, and the decisions made on them, to another asset. Returns how many vulnerabilities moved. */
export async function moveRecord(write: Writers, recordId: number, assetId: number, now: Date): Promise<number> {
  let moved = 0
  for (let after = 0; ; ) {
    const ids = await write.findings.vulnerabilitiesOf(recordId, after, 500)
    const last = ids.at(-1)
    if (last === undefined) return moved
    after = last
    const rows = (await write.vulnerabilities.lock(ids)).filter((row) => row.assetId !== assetId)
    const moves: Move[] = []
    for (const row of rows) moves.push({ from: row.id, to: await ensureTwin(write, row, assetId, row, now) })
    const sources = moves.map((move) => move.from)
    const targets = moves.map((move) => move.to)
    await write.findings.moveAll(sources, targets, assetId, recordId)
    await follow(write, moves, now)
    await write.vulnerabilities.record(
      rows.map((row, index) => eventOf(targets[index] ?? row.id, assetId, 'moved', { fromAsset: row.assetId })),
      now,
    )
    await recompute(write, [...sources, ...targets], now)
    moved += rows.length
  }
}

async function mergeInto(
  write: Writers,
  pairs: readonly { readonly from: LockedVulnerability; readonly to: number }[],
  now: Date,
): Promise<void> {
  if (pairs.length === 0) return
  const moves = pairs.map(({ from, to }) => ({ from: from.id, to }))
  for (const [assetId, group] of Map.groupBy(pairs, (pair) => pair.from.assetId)) {
    await write.findings.moveAll(
      group.map((pair) => pair.from.id),
      group.map((pair) => pair.to),
      assetId,
      null,
    )
  }
  await follow(write, moves, now)
  await write.vulnerabilities.record(
    pairs.map(({ from, to }) => eventOf(to, from.assetId, 'merged', { name: from.name })),
    now,
  )
  await recompute(
    write,
    moves.flatMap((move) => [move.from, move.to]),
    now,
  )
}

/** The same vulnerability under another key or on another asset; made as it is, but without sightings, where it did not exist. */
async function ensureTwin(
  write: Writers,
  row: LockedVulnerability,
  assetId: number,
  place: { readonly key: string; readonly aliasGroupId: number | null; readonly name: string },
  now: Date,
): Promise<number> {
  const twin: NewVulnerability = {
    assetId,
    key: place.key,
    kind: row.kind,
    aliasGroupId: place.aliasGroupId,
    packageId: row.packageId,
    imageId: row.imageId,
    name: place.name,
    status: 'Open',
    aggregate: withoutSightings(row, now),
    assessment: null,
  }
  // Somebody may remove the one that was in the way before it is found.
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await write.vulnerabilities.insert([twin], now)
    const id = (await write.vulnerabilities.find([assetId], [place.key])).get(vulnerabilityPlace(assetId, place.key))
    if (id !== undefined) return id
  }
  throw new Error('A vulnerability that was just written is missing.')
}

async function packageKeys(write: Writers, rows: readonly LockedVulnerability[]): Promise<ReadonlyMap<number, string>> {
  return write.dictionary.packageKeys(rows.flatMap((row) => row.packageId ?? []))
}

function keyIn(group: Group, row: LockedVulnerability, packages: ReadonlyMap<number, string>): string {
  return packageVulnerabilityKey(group.id, packages.get(row.packageId ?? 0) ?? null, row.imageId)
}

/** What it is until it is added up: as present as the one it comes from, so that no history says it closed or came back. */
function withoutSightings(row: LockedVulnerability, at: Date): NewVulnerability['aggregate'] {
  return {
    sightings: 0,
    openSightings: row.present ? 1 : 0,
    severity: 0,
    reachability: 0,
    detectedAt: null,
    firstSeenAt: at,
    connections: [],
    fixedVersion: null,
    location: null,
    exploited: null,
    cvss: null,
    title: row.title,
    goneReason: row.goneReason,
    goneAt: null,
  }
}

function eventOf(
  vulnerabilityId: number,
  assetId: number,
  kind: VulnerabilityEvent['kind'],
  data: unknown,
): VulnerabilityEvent {
  return { vulnerabilityId, assetId, kind, actor: null, data }
}

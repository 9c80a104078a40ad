import { vulnerabilityPlace } from '../../domain/place.ts'
import { packageVulnerabilityKey } from '../../domain/vulnerability-key.ts'
import type { Writers } from '../../store/store.ts'
import type {
  DecisionRow,
  LockedVulnerability,
  NewVulnerability,
  VulnerabilityEvent,
} from '../../store/vulnerabilities/writer.ts'
import { recompute } from './recompute.ts'

interface Group {
  readonly id: number
  readonly name: string
}

/** Everything named by a group that was merged away goes to the group it was merged into. */
export async function rekeyGroup(write: Writers, groupId: number, target: Group, now: Date): Promise<void> {
  const rows = await write.vulnerabilities.lockGroup(groupId)
  if (rows.length === 0) return
  const keys = await newKeys(write, rows, () => target)
  const taken = await write.vulnerabilities.find(
    rows.map((row) => row.assetId),
    rows.map((row) => keys.get(row.id)?.key ?? row.key),
  )

  const renamed: { id: number; key: string; aliasGroupId: number; name: string }[] = []
  const merged: { from: LockedVulnerability; to: number }[] = []
  for (const row of rows) {
    const key = keys.get(row.id)?.key ?? row.key
    const other = taken.get(vulnerabilityPlace(row.assetId, key))
    if (other === undefined || other === row.id) renamed.push({ id: row.id, key, aliasGroupId: target.id, name: target.name })
    else merged.push({ from: row, to: other })
  }
  await write.vulnerabilities.rekey(renamed)
  await mergeInto(write, merged, now)
}

/** The sightings of a group that fell apart go to the part their own identifiers name. */
export async function splitGroup(
  write: Writers,
  groupId: number,
  groupOf: ReadonlyMap<string, Group>,
  now: Date,
): Promise<void> {
  const rows = await write.vulnerabilities.lockGroup(groupId)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const sightings = await write.findings.withIdentifiers(rows.map((row) => row.id))

  const moves = sightings.flatMap((sighting) => {
    const row = byId.get(sighting.vulnerabilityId)
    const group = groupOfSighting(sighting.identifiers, groupOf)
    return row && group && group.id !== groupId ? [{ id: sighting.id, row, group }] : []
  })
  const packages = await packageKeys(write, rows)
  const byTarget = Map.groupBy(moves, ({ row, group }) => `${row.id} ${group.id}`)
  for (const group of byTarget.values()) {
    const [first] = group
    if (first === undefined) continue
    const target = await ensureTwin(write, first.row, first.row.assetId, {
      key: packageVulnerabilityKey(first.group.id, packages.get(first.row.packageId ?? 0) ?? null),
      aliasGroupId: first.group.id,
      name: first.group.name,
      at: now,
    })
    await write.findings.reassign(
      group.map((move) => move.id),
      group.map(() => target),
      first.row.assetId,
    )
    await write.vulnerabilities.record([eventOf(target, first.row, 'split', { from: first.row.name })], now)
    await recompute(write, [target, first.row.id], now)
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
    const targets: number[] = []
    for (const row of rows) {
      targets.push(
        await ensureTwin(write, row, assetId, { key: row.key, aliasGroupId: row.aliasGroupId, name: row.name, at: now }),
      )
    }
    const sources = rows.map((row) => row.id)
    await write.findings.moveAll(sources, targets, assetId, recordId)
    await write.vulnerabilities.record(
      rows.map((row, index) => eventOf(targets[index] ?? row.id, { ...row, assetId }, 'moved', { fromAsset: row.assetId })),
      now,
    )
    await recompute(write, [...sources, ...targets], now)
    moved += rows.length
  }
}

function groupOfSighting(identifiers: readonly string[], groupOf: ReadonlyMap<string, Group>): Group | undefined {
  for (const identifier of identifiers) {
    const group = groupOf.get(identifier)
    if (group) return group
  }
  return undefined
}

async function mergeInto(
  write: Writers,
  pairs: readonly { from: LockedVulnerability; to: number }[],
  now: Date,
): Promise<void> {
  if (pairs.length === 0) return
  const targets = new Map((await write.vulnerabilities.lock(pairs.map((pair) => pair.to))).map((row) => [row.id, row]))
  for (const [assetId, group] of Map.groupBy(pairs, (pair) => pair.from.assetId)) {
    await write.findings.moveAll(
      group.map((pair) => pair.from.id),
      group.map((pair) => pair.to),
      assetId,
      null,
    )
  }
  for (const { from, to } of pairs) {
    const target = targets.get(to)
    if (target) await inheritDecision(write, from, target, now)
  }
  await write.vulnerabilities.moveEvents(
    pairs.map((pair) => pair.from.id),
    pairs.map((pair) => pair.to),
  )
  await write.vulnerabilities.record(
    pairs.map(({ from, to }) => eventOf(to, from, 'merged', { name: from.name })),
    now,
  )
  await recompute(write, [...pairs.map((pair) => pair.from.id), ...pairs.map((pair) => pair.to)], now)
}

/** The same vulnerability under another key or on another asset; created with the same decision where it does not exist. */
async function ensureTwin(
  write: Writers,
  row: LockedVulnerability,
  assetId: number,
  place: { readonly key: string; readonly aliasGroupId: number | null; readonly name: string; readonly at: Date },
): Promise<number> {
  const twin: NewVulnerability = {
    assetId,
    key: place.key,
    kind: row.kind,
    aliasGroupId: place.aliasGroupId,
    packageId: row.packageId,
    name: place.name,
    status: 'Open',
    aggregate: emptyAggregate(row.title, place.at),
  }
  await write.vulnerabilities.insert([twin], place.at)
  const id = (await write.vulnerabilities.find([assetId], [place.key])).get(vulnerabilityPlace(assetId, place.key))
  if (id === undefined) throw new Error('A vulnerability that was just written is missing.')
  const [target] = await write.vulnerabilities.lock([id])
  if (target) await inheritDecision(write, row, target, place.at)
  return id
}

/** The later human decision wins; a decision never meets "none" and loses. */
async function inheritDecision(write: Writers, from: LockedVulnerability, to: LockedVulnerability, now: Date): Promise<void> {
  if (from.decision === 'none') return
  const later = to.decision === 'none' || (from.decidedAt?.getTime() ?? 0) > (to.decidedAt?.getTime() ?? 0)
  if (later) await write.vulnerabilities.decide(to.id, to.status, decisionOf(from), now)
}

function decisionOf(row: LockedVulnerability): DecisionRow {
  return { decision: row.decision, reason: row.decisionReason, until: row.decisionUntil, by: row.decidedBy, at: row.decidedAt }
}

async function packageKeys(write: Writers, rows: readonly LockedVulnerability[]): Promise<ReadonlyMap<number, string>> {
  return write.dictionary.packageKeys(rows.flatMap((row) => row.packageId ?? []))
}

async function newKeys(
  write: Writers,
  rows: readonly LockedVulnerability[],
  groupFor: (row: LockedVulnerability) => Group,
): Promise<ReadonlyMap<number, { readonly key: string }>> {
  const packages = await packageKeys(write, rows)
  return new Map(
    rows.map((row) => [row.id, { key: packageVulnerabilityKey(groupFor(row).id, packages.get(row.packageId ?? 0) ?? null) }]),
  )
}

function emptyAggregate(title: string, at: Date): NewVulnerability['aggregate'] {
  return {
    sightings: 0,
    openSightings: 0,
    severity: 0,
    reachability: 0,
    detectedAt: null,
    firstSeenAt: at,
    connections: [],
    fixedVersion: null,
    location: null,
    exploited: null,
    cvss: null,
    epss: null,
    title,
    goneReason: null,
    goneAt: null,
  }
}

function eventOf(
  vulnerabilityId: number,
  row: Pick<LockedVulnerability, 'assetId'>,
  kind: VulnerabilityEvent['kind'],
  data: unknown,
): VulnerabilityEvent {
  return { vulnerabilityId, assetId: row.assetId, kind, actor: null, data }
}

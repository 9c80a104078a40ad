import { type PackageEvidence, type SnapshotFinding, type SnapshotSource, vexJustifications } from '@patchbay/sdk'
import { compareIdentifiers } from '../../domain/alias.ts'
import { publicId } from '../../domain/public-id.ts'
import { decisionKinds, isInForce } from '../../domain/status.ts'
import type { SnapshotRow, SnapshotSighting } from '../../store/uploads/snapshot-reader.ts'
import { externalUrlOf } from '../browse/findings.ts'
import { kindOf, latest, packageNames, reachabilityNamed, severityOf } from '../browse/values.ts'

export interface FindingContext {
  /** Name of a connector by its id. */
  readonly nameOf: (connector: string) => string
  readonly hubUrl: string | null
  readonly now: Date
}

/** A vulnerability as destinations are told about it. Of what scanners say differently, the one that detected it first is heard. */
export function toSnapshotFinding(row: SnapshotRow, { nameOf, hubUrl, now }: FindingContext): SnapshotFinding {
  const { sightings } = row
  const id = publicId('vulnerability', row.id)
  const first = <T>(read: (sighting: SnapshotSighting) => T | null | undefined): T | null => {
    for (const sighting of sightings) {
      const value = read(sighting)
      if (value !== null && value !== undefined) return value
    }
    return null
  }
  return {
    id,
    kind: kindOf(row.kind),
    name: row.name,
    identifiers: [...row.identifiers].sort(compareIdentifiers),
    title: row.title,
    description: first((sighting) => sighting.body.description),
    severity: severityOf(row.severity),
    cvss: first((sighting) => (sighting.body.cvss?.length ? sighting.body.cvss : null)) ?? [],
    epss: row.epss,
    cwes: unique(sightings.flatMap((sighting) => sighting.body.cwes ?? [])),
    exploited: row.exploited,
    reachability: reachabilityNamed(row.reachability),
    package: packageOf(row),
    rule: first(({ words }) => (words.ruleId === undefined ? null : { id: words.ruleId, name: words.ruleName ?? null })),
    location: first(locationOf),
    image: row.image,
    detectedAt: row.detectedAt?.toISOString() ?? null,
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: latest(
      row.firstSeenAt,
      ...sightings.flatMap((each) => [each.changedAt, each.lastCompleteSyncAt]),
    ).toISOString(),
    commit: first((sighting) => sighting.extra.commit),
    remediation: first((sighting) => sighting.extra.remediation),
    references: unique(sightings.flatMap((sighting) => sighting.body.references ?? [])),
    url: hubUrl === null ? null : `${hubUrl}/vulnerabilities/${id}`,
    sources: sightings.map((sighting) => sourceOf(sighting, nameOf)),
    decision: decisionOf(row, now),
  }
}

function sourceOf(sighting: SnapshotSighting, nameOf: FindingContext['nameOf']): SnapshotSource {
  return {
    connector: sighting.connector,
    name: nameOf(sighting.connector),
    externalId: sighting.externalId,
    externalUrl: externalUrlOf(sighting),
    vendorSeverity: sighting.words.vendorSeverity ?? null,
  }
}

/** The package as the first sighting has it that names its version, with the fix all sightings agree on. */
function packageOf({ sightings, fixedVersion }: SnapshotRow): PackageEvidence | null {
  const seen = sightings.find((sighting) => sighting.purl !== null)
  if (seen === undefined || seen.purl === null) return null
  const { name, version } = packageNames(seen)
  const told = sightings.flatMap((sighting) => sighting.direct ?? [])
  const direct = told.length === 0 ? null : told.includes(true)
  return { purl: seen.purl, name: name ?? seen.purl, version, direct, fixedVersion }
}

function locationOf({ path, extra, words }: SnapshotSighting): SnapshotFinding['location'] {
  if (path === null) return null
  return {
    path,
    ...(extra.startLine !== undefined && { startLine: extra.startLine }),
    ...(extra.endLine !== undefined && { endLine: extra.endLine }),
    ...(words.locationUrl !== undefined && { url: words.locationUrl }),
  }
}

function decisionOf(row: SnapshotRow, now: Date): SnapshotFinding['decision'] {
  const kind = decisionKinds.find((each) => each === row.decision)
  if (kind === undefined || kind === 'none' || !isInForce({ kind, until: row.decisionUntil }, now)) return null
  const justification = vexJustifications.find((each) => each === row.justification)
  const decision = { kind, reason: row.decisionReason, until: row.decisionUntil?.toISOString() ?? null }
  return justification === undefined || kind !== 'not-affected' ? decision : { ...decision, justification }
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)]
}

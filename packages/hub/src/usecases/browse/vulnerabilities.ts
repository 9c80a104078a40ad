import type { Sight } from '../../domain/access.ts'
import { compareIdentifiers } from '../../domain/alias.ts'
import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import { severityRank } from '../../domain/severity.ts'
import type { FindingLine, FindingReader } from '../../store/findings/reader.ts'
import type { FacetReader } from '../../store/vulnerabilities/facet-reader.ts'
import type { VulnerabilityReader } from '../../store/vulnerabilities/reader.ts'
import type { VulnerabilityView } from '../../store/vulnerabilities/view.ts'
import type { ActorOf, NameActors } from './actors.ts'
import type { Browse, VulnerabilityFilter } from './browse.ts'
import { facetsOf } from './facets.ts'
import { toFinding } from './findings.ts'
import { productRef, repositoryRef } from './records.ts'
import type { PackageUse } from './resources/finding.ts'
import { Decision, Justification, type Sighting, Status, type Vulnerability } from './resources/vulnerability.ts'
import { deadlineOf, originFrom, riskFrom, slaFrom } from './standing.ts'
import { timelineOf } from './timeline.ts'
import { idsOf, iso, kindOf, packageNames, reachabilityNamed, severityOf } from './values.ts'

interface Deps {
  readonly reader: Pick<VulnerabilityReader, 'list' | 'find' | 'standing' | 'events'>
  readonly settings: Browse['settings']
  readonly findings: Pick<FindingReader, 'lines' | 'ofVulnerability'>
  readonly facets: Pick<FacetReader, 'read'>
  readonly nameActors: NameActors
  readonly sight: Sight
  readonly now: () => Date
}

export function browseVulnerabilities(deps: Deps): Browse['vulnerabilities'] {
  const { reader, findings, facets, nameActors, sight, now } = deps
  return {
    async list(filter, page) {
      const { rows, nextCursor, count } = await reader.list({ ...stored(filter, now()), sight }, page)
      const lines = Map.groupBy(await findings.lines(rows.map((row) => row.id)), (line) => line.vulnerabilityId)
      const actorOf = await nameActors(rows.map((row) => row.decidedBy))
      const items = rows.map((view) => toVulnerability(view, lines.get(view.id) ?? [], actorOf, now()))
      return { items, nextCursor, count }
    },
    async get(id) {
      const vulnerabilityId = databaseId('vulnerability', id)
      const view = await reader.find(vulnerabilityId)
      if (view === undefined) throw notFound('vulnerability', id)
      const [lines, sightings, events, standing, settings] = await Promise.all([
        findings.lines([vulnerabilityId]),
        findings.ofVulnerability(vulnerabilityId),
        reader.events(vulnerabilityId),
        reader.standing(vulnerabilityId),
        deps.settings(),
      ])
      if (standing === undefined) throw notFound('vulnerability', id)
      const shown = sightings.map(toFinding)
      const actorOf = await nameActors([view.decidedBy, standing.exemptBy, ...events.map((event) => event.actor)])
      return {
        ...toVulnerability(view, lines, actorOf, now()),
        risk: riskFrom(standing, shown, settings.risk),
        sla: slaFrom(view, standing, actorOf),
        decisionOrigin: originFrom(standing),
        findings: shown,
        timeline: timelineOf(view, shown, events, actorOf),
      }
    },
    facets: async (filter) => facetsOf(await facets.read({ ...stored(filter, now()), sight })),
  }
}

function stored({ overdue, ...filter }: VulnerabilityFilter, now: Date) {
  return {
    ...filter,
    ...(overdue === true && { overdueAt: now }),
    policy: idsOf('policy', filter.policy),
    severity: filter.severity?.map(severityRank),
    repository: idsOf('repository', filter.repository),
    image: idsOf('image', filter.image),
    product: idsOf('product', filter.product),
    connection: idsOf('connection', filter.connection),
  }
}

function toVulnerability(view: VulnerabilityView, lines: readonly FindingLine[], actorOf: ActorOf, now: Date): Vulnerability {
  const isRepository = view.assetKind === 'repository'
  return {
    id: publicId('vulnerability', view.id),
    kind: kindOf(view.kind),
    name: view.name,
    identifiers: [...view.identifiers].sort(compareIdentifiers),
    title: view.title,
    severity: severityOf(view.severity),
    status: Status.parse(view.status),
    present: view.present,
    goneReason: view.goneReason,
    goneAt: iso(view.goneAt),
    decision: Decision.parse(view.decision),
    decisionReason: view.decisionReason,
    decisionUntil: iso(view.decisionUntil),
    decidedBy: actorOf(view.decidedBy),
    decidedAt: iso(view.decidedAt),
    justification: Justification.nullable().parse(view.justification),
    duplicateOf: refOf('vulnerability', view.duplicateOf, view.duplicateName),
    policy: refOf('policy', view.policyId, view.policyName),
    requiredBy: refOf('policy', view.requiredBy, view.requiredName),
    product: productRef(view.productId, view.productName),
    repository: isRepository ? repositoryRef(view.assetId, view.assetName, view.repositoryUrl) : null,
    image: imageOf(view),
    asset: view.assetName,
    package: packageOf(view, lines),
    location: view.location === null ? null : { path: view.location, startLine: null, endLine: null, url: null },
    reachability: reachabilityNamed(view.reachability),
    exploited: view.exploited,
    knownExploited: view.knownExploited,
    cvss: view.cvss,
    epss: view.epss,
    detectedAt: iso(view.detectedAt),
    firstSeenAt: view.firstSeenAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
    ...deadlineOf(view, now),
    riskScore: view.riskScore,
    sources: view.connections.map((connection) => ({ ...connection, id: publicId('connection', connection.id) })),
    findings: lines.flatMap((line) => sightingOf(line, view)),
  }
}

function refOf(noun: 'vulnerability' | 'policy', id: number | null, name: string | null) {
  return id === null || name === null ? null : { id: publicId(noun, id), name }
}

function imageOf(view: VulnerabilityView): Vulnerability['image'] {
  const { imageId, imageName } = view
  if (imageId === null || imageName === null) return null
  const repository = repositoryRef(view.imageSourceId, view.imageSourceName, view.imageSourceUrl)
  return {
    id: publicId('image', imageId),
    name: imageName,
    source: repository === null ? null : { repository, dockerfile: view.imageDockerfile },
  }
}

/** Name and fix of what all sightings agree on; purl and version of the first sighting that gives them. */
function packageOf(view: VulnerabilityView, lines: readonly FindingLine[]): PackageUse | null {
  const seen = lines.find((line) => line.purl !== null)
  const names = seen === undefined ? null : packageNames(seen)
  const name = view.packageName ?? names?.name ?? null
  if (name === null) return null
  const told = lines.flatMap((line) => line.direct ?? [])
  return {
    purl: seen?.purl ?? null,
    name,
    version: names?.version ?? null,
    fixedVersion: view.fixedVersion,
    direct: told.length === 0 ? null : told.includes(true),
  }
}

function sightingOf(line: FindingLine, view: VulnerabilityView): readonly Sighting[] {
  const connection = view.connections.find(({ id }) => id === line.connectionId)
  if (connection === undefined) return []
  return [
    {
      id: publicId('finding', line.id),
      connection: { ...connection, id: publicId('connection', connection.id) },
      presence: line.present ? 'present' : 'absent',
      severity: severityOf(line.severity),
      externalUrl: line.url,
      detectedAt: iso(line.detectedAt),
    },
  ]
}

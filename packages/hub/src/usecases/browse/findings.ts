import type { Sight } from '../../domain/access.ts'
import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import { severityRank } from '../../domain/severity.ts'
import type { FindingReader, FindingView } from '../../store/findings/reader.ts'
import type { Browse } from './browse.ts'
import { productRef, repositoryRef } from './records.ts'
import type { Finding, Location, PackageUse } from './resources/finding.ts'
import { idsOf, iso, kindOf, latest, packageNames, reachabilityNamed, severityOf } from './values.ts'

export function browseFindings(
  reader: Pick<FindingReader, 'list' | 'find'>,
  explain: Browse['findings']['explain'],
  sight: Sight,
): Browse['findings'] {
  return {
    async list({ kind, severity, presence, ...filter }, page) {
      const wanted = {
        vulnerability: idsOf('vulnerability', filter.vulnerability),
        record: idsOf('record', filter.record),
        connection: idsOf('connection', filter.connection),
        repository: idsOf('repository', filter.repository),
        kind,
        sight,
        severity: severity?.map(severityRank),
        ...(presence !== undefined && { present: presence === 'present' }),
      }
      const { rows, nextCursor, count } = await reader.list(wanted, page)
      return { items: rows.map(toFinding), nextCursor, count }
    },
    async get(id) {
      const view = await reader.find(databaseId('finding', id))
      if (view === undefined) throw notFound('finding', id)
      return toFinding(view)
    },
    explain,
  }
}

/** The vendor's own page of a finding. */
export function externalUrlOf({
  extra,
  words,
  externalId,
}: Pick<FindingView, 'extra' | 'words' | 'externalId'>): string | null {
  return extra.url ?? (words.urlBase === undefined ? null : words.urlBase + externalId)
}

export function toFinding(view: FindingView): Finding {
  const { words, extra, body } = view
  return {
    id: publicId('finding', view.id),
    externalId: view.externalId,
    externalUrl: externalUrlOf(view),
    connection: { id: publicId('connection', view.connectionId), label: view.connectionLabel, connector: view.connector },
    record: { id: publicId('record', view.recordId), name: view.recordName },
    vulnerabilityId: publicId('vulnerability', view.vulnerabilityId),
    repository: repositoryRef(view.repositoryId, view.repositoryName, view.repositoryUrl),
    product: productRef(view.productId, view.productName),
    kind: kindOf(view.kind),
    title: view.title,
    description: body.description ?? null,
    presence: view.present ? 'present' : 'absent',
    closedReason: view.closedReason,
    closedAt: iso(view.closedAt),
    closedByOperation: view.closedOperationId === null ? null : publicId('operation', view.closedOperationId),
    detectedAt: iso(view.detectedAt),
    firstSeenAt: view.firstSeenAt.toISOString(),
    lastSeenAt: lastSeen(view).toISOString(),
    severity: severityOf(view.severity),
    vendorSeverity: words.vendorSeverity ?? null,
    identifiers: [...view.identifiers],
    package: packageOf(view),
    rule: words.ruleId === undefined ? null : { id: words.ruleId, name: words.ruleName ?? null },
    location: locationOf(view),
    context: words.context ?? null,
    reachability: reachabilityNamed(view.reachability),
    vendorReachability: words.vendorReachability ?? null,
    cvss: (body.cvss ?? []).map((rating) => ({ ...rating })),
    epss: view.epss,
    cwes: [...(body.cwes ?? [])],
    references: [...(body.references ?? [])],
    remediation: extra.remediation ?? null,
    baseImage: extra.base === undefined ? null : { brings: null, recommended: null, ...extra.base },
    exploited: body.exploited ?? null,
    triage: words.triage ?? null,
    tags: [...(words.tags ?? [])],
  }
}

/** A finding that did not change is not rewritten by the syncs that see it; one that is absent was seen before it was closed. */
function lastSeen(view: FindingView): Date {
  if (view.present) return latest(view.changedAt, view.lastCompleteSyncAt)
  return view.lastSeenBeforeClosing ?? view.firstSeenAt
}

function packageOf(view: FindingView): PackageUse | null {
  const { name, version } = packageNames(view)
  if (name === null) return null
  return {
    purl: view.purl,
    name,
    version,
    fixedVersion: view.fixedVersion,
    direct: view.direct,
  }
}

function locationOf({ path, words, extra }: FindingView): Location | null {
  if (path === null) return null
  return { path, startLine: extra.startLine ?? null, endLine: extra.endLine ?? null, url: words.locationUrl ?? null }
}

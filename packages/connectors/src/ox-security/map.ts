import type { Cvss, Epss, Kind, Severity, Sighting } from '@patchbay/sdk'
import {
  cleanText,
  cvss,
  cwes,
  distinctTexts,
  epss,
  firstText,
  httpsUrls,
  identifiers,
  imageReference,
  instant,
  looseEnum,
  type Note,
  numberOrNull,
  textOrNull,
} from '@patchbay/sdk/shape'
import { kindOf } from './category.ts'
import { baseOf, imageOf, isBaseImage } from './image.ts'
import { packageOf } from './package.ts'
import { locationOf } from './place.ts'
import type { Issue, Vulnerability } from './schema.ts'

const severity = looseEnum<Severity>(
  'severity',
  { Appoxalypse: 'critical', Critical: 'critical', High: 'high', Medium: 'medium', Low: 'low', Info: 'info' },
  'unknown',
)

const packageKinds: ReadonlySet<Kind> = new Set(['dependency', 'container', 'malware'])

/**
 * One issue as sightings. OX puts all vulnerabilities of one package, or of one image, into one issue: each CVE is a sighting of
 * its own. Pure; what is strange but readable goes to `note`.
 */
export function toSightings(issue: Issue, note: Note): readonly Sighting[] {
  const kind = kindOf(issue, note)
  const shared = sharedOf(issue, kind, note)
  if (!packageKinds.has(kind)) return [whole(issue, shared)]

  const found = new Map<string, Sighting>()
  for (const vulnerability of issue.scaVulnerabilities ?? []) {
    const sighting = vulnerability === null ? null : one(issue, vulnerability, shared, note)
    if (sighting !== null && !found.has(sighting.externalId)) found.set(sighting.externalId, sighting)
  }
  return found.size > 0 ? [...found.values()] : [whole(issue, shared)]
}

/** Everything that is the same for all vulnerabilities of an issue. */
function sharedOf(issue: Issue, kind: Kind, note: Note): Sighting {
  const image = kind === 'container' ? imageOf(issue) : null
  const policy = firstText(300, issue.policy?.id, issue.policy?.name)
  return {
    target: issue.app.id,
    externalId: issue.issueId,
    externalUrl: null,
    kind,
    title: firstText(500, issue.mainTitle, issue.policy?.name) ?? cleanText(issue.issueId, 500),
    description: textOrNull(issue.description),
    severity: severity(issue.severity, note),
    vendorSeverity: textOrNull(issue.severity, 100),
    identifiers: [],
    package: packageOf(issue, null, image),
    rule: kind === 'dependency' || policy === null ? null : { id: policy, name: textOrNull(issue.policy?.name, 300) },
    location: locationOf(issue),
    context: contextOf(issue, kind, image === null ? null : imageReference(image)),
    // When OX first saw the issue; `dateDiscovered` of a vulnerability is when the world did.
    detectedAt: detection(issue.createdAt, note),
    reachability: 'unknown',
    vendorReachability: null,
    cvss: [],
    epss: null,
    cwes: [],
    references: [],
    remediation: textOrNull(issue.recommendation),
    exploited: null,
    triage: triageOf(issue),
    // A base image is built elsewhere; what is wrong is the line of the repository's own Dockerfile that names it.
    ...(image !== null && !isBaseImage(issue) && { image }),
    tags: distinctTexts([
      ...(issue.sourceTools ?? []).map((tool) => (tool ? `tool: ${tool}` : null)),
      issue.severity === 'Appoxalypse' ? 'Appoxalypse' : null,
      issue.originalToolSeverity ? `tool severity: ${issue.originalToolSeverity}` : null,
    ]),
  }
}

function whole(issue: Issue, shared: Sighting): Sighting {
  return { ...shared, cwes: cwes(issue.cwe ?? []) }
}

/** `null` for an entry without an id, which nothing could be said about. */
function one(issue: Issue, vulnerability: Vulnerability, shared: Sighting, note: Note): Sighting | null {
  const cve = textOrNull(vulnerability.cve, 200)
  if (cve === null) {
    note('scaVulnerabilities.cve', '')
    return null
  }
  const image = shared.kind === 'container' ? imageOf(issue) : null
  const found = packageOf(issue, vulnerability, image)
  // In an image one CVE may be in several packages; a package's issue is about that package only.
  const parts = [issue.issueId, cve, ...(shared.kind === 'container' && found !== null ? [found.name] : [])]
  const rated = vulnerability.oxSeverity || issue.severity
  const base = shared.kind === 'container' ? baseOf(issue, found) : null
  const version = found === null || found.version === null ? '' : `@${found.version}`
  return {
    ...shared,
    externalId: parts.join('|'),
    title: found === null ? cleanText(`${cve}: ${shared.title}`, 500) : `${cve} in ${found.name}${version}`,
    description: firstText(20_000, vulnerability.description, issue.description),
    severity: severity(rated, note),
    vendorSeverity: textOrNull(rated, 100),
    identifiers: identifiers([cve]),
    package: found,
    rule: null,
    cvss: ratingsOf(vulnerability),
    epss: probabilityOf(vulnerability),
    cwes: issue.scaVulnerabilities?.length === 1 ? cwes(issue.cwe ?? []) : [],
    references: httpsUrls([vulnerability.cveLink]),
    remediation: found?.fixedVersion ? `Upgrade ${found.name} to ${found.fixedVersion}.` : shared.remediation,
    exploited: vulnerability.exploitInTheWild ?? null,
    ...(base !== null && { baseImage: base }),
  }
}

/** The direct dependency that pulls the package in, or the image; elsewhere the issue itself, which is one place of its rule. */
function contextOf({ issueId, scaTriggerPkg }: Issue, kind: Kind, image: string | null): string | null {
  if (kind === 'container') return textOrNull(image, 500)
  return kind === 'dependency' ? textOrNull(scaTriggerPkg, 300) : textOrNull(issueId, 500)
}

/** Epoch milliseconds, as number or digits; some clients were given ISO 8601. */
function detection(value: unknown, note: Note): string | null {
  const milliseconds = numberOrNull(value)
  if (milliseconds === null) return instant(typeof value === 'string' ? value : null, 'createdAt', note)
  const date = new Date(milliseconds)
  if (!Number.isNaN(date.getTime())) return instant(date.toISOString(), 'createdAt', note)
  note('createdAt', String(milliseconds))
  return null
}

const cvssVersions: ReadonlyMap<string, Cvss['version']> = new Map([
  ['2', '2.0'],
  ['2.0', '2.0'],
  ['3', '3.0'],
  ['3.0', '3.0'],
  ['3.1', '3.1'],
  ['4', '4.0'],
  ['4.0', '4.0'],
])

function ratingsOf({ cvsVer, cvssVersion }: Vulnerability): readonly Cvss[] {
  const rating = cvss(null, cvsVer, cvssVersions.get(String(cvssVersion ?? '').replace(/^\D+/, '')) ?? 'unknown')
  return rating === null ? [] : [rating]
}

/** Whether OX counts to 1 or to 100 is not documented; a value above 1 settles it for both. */
function probabilityOf({ epss: score, percentile }: Vulnerability): Epss | null {
  const probability = numberOrNull(score)
  const rank = numberOrNull(percentile)
  const scale = Math.max(probability ?? 0, rank ?? 0) > 1 ? 100 : 1
  return epss(probability === null ? null : probability / scale, rank === null ? null : rank / scale)
}

function triageOf(issue: Issue): Sighting['triage'] {
  if (issue.isFalsePositive === true) {
    return { state: 'dismissed', reason: firstText(300, issue.falsePositiveComment) ?? 'false positive' }
  }
  if (![issue.excludedByAlert, issue.excludedByPolicy, issue.excludedByApp].includes(true)) return null
  return { state: 'dismissed', reason: firstText(300, issue.exclusionComment) ?? 'excluded' }
}

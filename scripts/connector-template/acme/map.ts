import type { PackageEvidence, Severity, Sighting, Target } from '@patchbay/sdk'
import { cleanText, cvss, identifiers, instant, looseEnum, type Note, packageUrl, place, textOrNull } from '@patchbay/sdk/shape'
import type { Issue, Project } from './schema.ts'

const severity = looseEnum<Severity>(
  'severity',
  { critical: 'critical', high: 'high', medium: 'medium', low: 'low', none: 'unknown' },
  'unknown',
)

const ecosystem = looseEnum<string>(
  'package.ecosystem',
  { npm: 'npm', pypi: 'pypi', maven: 'maven', go: 'golang', other: 'generic' },
  'generic',
)

/** One project as a target. */
export function toTarget(row: Project): Target {
  const url = textOrNull(row.repository_url, 500)
  const defaultBranch = textOrNull(row.default_branch, 255)
  return {
    ref: row.id,
    name: cleanText(row.name, 300),
    ...(url !== null && { repository: { urls: [url], ...(defaultBranch !== null && { defaultBranch }) } }),
    tags: [],
    archived: row.archived ?? false,
    attributes: {},
  }
}

/** One issue as a sighting. Pure; what is strange but readable goes to `note`. */
export function toSighting(row: Issue, target: string, note: Note): Sighting {
  const rating = cvss(row.cvss?.vector, row.cvss?.score)
  return {
    target,
    externalId: row.id,
    externalUrl: null,
    kind: 'dependency',
    title: cleanText(row.title, 500),
    description: null,
    severity: severity(row.severity, note),
    vendorSeverity: textOrNull(row.severity, 100),
    identifiers: identifiers([row.advisory]),
    package: packageOf(row, note),
    rule: null,
    location: place(row.manifest),
    context: null,
    detectedAt: instant(row.first_seen, 'first_seen', note),
    reachability: 'unknown',
    vendorReachability: null,
    cvss: rating === null ? [] : [rating],
    epss: null,
    cwes: [],
    references: [],
    remediation: null,
    exploited: null,
    triage: null,
    tags: [],
  }
}

function packageOf({ package: found }: Issue, note: Note): PackageEvidence | null {
  const name = textOrNull(found?.name, 300)
  if (name === null) return null
  const version = textOrNull(found?.version, 200)
  const purl = packageUrl(ecosystem(found?.ecosystem, note), name, version)
  return purl === null ? null : { purl, name, version, direct: null, fixedVersion: textOrNull(found?.fixed_in, 200) }
}

import { deriveUuid, type Held, nextFixedVersion, type TenantFinding } from '@patchbay/sdk/testing'
import { resolvedAt, type SnykIssue } from './emulator-estate.ts'
import { issueTitle, languageOf, otherIds } from './emulator-vulnerability.ts'

/** The issue as a JSON:API resource. */
export function toIssue(issue: SnykIssue): Readonly<Record<string, unknown>> {
  const { id, key, project, held } = issue
  const { finding } = held[0]
  const organization = project.target.organization
  const resolved = resolvedAt(held)
  return {
    id,
    type: 'issue',
    attributes: {
      key,
      ...(finding.kind === 'code' && { key_asset: deriveUuid('snyk-asset-finding', project.target.id, finding.key) }),
      title: issueTitle(finding),
      ...(finding.kind === 'code' && { description: finding.title }),
      type: issueTypes[finding.kind],
      status: resolved === null ? 'open' : 'resolved',
      ...(resolved !== null && { resolution: { type: 'fixed', resolved_at: resolved } }),
      effective_severity_level: level(finding),
      ...(finding.advisory && { severities: severities(finding) }),
      ignored: isIgnored(issue),
      problems: problems(issue),
      classes: finding.cwe.map((cwe) => ({ id: cwe, source: 'CWE', type: 'weakness' })),
      coordinates: held.map((row) => coordinates(row)),
      ...(finding.advisory && { exploit_details: exploits(finding) }),
      risk: { factors: [], score: { model: 'v1', value: riskScore(finding) } },
      tool: tool(finding),
      created_at: createdAt(issue),
      updated_at: updatedAt(issue),
    },
    relationships: {
      organization: {
        data: { id: organization, type: 'organization' },
        links: { related: `/rest/orgs/${organization}` },
      },
      scan_item: {
        data: { id: project.id, type: 'project' },
        links: { related: `/rest/orgs/${organization}/projects/${project.id}` },
      },
      ...(isIgnored(issue) && { ignore: { data: { id: deriveUuid('snyk-ignore', id), type: 'ignore' } } }),
    },
  }
}

export const issueTypes: Readonly<Record<TenantFinding['kind'], string>> = {
  dependency: 'package_vulnerability',
  container: 'package_vulnerability',
  malware: 'package_vulnerability',
  license: 'license',
  code: 'code',
  secret: 'code',
  infrastructure: 'config',
}

export function level({ severity }: TenantFinding): string {
  return severity === 'unknown' ? 'low' : severity
}

export function isIgnored({ held }: SnykIssue): boolean {
  return held.every(({ triage }) => triage !== null)
}

export function createdAt({ held }: SnykIssue): string {
  return held.map(({ detectedAt }) => detectedAt).sort()[0] ?? held[0].detectedAt
}

export function updatedAt({ held }: SnykIssue): string {
  return (
    held
      .map((row) => row.updatedAt)
      .sort()
      .at(-1) ?? held[0].updatedAt
  )
}

export function severities(finding: TenantFinding): unknown {
  const { advisory } = finding
  const scored = {
    level: level(finding),
    ...(advisory?.cvssScore != null && { score: advisory.cvssScore }),
    ...(advisory?.cvssVector != null && { vector: advisory.cvssVector, version: versionOf(advisory.cvssVector) }),
    ...(advisory?.modified != null && { modification_time: advisory.modified }),
  }
  const other = advisory?.cve == null || advisory.cvssVector === null ? [] : [{ ...scored, source: 'NVD' }]
  return [{ ...scored, source: 'Snyk' }, ...other]
}

function versionOf(vector: string): string {
  return /^CVSS:(\d\.\d)\//.exec(vector)?.[1] ?? '2.0'
}

/** The vendor's own entry first, then those of other databases. */
function problems({ key, held: [{ finding }] }: SnykIssue): unknown {
  const isRule = finding.kind !== 'dependency' && finding.kind !== 'container' && finding.kind !== 'malware'
  const dates = {
    ...(finding.advisory?.published != null && { disclosed_at: finding.advisory.published }),
    ...(finding.advisory?.modified != null && { updated_at: finding.advisory.modified }),
  }
  const own = { id: key, source: 'SNYK', type: isRule ? 'rule' : 'vulnerability', ...dates }
  const others = otherIds(finding).map((id) => ({
    id,
    source: id.startsWith('CVE-') ? 'NVD' : 'GHSA',
    type: 'vulnerability',
    url: id.startsWith('CVE-') ? `https://nvd.nist.gov/vuln/detail/${id}` : `https://github.com/advisories/${id}`,
  }))
  return [own, ...others]
}

function coordinates(held: Held): unknown {
  const { finding, repository } = held
  const fix = finding.package && finding.advisory && nextFixedVersion(finding.package.version, finding.advisory.fixedVersions)
  const isPython = finding.package?.ecosystem === 'PyPI'
  return {
    representations: representations(finding, repository.commit),
    ...(finding.package && { reachability: reachabilities[finding.kind === 'dependency' ? finding.reachability : 'unknown'] }),
    is_fixable_manually: false,
    is_fixable_snyk: Boolean(fix),
    is_fixable_upstream: Boolean(fix),
    is_patchable: false,
    is_pinnable: Boolean(fix) && isPython,
    is_upgradeable: Boolean(fix) && !isPython,
    state: held.fixedAt === null ? 'open' : 'resolved',
    created_at: held.detectedAt,
    updated_at: held.updatedAt,
    last_introduced_at: held.reappearedAt ?? held.detectedAt,
    ...(held.fixedAt !== null && { last_resolved_at: held.fixedAt, last_resolved_details: 'disappeared' }),
  }
}

/** The vendor says where it found a path, never that there is none. */
const reachabilities: Readonly<Record<TenantFinding['reachability'], string>> = {
  'reachable-function': 'function',
  'reachable-dependency': 'package',
  'potentially-reachable': 'package',
  unreachable: 'no-info',
  unknown: 'not-applicable',
}

function representations({ package: dependency, location }: TenantFinding, commit: string): unknown {
  if (dependency) return [{ dependency: { package_name: dependency.name, package_version: dependency.version } }]
  if (!location) return []
  const region = { start: { line: location.startLine, column: 1 }, end: { line: location.endLine, column: 80 } }
  return [{ sourceLocation: { file: location.path, commit_id: commit, region } }]
}

function exploits({ advisory }: TenantFinding): unknown {
  const likely = (advisory?.epss?.score ?? 0) > 0.5
  if (advisory?.kev) return { sources: ['CISA', 'Snyk'], maturity_levels: [{ format: 'CVSSv3', level: 'High' }] }
  if (likely) return { sources: ['PoC in GitHub'], maturity_levels: [{ format: 'CVSSv3', level: 'Proof of Concept' }] }
  return { sources: [], maturity_levels: [{ format: 'CVSSv3', level: 'Not Defined' }] }
}

const usualScores: Readonly<Record<string, number>> = { critical: 9.3, high: 7.5, medium: 5.3, low: 3.1, info: 0 }

function riskScore(finding: TenantFinding): number {
  const score = finding.advisory?.cvssScore ?? usualScores[level(finding)] ?? 0
  return Math.min(1000, Math.round(score * 62 + (finding.advisory?.kev ? 300 : 0)))
}

function tool({ kind, package: dependency }: TenantFinding): string {
  if (kind === 'container') return 'snyk://docker-deps'
  if (kind === 'code') return 'snyk://snyk-code'
  if (kind === 'infrastructure') return 'snyk://snyk-iac'
  return `snyk://${dependency ? languageOf(dependency).toLowerCase() : 'npm'}-deps`
}

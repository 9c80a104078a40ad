import { compareVersions, type Held, nextFixedVersion, type TenantAdvisory, type TenantFinding } from '@patchbay/sdk/testing'
import { type Alert, toSeconds } from './emulator-alert-book.ts'
import { ecosystems, ghsaOf } from './emulator-alert-seen.ts'
import type { Links } from './emulator-repository.ts'

type Json = Readonly<Record<string, unknown>>

/** A Dependabot alert. The installed version is not in it. */
export function toDependabotAlert(alert: Alert, links: Links): Json {
  const held = alert.read()
  const { finding } = held
  const { fullName } = alert.repository
  return {
    number: alert.number,
    state: dependabotState(held),
    dependency: {
      package: packageOf(finding),
      manifest_path: manifestOf(finding),
      scope: scopeOf(finding),
      relationship: relationshipOf(finding),
    },
    security_advisory: advisoryOf(finding),
    security_vulnerability: vulnerabilityOf(finding),
    url: `${links.api}/repos/${fullName}/dependabot/alerts/${alert.number}`,
    html_url: `https://${links.host}/${fullName}/security/dependabot/${alert.number}`,
    created_at: alert.createdAt,
    updated_at: alert.updatedAt,
    ...decision(held),
    fixed_at: held.fixedAt && toSeconds(held.fixedAt),
    assignees: [],
  }
}

export function dependabotState({ fixedAt, triage }: Held): 'open' | 'fixed' | 'dismissed' | 'auto_dismissed' {
  if (fixedAt !== null) return 'fixed'
  if (triage === null) return 'open'
  return triage.reason === 'auto' ? 'auto_dismissed' : 'dismissed'
}

const reasons: Readonly<Record<string, string>> = {
  'false-positive': 'inaccurate',
  'risk-accepted': 'tolerable_risk',
  snoozed: 'no_bandwidth',
  fixing: 'fix_started',
}

function decision(held: Held): Json {
  const state = dependabotState(held)
  const at = held.triage && toSeconds(held.triage.at)
  const isDismissed = state === 'dismissed' && held.triage !== null
  return {
    dismissed_at: isDismissed ? at : null,
    dismissed_by: isDismissed ? { login: 'security-lead', type: 'User' } : null,
    dismissed_reason: isDismissed ? (reasons[held.triage.reason] ?? 'not_used') : null,
    dismissed_comment: isDismissed ? 'Decided in the weekly review.' : null,
    auto_dismissed_at: state === 'auto_dismissed' ? at : null,
  }
}

function packageOf({ package: dependency }: TenantFinding): Json {
  return { ecosystem: ecosystemOf(dependency?.ecosystem), name: dependency?.name ?? '' }
}

export function ecosystemOf(ecosystem: string | undefined): string {
  return ecosystems[ecosystem ?? ''] ?? 'other'
}

const manifests: Readonly<Record<string, string>> = {
  npm: 'package-lock.json',
  PyPI: 'requirements.txt',
  Maven: 'pom.xml',
  Go: 'go.mod',
  RubyGems: 'Gemfile.lock',
  Packagist: 'composer.lock',
  'crates.io': 'Cargo.lock',
}

export function manifestOf({ manifest, package: dependency }: TenantFinding): string {
  return manifest ?? manifests[dependency?.ecosystem ?? ''] ?? ''
}

export function scopeOf({ package: dependency }: TenantFinding): 'development' | 'runtime' | null {
  if (!dependency || dependency.scope === null) return null
  return dependency.scope === 'dev' ? 'development' : 'runtime'
}

export function relationshipOf({ package: dependency }: TenantFinding): 'direct' | 'transitive' | 'unknown' {
  if (!dependency || dependency.direct === null) return 'unknown'
  return dependency.direct ? 'direct' : 'transitive'
}

/** The database has four words. */
export function gradeOf({ severity }: TenantFinding): string {
  return severity === 'info' || severity === 'unknown' ? 'low' : severity
}

function advisoryOf(finding: TenantFinding): Json {
  const { advisory, title, cwe } = finding
  const ghsa = ghsaOf(finding) ?? ''
  const cve = advisory?.cve ?? null
  const isFour = advisory?.cvssVector?.startsWith('CVSS:4') ?? false
  const score = { vector_string: advisory?.cvssVector ?? null, score: advisory?.cvssScore ?? 0 }
  const identifiers = [{ type: 'GHSA', value: ghsa }, ...(cve === null ? [] : [{ type: 'CVE', value: cve }])]
  return {
    ghsa_id: ghsa,
    cve_id: cve,
    summary: title,
    description: `### Impact\n\n${title}.\n`,
    severity: gradeOf(finding),
    classification: finding.kind === 'malware' ? 'malware' : 'general',
    cvss: score,
    cvss_severities: { cvss_v3: isFour ? null : score, cvss_v4: isFour ? score : null },
    epss: advisory?.epss ? { percentage: advisory.epss.score, percentile: advisory.epss.percentile } : null,
    cwes: cwe.map((id) => ({ cwe_id: id, name: `Weakness ${id.slice(4)}` })),
    identifiers,
    references: [{ url: `https://github.com/advisories/${ghsa}` }],
    vulnerabilities: [vulnerabilityOf(finding)],
    published_at: moment(advisory?.published),
    updated_at: moment(advisory?.modified),
    withdrawn_at: null,
  }
}

function moment(text: string | null | undefined): string {
  return toSeconds(text ?? '2024-01-01T00:00:00.000Z')
}

function vulnerabilityOf(finding: TenantFinding): Json {
  const { package: dependency, advisory } = finding
  const fixed = dependency && advisory && nextFixedVersion(dependency.version, advisory.fixedVersions)
  return {
    package: packageOf(finding),
    severity: gradeOf(finding),
    vulnerable_version_range: rangeOf(advisory, dependency?.version ?? ''),
    first_patched_version: fixed ? { identifier: fixed } : null,
  }
}

/** The one range the installed version falls into: `>= 2.0.0, < 2.0.2`. */
function rangeOf(advisory: TenantAdvisory | null, version: string): string {
  const alternatives = advisory?.affectedRange?.split('||').map((range) => range.trim().split(/\s+/)) ?? []
  const fitting = alternatives.find((comparators) => comparators.every((comparator) => fits(comparator, version)))
  return (fitting ?? alternatives[0] ?? ['>= 0']).map((each) => each.replace(/^([<>=]+)\s*/, '$1 ')).join(', ')
}

function fits(comparator: string, version: string): boolean {
  const [, operator = '=', bound = ''] = /^([<>=]*)(.*)$/.exec(comparator) ?? []
  const order = compareVersions(version, bound)
  const tests: Readonly<Record<string, boolean>> = { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }
  return tests[operator] ?? order === 0
}

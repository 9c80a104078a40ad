import { deriveNumber, type Held, nextFixedVersion, type TenantFinding } from '@patchbay/sdk/testing'
import { webUrlOf } from './emulator-book.ts'
import type { Json, UsageShape } from './emulator-spelling.ts'

/** What only supply-chain findings have. */
export function dependencyFields(held: Held, usage: UsageShape): Json {
  const { finding } = held
  const { package: dependency, advisory, reachability } = finding
  const fixed = dependency && advisory && nextFixedVersion(dependency.version, advisory.fixedVersions)
  return {
    vulnerability_identifier: identifierOf(finding),
    reachability: reachabilities[reachability],
    reachable_condition: reachability === 'potentially-reachable' ? 'the input comes from outside' : null,
    found_dependency: {
      package: dependency?.name ?? '',
      version: dependency?.version ?? '',
      ecosystem: ecosystems[dependency?.ecosystem ?? ''] ?? 'no_package_manager',
      transitivity: transitivityOf(finding),
      lockfile_line_url: lockfileUrl(held),
    },
    fix_recommendations: dependency && fixed ? [{ package: dependency.name, version: fixed }] : [],
    epss_score: advisory?.epss ?? null,
    is_malicious: finding.kind === 'malware',
    ...(reachability === 'reachable-function' && { usage: usageOf(held, usage) }),
  }
}

/** The CVE where there is one, then the entry among malicious packages, then GitHub's advisory. */
export function identifierOf({ advisory, kind }: TenantFinding): string {
  const all = advisory ? [advisory.id, ...advisory.aliases] : []
  const [malware, github] = ['MAL-', 'GHSA-'].map((start) => all.find((id) => id.startsWith(start)))
  return advisory?.cve ?? (kind === 'malware' ? malware : undefined) ?? github ?? malware ?? advisory?.id ?? ''
}

export const reachabilities: Readonly<Record<TenantFinding['reachability'], string>> = {
  'reachable-function': 'reachable',
  'reachable-dependency': 'always reachable',
  'potentially-reachable': 'conditionally reachable',
  unreachable: 'unreachable',
  unknown: 'no reachability analysis',
}

/** Words of the `exposures` filter. */
export const exposures: Readonly<Record<TenantFinding['reachability'], string>> = {
  'reachable-function': 'reachable',
  'reachable-dependency': 'always_reachable',
  'potentially-reachable': 'conditionally_reachable',
  unreachable: 'unreachable',
  unknown: 'unknown',
}

const ecosystems: Readonly<Record<string, string>> = {
  npm: 'npm',
  PyPI: 'pypi',
  Go: 'gomod',
  'crates.io': 'cargo',
  Maven: 'maven',
  RubyGems: 'gem',
  Packagist: 'composer',
  NuGet: 'nuget',
  Pub: 'pub',
  SwiftURL: 'swiftpm',
  Hex: 'hex',
}

export function transitivityOf({ package: dependency }: TenantFinding): 'direct' | 'transitive' | 'unknown' {
  if (!dependency || dependency.direct === null) return 'unknown'
  return dependency.direct ? 'direct' : 'transitive'
}

function lockfileUrl({ repository, finding }: Held): string | null {
  const web = webUrlOf(repository)
  if (web === null || finding.manifest === null) return null
  const line = deriveNumber({ from: 5, below: 900 }, 'semgrep-line', finding.manifest, finding.package?.name ?? '')
  return `${web}/blob/${repository.defaultBranch}/${finding.manifest}#L${line}`
}

/** The call that reaches the vulnerable function. */
function usageOf({ repository, finding }: Held, shape: UsageShape): Json {
  const line = deriveNumber({ from: 3, below: 300 }, 'semgrep-usage', finding.key)
  const path = `src/${(finding.package?.name ?? 'main').replaceAll(/[^a-z0-9]+/gi, '-')}.ts`
  const url = `${webUrlOf(repository) ?? ''}/blob/${repository.commit}/${path}#L${line}`
  const location =
    shape === 'specified'
      ? { file_path: path, line, column: 3, end_line: line, end_column: 40 }
      : { path, start_line: line, start_col: 3, end_line: line, end_col: 40, url }
  return { location, external_ticket: null }
}

import { parseCloneUrl, type Seen, seenFrom, type Tenant, type TenantFinding, type Vantage } from '@patchbay/sdk/testing'

/** Families of alerts, by the word in their addresses. */
export type AlertFamily = 'dependabot' | 'code-scanning' | 'secret-scanning'

/** What the platform's own scanners find: dependencies with a GitHub advisory, code, workflows and secrets. */
export const gitHubVantage: Vantage = {
  scanner: 'github',
  shares: { dependency: 0.94, malware: 1, code: 0.8, infrastructure: 1, secret: 1 },
  delay: 12,
  covers: ({ cloneUrl, knownTo }) =>
    knownTo !== 'scanner' && cloneUrl !== null && parseCloneUrl(cloneUrl)?.host === 'github.com',
  knows: (finding) => familyOf(finding) !== 'dependabot' || isInDatabase(finding),
}

/** Findings of the tenant that the emulator shows as alerts, with its dates of creation, which have whole seconds. */
export function* seenByGitHub(tenant: Tenant): Generator<Seen> {
  for (const seen of seenFrom(gitHubVantage, tenant)) {
    if (isGeneric(seen.finding)) continue
    yield { ...seen, detectedAt: `${seen.detectedAt.slice(0, 19)}.000Z` }
  }
}

export function familyOf({ kind }: TenantFinding): AlertFamily {
  if (kind === 'secret') return 'secret-scanning'
  return kind === 'code' || kind === 'infrastructure' ? 'code-scanning' : 'dependabot'
}

/** Patterns that belong to no provider are listed only when a request names them. */
export function isGeneric({ kind, rule }: TenantFinding): boolean {
  return kind === 'secret' && (rule?.id ?? '').startsWith('private-key')
}

/** The advisory's own id here; `null` when the database does not have it. */
export function ghsaOf({ advisory }: TenantFinding): string | null {
  const all = advisory ? [advisory.id, ...advisory.aliases] : []
  return all.find((id) => id.startsWith('GHSA-')) ?? null
}

export const ecosystems: Readonly<Record<string, string>> = {
  npm: 'npm',
  PyPI: 'pip',
  Maven: 'maven',
  Go: 'go',
  RubyGems: 'rubygems',
  Packagist: 'composer',
  'crates.io': 'rust',
  NuGet: 'nuget',
  Pub: 'pub',
  Hex: 'erlang',
  SwiftURL: 'swift',
  'GitHub Actions': 'actions',
}

function isInDatabase(finding: TenantFinding): boolean {
  return ghsaOf(finding) !== null && ecosystems[finding.package?.ecosystem ?? ''] !== undefined
}

import type { Reachability } from '../model/reachability.ts'
import type { Severity } from '../model/severity.ts'

/** A repository as a vendor-neutral tenant knows it. Emulators dress it in their vendor's shapes. */
export interface TenantRepository {
  /** The source-control platform's immutable id. */
  readonly id: number
  /** `owner/name` today. */
  readonly fullName: string
  /** `null` for what scanners see without source control: a binary, an imported bill of materials. */
  readonly cloneUrl: string | null
  readonly defaultBranch: string
  /** 40 hex digits. */
  readonly commit: string
  readonly visibility: 'public' | 'internal' | 'private'
  readonly archived: boolean
  readonly topics: readonly string[]
  /** Names it had before, oldest first. Scanners that were set up then still use the last of them. */
  readonly formerNames: readonly string[]
  /** Who knows it: `host` means no scanner has been pointed at it, `scanner` that its host is not connected. */
  readonly knownTo: 'everyone' | 'host' | 'scanner'
  /** Parts of the organisation that scan it, each on its own. Empty leaves the choice to the emulator. */
  readonly teams: readonly string[]
  /** Branches other than the default that scanners watch. */
  readonly branches: readonly string[]
}

/** Families a tenant can hold. */
export const tenantKinds = ['dependency', 'container', 'malware', 'license', 'code', 'secret', 'infrastructure'] as const

export type TenantKind = (typeof tenantKinds)[number]

export interface TenantPackage {
  /** With version, canonical form. */
  readonly purl: string
  /** The ecosystem's name in the OSV schema: `npm`, `PyPI`, `Maven`, `Go` … */
  readonly ecosystem: string
  readonly name: string
  readonly version: string
  readonly direct: boolean | null
  readonly scope: 'prod' | 'dev' | null
}

export interface TenantAdvisory {
  /** The scanner's main id. */
  readonly id: string
  /** Every other id, the CVE included. */
  readonly aliases: readonly string[]
  readonly cve: string | null
  readonly cvssVector: string | null
  readonly cvssScore: number | null
  /** Alternatives joined by ` || `, comparators inside one by a blank. */
  readonly affectedRange: string | null
  readonly fixedVersions: readonly string[]
  /** ISO 8601 UTC with milliseconds, as all times here. */
  readonly published: string | null
  readonly modified: string | null
  /** In CISA's list of known exploited vulnerabilities. */
  readonly kev: boolean
  readonly epss: { readonly score: number; readonly percentile: number } | null
}

export interface TenantImage {
  /** With its registry. */
  readonly name: string
  readonly tag: string
  readonly digest: string | null
  /** What its labels say it was built from; absent for an image without them. */
  readonly source?: { readonly url: string; readonly dockerfile: string | null }
  /** The image it is built on, as a Dockerfile names it, and whether this finding's package comes with that; absent where no scanner knows. */
  readonly base?: { readonly reference: string; readonly brings: boolean }
}

/** One true problem of one repository. Packages and advisories for what comes from outside, rules and places for own code. */
export interface TenantFinding {
  /** Unique within the tenant and the same every time it is read. */
  readonly key: string
  readonly kind: TenantKind
  readonly title: string
  readonly severity: Severity
  /** File that brings the package in, relative to the repository's root. */
  readonly manifest: string | null
  readonly package: TenantPackage | null
  readonly advisory: TenantAdvisory | null
  readonly rule: { readonly id: string; readonly name: string | null } | null
  readonly location: TenantLocation | null
  readonly image: TenantImage | null
  readonly cwe: readonly string[]
  /** When scanners first saw it; `null` when the data gives neither that nor a publication date. */
  readonly detectedAt: string | null
  readonly reachability: Reachability
  /** What somebody decided about it in the scanner. */
  readonly triage: { readonly reason: string } | null
}

export interface TenantLocation {
  readonly path: string
  readonly startLine: number
  readonly endLine: number
  readonly snippet: string | null
}

/** A tenant: repositories and what is wrong with them. Positions of one repository's findings are adjacent. */
export interface Tenant {
  readonly repositories: readonly TenantRepository[]
  /** Number of findings. */
  readonly size: number
  /** The finding at a position from 0. Tenants too large to hold make it up on the spot. */
  at(position: number): TenantFinding
  /** Positions of the findings of the repository at that index: from `start` up to, but without, `end`. */
  span(repository: number): { readonly start: number; readonly end: number }
}

/** A tenant held in memory. Findings name their repository by its place in `repositories`. */
export function createTenant(
  repositories: readonly TenantRepository[],
  findings: readonly { readonly repository: number; readonly finding: TenantFinding }[],
): Tenant {
  const groups = repositories.map((): TenantFinding[] => [])
  for (const row of findings) groups[row.repository]?.push(row.finding)
  const ordered = groups.flat()
  let start = 0
  const spans = groups.map((group) => {
    const span = { start, end: start + group.length }
    start = span.end
    return span
  })

  return {
    repositories,
    size: ordered.length,
    at: (position) => {
      const finding = ordered[position]
      if (!finding) throw new RangeError(`The tenant has no finding at position ${position}; it holds ${ordered.length}.`)
      return finding
    },
    span: (repository) => spans[repository] ?? { start: 0, end: 0 },
  }
}

/** Findings of the repository at that index, in order. */
export function* findingsOf(tenant: Tenant, repository: number): Generator<TenantFinding> {
  const { start, end } = tenant.span(repository)
  for (let position = start; position < end; position += 1) yield tenant.at(position)
}

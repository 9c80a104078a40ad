import { deriveFraction } from './derive.ts'
import { findingsOf, type Tenant, type TenantFinding, type TenantKind, type TenantRepository } from './tenant.ts'

/** How one scanner looks at a tenant: which part of the truth it sees, and how long after the fact. */
export interface Vantage {
  /** Makes this scanner's choices its own. */
  readonly scanner: string
  /** Share of each family it sees, 0–1. Families left out it does not look for. */
  readonly shares: Readonly<Partial<Record<TenantKind, number>>>
  /** Its first detection comes at least one hour and at most that many hours after the tenant's date. */
  readonly delay: number
  /** Repositories it is pointed at. Default: all but those only their host knows. */
  readonly covers?: (repository: TenantRepository) => boolean
  /** Findings its database can hold at all. Default: every one. */
  readonly knows?: (finding: TenantFinding) => boolean
}

/** A finding of the tenant as one scanner came to know it. */
export interface Seen {
  readonly repository: TenantRepository
  readonly finding: TenantFinding
  /** The scanner's own date of first detection, ISO 8601 with milliseconds. */
  readonly detectedAt: string
}

/** The day a scanner was set up, which is the date of what the tenant has no date for. */
const setUp = Date.UTC(2026, 0, 5, 8)

export function covers(vantage: Vantage, repository: TenantRepository): boolean {
  return vantage.covers?.(repository) ?? repository.knownTo !== 'host'
}

/** What the scanner makes of one finding of a repository it covers; `undefined` when it misses it. Always the same. */
export function see(vantage: Vantage, repository: TenantRepository, finding: TenantFinding): Seen | undefined {
  const share = vantage.shares[finding.kind] ?? 0
  if (deriveFraction(vantage.scanner, 'share', finding.key) >= share) return undefined
  if (vantage.knows && !vantage.knows(finding)) return undefined
  return { repository, finding, detectedAt: detection(vantage, finding) }
}

/** Everything the scanner sees, repository by repository. */
export function* seenFrom(vantage: Vantage, tenant: Tenant): Generator<Seen> {
  for (const [index, repository] of tenant.repositories.entries()) {
    if (!covers(vantage, repository)) continue
    for (const finding of findingsOf(tenant, index)) {
      const seen = see(vantage, repository, finding)
      if (seen) yield seen
    }
  }
}

function detection(vantage: Vantage, finding: TenantFinding): string {
  const first = finding.detectedAt === null ? setUp : Date.parse(finding.detectedAt)
  const seconds = 3600 + Math.floor(deriveFraction(vantage.scanner, 'delay', finding.key) * (vantage.delay - 1) * 3600)
  return new Date(first + seconds * 1000).toISOString()
}

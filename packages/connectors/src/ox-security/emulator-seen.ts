import {
  covers,
  findingsOf,
  type Seen,
  see,
  type Tenant,
  type TenantFinding,
  type TenantRepository,
  type Vantage,
} from '@patchbay/sdk/testing'
import { issueOf } from './emulator-kind.ts'

/** What this vendor's scan finds: everything in repositories and their images, but nothing in archived ones. */
export const oxVantage: Vantage = {
  scanner: 'ox-security',
  shares: { dependency: 0.88, container: 1, malware: 1, license: 1, code: 1, secret: 1, infrastructure: 1 },
  delay: 36,
  covers: (repository) => repository.knownTo !== 'host' && !repository.archived && repository.cloneUrl !== null,
}

/**
 * Findings of the tenant that are in the active issues the emulator shows. An issue holds several of them and has one date, that
 * of the latest, so that none of them looks older than it is; those the tenant's people excluded are in no active issue.
 */
export function* seenByOxSecurity(tenant: Tenant): Generator<Seen> {
  for (const [place, repository] of tenant.repositories.entries()) {
    if (!covers(oxVantage, repository)) continue
    const seen = [...findingsOf(tenant, place)].flatMap((finding) => see(oxVantage, repository, finding) ?? [])
    const dates = latest(repository, seen)
    for (const row of seen) {
      const detectedAt = dates.get(issueOf(repository, row.finding).id) ?? row.detectedAt
      if (!isExcluded(row.finding.triage)) yield { ...row, detectedAt }
    }
  }
}

function latest(repository: TenantRepository, seen: readonly Seen[]): ReadonlyMap<string, string> {
  const dates = new Map<string, string>()
  for (const { finding, detectedAt } of seen) {
    const { id } = issueOf(repository, finding)
    const known = dates.get(id)
    if (known === undefined || detectedAt > known) dates.set(id, detectedAt)
  }
  return dates
}

/** An exclusion takes a problem out of the active issues; a report of a false positive only marks it. */
export function isExcluded(triage: TenantFinding['triage']): boolean {
  return triage !== null && triage.reason !== 'false-positive'
}

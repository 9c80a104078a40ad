import { type Seen, seenFrom, type Tenant, type Vantage } from '@patchbay/sdk/testing'

/** What this vendor's scanner finds: no images and no licences; archived repositories are not returned. */
export const semgrepVantage: Vantage = {
  scanner: 'semgrep',
  shares: { dependency: 0.84, malware: 1, code: 1, infrastructure: 1, secret: 1 },
  delay: 30,
  covers: (repository) => repository.knownTo !== 'host' && !repository.archived,
}

/** Findings of the tenant that the emulator shows on default branches, with its dates of creation. */
export function seenBySemgrep(tenant: Tenant): Generator<Seen> {
  return seenFrom(semgrepVantage, tenant)
}

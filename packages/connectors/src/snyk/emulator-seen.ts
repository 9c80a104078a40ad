import { type Seen, seenFrom, type Tenant, type Vantage } from '@patchbay/sdk/testing'

/** What this vendor's scanner finds: no secrets, which its API has no issue type for, and no workflow files. */
export const snykVantage: Vantage = {
  scanner: 'snyk',
  shares: { dependency: 0.92, container: 1, malware: 1, license: 1, code: 0.85, infrastructure: 1 },
  delay: 20,
  knows: (finding) => finding.kind !== 'infrastructure' || !finding.location?.path.startsWith('.github/'),
}

/** Findings of the tenant that the emulator shows on default branches, with its dates of creation. */
export function seenBySnyk(tenant: Tenant): Generator<Seen> {
  return seenFrom(snykVantage, tenant)
}

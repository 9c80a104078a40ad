import { type Seen, seenFrom, type Tenant, type TenantFinding, type Vantage } from '@patchbay/sdk/testing'
import { isKnownElsewhere } from './emulator-vulnerability.ts'

/** What this vendor's scanner finds: no secrets, which its API has no issue type for, and no workflow files. */
export const snykVantage: Vantage = {
  scanner: 'snyk',
  shares: { dependency: 0.92, container: 1, malware: 1, license: 1, code: 0.85, infrastructure: 1 },
  delay: 20,
  knows: (finding) => isKnownElsewhere(finding) && !isWorkflow(finding),
}

function isWorkflow({ kind, location }: TenantFinding): boolean {
  return kind === 'infrastructure' && location?.path.startsWith('.github/') === true
}

/** Findings of the tenant that the emulator shows on default branches, with its dates of creation. */
export function seenBySnyk(tenant: Tenant): Generator<Seen> {
  return seenFrom(snykVantage, tenant)
}

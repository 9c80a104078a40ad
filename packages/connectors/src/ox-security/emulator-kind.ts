import type { TenantFinding, TenantRepository } from '@patchbay/sdk/testing'

export interface Category {
  readonly name: string
  readonly categoryId: number
}

export interface Policy {
  readonly id: string
  readonly name: string
}

/** Which issue a finding is part of. */
export interface IssueName {
  /** `<application>-<policy>-<discriminator>`: another version of a package makes another issue. */
  readonly id: string
  readonly category: Category
  readonly policy: Policy
}

/** The application's id: the platform's own id of the repository. */
export function applicationId(repository: TenantRepository): string {
  return String(repository.id)
}

export function issueOf(repository: TenantRepository, finding: TenantFinding): IssueName {
  const { category, policy, discriminator } = describe(finding)
  return { id: `${applicationId(repository)}-${policy.id}-${discriminator}`, category, policy }
}

/** A vulnerable base image is filed under open source; only its file tells it from a package. */
export function isBaseImage({ kind, manifest }: TenantFinding): boolean {
  return kind === 'container' && /(^|\/)Dockerfile[^/]*$/.test(manifest ?? '')
}

export const categories = {
  openSource: { name: 'Open Source Security', categoryId: 4 },
  container: { name: 'Container Security', categoryId: 11 },
  code: { name: 'Code Security', categoryId: 3 },
  secret: { name: 'Secret/PII Scan', categoryId: 5 },
  infrastructure: { name: 'Infrastructure as Code Scan', categoryId: 6 },
  posture: { name: 'Git Posture', categoryId: 1 },
  sbom: { name: 'SBOM', categoryId: 9 },
} as const satisfies Readonly<Record<string, Category>>

const policies = {
  openSource: { id: 'oxPolicy_securityScan_120', name: 'Vulnerable open source packages should not be used' },
  baseImage: { id: 'oxPolicy_securityScan_121', name: 'Vulnerable base images should not be used' },
  container: { id: 'oxPolicy_containerScan_10', name: 'Container images should not contain vulnerable packages' },
  license: { id: 'oxPolicy_sbom_12', name: 'Packages with restrictive licenses should not be used' },
  malware: { id: 'oxPolicy_sbom_14', name: 'Malicious packages should not be used' },
  code: { id: 'oxPolicy_securityScan_30', name: 'Code should not contain security weaknesses' },
  secret: { id: 'oxPolicy_secretScan_20', name: 'Secrets should not be in source code' },
  infrastructure: { id: 'oxPolicy_iacScan_40', name: 'Infrastructure code should be configured securely' },
} as const satisfies Readonly<Record<string, Policy>>

interface Description {
  readonly category: Category
  readonly policy: Policy
  readonly discriminator: string
}

function describe(finding: TenantFinding): Description {
  const { kind, image, package: dependency, rule, location } = finding
  const packaged = `${dependency?.name ?? ''}_${dependency?.version ?? ''}`
  const placed = `${rule?.id ?? 'rule'}_${location?.path ?? ''}`
  const tagged = `${image?.name ?? ''}:${image?.tag ?? ''}`
  switch (kind) {
    case 'dependency':
      return { category: categories.openSource, policy: policies.openSource, discriminator: packaged }
    case 'container':
      return isBaseImage(finding)
        ? { category: categories.openSource, policy: policies.baseImage, discriminator: `${finding.manifest}_${tagged}` }
        : { category: categories.container, policy: policies.container, discriminator: `${tagged}_${packaged}` }
    case 'license':
      return { category: categories.sbom, policy: policies.license, discriminator: `${packaged}_${rule?.id ?? ''}` }
    case 'malware':
      return { category: categories.sbom, policy: policies.malware, discriminator: packaged }
    case 'code':
      return { category: categories.code, policy: policies.code, discriminator: placed }
    case 'secret':
      return { category: categories.secret, policy: policies.secret, discriminator: placed }
    case 'infrastructure':
      return { category: categories.infrastructure, policy: policies.infrastructure, discriminator: placed }
  }
}

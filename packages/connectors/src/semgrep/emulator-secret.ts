import type { Held, TenantFinding } from '@patchbay/sdk/testing'
import { type Entry, webUrlOf } from './emulator-book.ts'
import { severityOf, statusOf } from './emulator-finding.ts'
import type { Json } from './emulator-spelling.ts'

/** A secret as its own list has it: camelCase, upper-case constants, and never the value itself. */
export function toSecret(entry: Entry, held: Held): Json {
  const { repository, finding } = held
  const web = webUrlOf(repository)
  const path = finding.location?.path ?? ''
  const branch = entry.ref.replace(/^refs\/heads\//, '')
  return {
    id: String(entry.id),
    type: serviceOf(finding),
    findingPath: path,
    findingPathUrl: web === null ? '' : `${web}/blob/${branch}/${path}#L${finding.location?.startLine ?? 1}`,
    ref: branch,
    refUrl: web === null ? '' : `${web}/tree/${branch}`,
    ruleHashId: `rule-${finding.rule?.id ?? 'unnamed'}`,
    severity: secretSeverity(finding),
    confidence: 'CONFIDENCE_HIGH',
    status: secretStatus(held),
    validationState: validationState(finding),
    mode: 'MODE_MONITOR',
    repository: {
      name: repository.fullName,
      url: web ?? '',
      scmType: web?.startsWith('https://github.com/') ? 'SCM_TYPE_GITHUB' : 'SCM_TYPE_UNKNOWN',
      visibility: `REPOSITORY_VISIBILITY_${repository.visibility === 'public' ? 'PUBLIC' : 'PRIVATE'}`,
    },
    createdAt: held.detectedAt,
    updatedAt: held.updatedAt,
    externalTicket: null,
    reviewComments: [],
  }
}

export function secretSeverity(finding: TenantFinding): string {
  return `SEVERITY_${severityOf(finding).toUpperCase()}`
}

export function secretStatus(held: Held): string {
  const status = statusOf(held)
  return `FINDING_STATUS_${status === 'reviewing' || status === 'fixing' ? 'OPEN' : status.toUpperCase()}`
}

/** Keys of services can be tried out; private keys cannot. */
export function validationState(finding: TenantFinding): string {
  return serviceOf(finding) === 'Private Key' ? 'VALIDATION_STATE_NO_VALIDATOR' : 'VALIDATION_STATE_CONFIRMED_VALID'
}

function serviceOf({ rule }: TenantFinding): string {
  const [first = ''] = (rule?.id ?? '').split('-')
  const known: Readonly<Record<string, string>> = { aws: 'AWS', github: 'GitHub', stripe: 'Stripe', private: 'Private Key' }
  return known[first] ?? 'Generic Secret'
}

import type { Decision, Kind, Status, Vulnerability } from '../../api/types.ts'
import { severities } from '../../components/severity.tsx'
import { choice, choices, type RawSearch, text, texts } from '../../router/search-params.ts'
import type { VulnerabilityFilters, VulnerabilitySort } from './queries.ts'

export const statuses = ['Open', 'In Progress', 'Pending Action', 'Resolved', 'Dismissed'] as const satisfies readonly Status[]
export const kinds = [
  'dependency',
  'container',
  'code',
  'secret',
  'infrastructure',
  'license',
  'malware',
  'supply-chain',
  'operational',
] as const satisfies readonly Kind[]
export const decisions = [
  'none',
  'false-positive',
  'risk-accepted',
  'wont-fix',
  'not-affected',
  'duplicate',
] as const satisfies readonly Decision[]
export const justifications = [
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
] as const satisfies readonly NonNullable<Vulnerability['justification']>[]
export const sorts = ['severity', '-riskScore', 'dueAt', '-detectedAt'] as const satisfies readonly VulnerabilitySort[]

/** What is open, worst first: the list without any filter in its address. `status=any` shows everything. */
export interface VulnerabilitiesSearch extends Omit<VulnerabilityFilters, 'status'> {
  readonly status?: readonly Status[] | 'any'
  readonly sort?: VulnerabilitySort
  /** Id of the vulnerability in the panel. */
  readonly open?: string
}

export function vulnerabilitiesSearch(raw: RawSearch): VulnerabilitiesSearch {
  return {
    q: text(raw['q']),
    severity: choices(raw['severity'], severities),
    status: raw['status'] === 'any' ? 'any' : choices(raw['status'], statuses),
    kind: choices(raw['kind'], kinds),
    repository: texts(raw['repository']),
    image: texts(raw['image']),
    product: texts(raw['product']),
    connection: texts(raw['connection']),
    decision: choices(raw['decision'], decisions),
    detectedAfter: text(raw['detectedAfter']),
    detectedBefore: text(raw['detectedBefore']),
    minimumRisk: wholeUpTo(raw['minimumRisk'], 100),
    overdue: raw['overdue'] === 'true' || raw['overdue'] === true ? true : undefined,
    policy: texts(raw['policy']),
    sort: choice(raw['sort'], sorts),
    open: text(raw['open']),
  }
}

/** A whole number from 0 on; anything else is no filter. */
function wholeUpTo(value: unknown, most: number): number | undefined {
  const number = Number(text(value) ?? value)
  return Number.isInteger(number) && number >= 0 && number <= most && value !== undefined ? number : undefined
}

/** Statuses that still ask for somebody. */
export const openStatuses: readonly Status[] = ['Open', 'In Progress', 'Pending Action']

export function filtersOf({ sort: _sort, open: _open, status, ...filters }: VulnerabilitiesSearch): VulnerabilityFilters {
  if (status === 'any') return filters
  return { ...filters, status: status ?? openStatuses }
}

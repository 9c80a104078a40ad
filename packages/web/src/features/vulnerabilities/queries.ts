import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import type { Decision, Kind, Status, Vulnerability } from '../../api/types.ts'
import type { Severity } from '../../components/severity.tsx'

export type VulnerabilitySort = 'severity' | '-riskScore' | 'dueAt' | '-detectedAt'

export interface VulnerabilityFilters {
  readonly q?: string
  readonly severity?: readonly Severity[]
  readonly status?: readonly Status[]
  readonly kind?: readonly Kind[]
  readonly repository?: readonly string[]
  readonly image?: readonly string[]
  readonly product?: readonly string[]
  readonly connection?: readonly string[]
  readonly decision?: readonly Decision[]
  readonly detectedAfter?: string
  readonly detectedBefore?: string
  /** 0–100 */
  readonly minimumRisk?: number
  readonly overdue?: true
  /** Decided or required by one of these policies. */
  readonly policy?: readonly string[]
}

function toQuery(filters: VulnerabilityFilters) {
  return {
    q: filters.q,
    severity: filters.severity && [...filters.severity],
    status: filters.status && [...filters.status],
    kind: filters.kind && [...filters.kind],
    repository: filters.repository && [...filters.repository],
    image: filters.image && [...filters.image],
    product: filters.product && [...filters.product],
    connection: filters.connection && [...filters.connection],
    decision: filters.decision && [...filters.decision],
    detectedAfter: filters.detectedAfter,
    detectedBefore: filters.detectedBefore,
    minimumRisk: filters.minimumRisk,
    overdue: filters.overdue && ('true' as const),
    policy: filters.policy && [...filters.policy],
  }
}

export function vulnerabilitiesQuery(filters: VulnerabilityFilters, sort: VulnerabilitySort) {
  return infiniteQueryOptions({
    queryKey: ['vulnerabilities', 'list', filters, sort],
    queryFn: ({ pageParam }) => {
      const query = { ...toQuery(filters), sort, limit: 200, cursor: pageParam }
      return answer(api.GET('/api/v1/vulnerabilities', { params: { query } }))
    },
    ...paging,
    // The rows before stay until the next ones are there: a filter never empties the frame.
    placeholderData: keepPreviousData,
  })
}

export function vulnerabilityFacetsQuery(filters: VulnerabilityFilters) {
  return queryOptions({
    queryKey: ['vulnerabilities', 'facets', filters],
    queryFn: () => answer(api.GET('/api/v1/vulnerabilities/facets', { params: { query: toQuery(filters) } })),
    placeholderData: keepPreviousData,
  })
}

export function vulnerabilityQuery(id: string) {
  return queryOptions({
    queryKey: ['vulnerabilities', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/vulnerabilities/{id}', { params: { path: { id } } })),
  })
}

/** The few best matches, for the jump palette. */
export function vulnerabilitySearchQuery(q: string) {
  return queryOptions({
    queryKey: ['vulnerabilities', 'search', q],
    queryFn: () => answer(api.GET('/api/v1/vulnerabilities', { params: { query: { q, limit: 8 } } })),
    placeholderData: keepPreviousData,
  })
}

export interface DecisionValues {
  readonly decision: Decision
  readonly reason?: string
  readonly until?: string
  readonly justification?: NonNullable<Vulnerability['justification']>
  readonly duplicateOf?: string
}

export function useDecide() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ ids, values }: { readonly ids: readonly string[]; readonly values: DecisionValues }) =>
      answer(api.POST('/api/v1/vulnerabilities/decide', { body: { ids: [...ids], ...values } })),
    onSuccess: async () => {
      const keys = ['vulnerabilities', 'summary', 'repositories', 'products']
      await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
  })
}

/** What is done to the clock of a vulnerability. */
export type ClockChange =
  | { readonly action: 'wait'; readonly reason: string }
  | { readonly action: 'resume' }
  | { readonly action: 'exempt'; readonly reason: string; readonly until: string | null }

export function useTurnClock(id: string) {
  const client = useQueryClient()
  const params = { path: { id } }
  return useMutation({
    mutationFn: (change: ClockChange) => {
      if (change.action === 'resume') return answer(api.POST('/api/v1/vulnerabilities/{id}/resume', { params }))
      if (change.action === 'wait') {
        return answer(api.POST('/api/v1/vulnerabilities/{id}/wait', { params, body: { reason: change.reason } }))
      }
      const { reason, until } = change
      return answer(api.POST('/api/v1/vulnerabilities/{id}/exempt', { params, body: { reason, until } }))
    },
    onSuccess: () => Promise.all(['vulnerabilities', 'summary'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
}

export function useComment(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (text: string) =>
      answer(api.POST('/api/v1/vulnerabilities/{id}/comment', { params: { path: { id } }, body: { text } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['vulnerabilities'] }),
  })
}

export function useImportVex() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ file, apply, overwrite }: { readonly file: File; readonly apply: boolean; readonly overwrite: boolean }) => {
      const query = {
        apply: apply ? ('true' as const) : ('false' as const),
        overwrite: overwrite ? ('true' as const) : ('false' as const),
      }
      return answer(
        api.POST('/api/v1/vulnerabilities/import-vex', {
          params: { query },
          headers: { 'content-type': 'application/octet-stream' },
          body: file.name,
          bodySerializer: () => file,
        }),
      )
    },
    onSuccess: (report) =>
      report.applied
        ? Promise.all(['vulnerabilities', 'summary'].map((key) => client.invalidateQueries({ queryKey: [key] })))
        : undefined,
  })
}

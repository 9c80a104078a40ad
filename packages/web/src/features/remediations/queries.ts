import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import type { RemediationAction, RemediationMode, RemediationState } from '../../api/types.ts'
import type { Severity } from '../../components/severity.tsx'

export type RemediationSort = '-priority' | 'dueAt' | '-updatedAt'

export interface RemediationFilters {
  readonly q?: string
  readonly state?: readonly RemediationState[]
  readonly mode?: readonly RemediationMode[]
  readonly priority?: readonly Severity[]
  readonly product?: readonly string[]
  readonly repository?: readonly string[]
  readonly image?: readonly string[]
  readonly vulnerability?: readonly string[]
  readonly campaign?: readonly string[]
  readonly overdue?: 'yes'
  readonly waiting?: 'yes'
}

export function remediationsQuery(filters: RemediationFilters, sort: RemediationSort = '-priority', limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['remediations', 'list', filters, sort, limit],
    queryFn: ({ pageParam }) => {
      const query = {
        limit,
        cursor: pageParam,
        sort,
        q: filters.q,
        state: filters.state && [...filters.state],
        mode: filters.mode && [...filters.mode],
        priority: filters.priority && [...filters.priority],
        product: filters.product && [...filters.product],
        repository: filters.repository && [...filters.repository],
        image: filters.image && [...filters.image],
        vulnerability: filters.vulnerability && [...filters.vulnerability],
        campaign: filters.campaign && [...filters.campaign],
        overdue: filters.overdue && ('true' as const),
        waiting: filters.waiting && ('true' as const),
      }
      return answer(api.GET('/api/v1/remediations', { params: { query } }))
    },
    ...paging,
    placeholderData: keepPreviousData,
  })
}

export function remediationQuery(id: string) {
  return queryOptions({
    queryKey: ['remediations', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/remediations/{id}', { params: { path: { id } } })),
  })
}

/** How fixing goes, overall or of one product. */
export function remediationMetricsQuery(product?: string) {
  return queryOptions({
    queryKey: ['remediations', 'metrics', product],
    queryFn: () => {
      const query = product === undefined ? {} : { product: [product] }
      return answer(api.GET('/api/v1/remediations/metrics', { params: { query } }))
    },
  })
}

export function useAct(id: string) {
  return useRemediationMutation(({ action, reason }: { readonly action: RemediationAction; readonly reason?: string }) =>
    answer(
      api.POST(`/api/v1/remediations/{id}/${action}`, {
        params: { path: { id } },
        body: reason === undefined ? {} : { reason },
      }),
    ),
  )
}

/** What remediations wait for; `until` is a day, at the end of which they go on by themselves. */
interface WaitValues {
  readonly reason: string
  readonly until: string | null
}

export function useWait(ids: readonly string[]) {
  return useRemediationMutation(({ reason, until }: WaitValues) => {
    const end = until === null ? null : `${until}T23:59:59.999Z`
    return answer(api.POST('/api/v1/remediations/wait', { body: { ids: [...ids], reason, until: end } }))
  })
}

export function useResume(ids: readonly string[]) {
  return useRemediationMutation((_: undefined) => answer(api.POST('/api/v1/remediations/resume', { body: { ids: [...ids] } })))
}

export function useComment(id: string) {
  return useRemediationMutation((text: string) =>
    answer(api.POST('/api/v1/remediations/{id}/comment', { params: { path: { id } }, body: { text } })),
  )
}

/** What a form says about a remediation; `null` goes back to what follows from its vulnerabilities. */
export interface ToldValues {
  readonly title?: string
  readonly owner: string | null
  readonly priority: Exclude<Severity, 'unknown'> | null
  readonly dueAt: string | null
}

export function useTell(id: string) {
  return useRemediationMutation((body: ToldValues) =>
    answer(api.PATCH('/api/v1/remediations/{id}', { params: { path: { id } }, body })),
  )
}

export function useCreateRemediations() {
  return useRemediationMutation(
    (body: { readonly vulnerabilities: string[]; readonly title?: string; readonly owner?: string }) =>
      answer(api.POST('/api/v1/remediations', { body })),
  )
}

/** The status of vulnerabilities follows the state of their remediation. */
function useRemediationMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: async () => {
      const keys = ['remediations', 'vulnerabilities', 'summary', 'repositories', 'products']
      await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
  })
}

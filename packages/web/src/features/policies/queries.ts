import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api, done } from '../../api/client.ts'
import type { SlaDays } from '../../api/types.ts'
import type { PolicyValues } from './policy-values.ts'

/** Where a policy counts: a product, a product type, or with neither everywhere. */
export interface Scope {
  readonly productId: string | null
  readonly productTypeId: string | null
}

/** There are few; more would not be understood by anybody. */
const most = 200

export const policiesQuery = queryOptions({
  queryKey: ['policies', 'list'],
  queryFn: async () => (await answer(api.GET('/api/v1/policies', { params: { query: { limit: most } } }))).items,
})

export const slaPoliciesQuery = queryOptions({
  queryKey: ['sla-policies', 'list'],
  queryFn: async () => (await answer(api.GET('/api/v1/sla-policies', { params: { query: { limit: most } } }))).items,
})

/** What a policy would change if it were saved like this; `id` the one that would be changed. */
export function policyPreviewQuery(values: PolicyValues, id: string | null) {
  return queryOptions({
    queryKey: ['policies', 'preview', values, id],
    queryFn: () => {
      const params = { query: { policy: id ?? undefined } }
      return answer(api.POST('/api/v1/policies/preview', { params, body: values }))
    },
  })
}

export function useSavePolicy(id: string | null) {
  return useChange((values: PolicyValues) =>
    answer(
      id === null
        ? api.POST('/api/v1/policies', { body: values })
        : api.PATCH('/api/v1/policies/{id}', { params: { path: { id } }, body: values }),
    ),
  )
}

export function useSwitchPolicy() {
  return useChange(({ id, enabled }: { readonly id: string; readonly enabled: boolean }) =>
    answer(api.PATCH('/api/v1/policies/{id}', { params: { path: { id } }, body: { enabled } })),
  )
}

export function useRemovePolicy() {
  return useChange((id: string) => done(api.DELETE('/api/v1/policies/{id}', { params: { path: { id } } })))
}

export function slaPreviewQuery(days: SlaDays, scope: Scope) {
  return queryOptions({
    queryKey: ['sla-policies', 'preview', days, scope],
    queryFn: () => answer(api.POST('/api/v1/sla-policies/preview', { body: { days, ...scope } })),
  })
}

export interface SlaValues extends Scope {
  readonly name: string
  readonly days: SlaDays
  /** Whether what is there already gets the days too. */
  readonly apply: boolean
}

export function useSaveSlaPolicy(id: string | null) {
  return useChange(async ({ name, days, apply, ...scope }: SlaValues) => {
    await answer(
      id === null
        ? api.POST('/api/v1/sla-policies', { body: { name, days, ...scope } })
        : api.PATCH('/api/v1/sla-policies/{id}', { params: { path: { id } }, body: { name, days } }),
    )
    if (apply) await answer(api.POST('/api/v1/sla-policies/apply', { body: scope }))
  })
}

export function useRemoveSlaPolicy() {
  return useChange((id: string) => done(api.DELETE('/api/v1/sla-policies/{id}', { params: { path: { id } } })))
}

function useChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: async () => {
      const keys = ['policies', 'sla-policies', 'vulnerabilities', 'summary', 'products']
      await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
  })
}

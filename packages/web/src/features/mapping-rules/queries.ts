import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api, done } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import type { RuleValues } from './rule-values.ts'

export const mappingRulesQuery = infiniteQueryOptions({
  queryKey: ['mapping-rules', 'list'],
  queryFn: ({ pageParam }) =>
    answer(api.GET('/api/v1/mapping-rules', { params: { query: { limit: 100, cursor: pageParam } } })),
  ...paging,
})

/** What the rules would map now, or a rule that is not saved yet; `rule` is the one it replaces. */
export function rulePreviewQuery(draft: RuleValues | null, rule: string | null, automatic: boolean) {
  return queryOptions({
    queryKey: ['mapping-rules', 'preview', draft, rule, automatic],
    queryFn: () => {
      const query = {
        rule: rule ?? undefined,
        automatic: automatic ? ('true' as const) : ('false' as const),
        ...(draft !== null && {
          product: draft.product,
          productType: draft.productTypeId ?? undefined,
          connection: draft.connectionId ?? undefined,
          name: draft.name ?? undefined,
          url: draft.url ?? undefined,
          tag: draft.tag ?? undefined,
          attribute: draft.attribute?.name,
          attributeValue: draft.attribute?.value ?? undefined,
        }),
      }
      return answer(api.GET('/api/v1/mapping-rules/preview', { params: { query } }))
    },
  })
}

/** Creates a rule, or changes the one with this id. */
export function useSaveRule(id: string | null) {
  return useRuleMutation((values: RuleValues) =>
    answer(
      id === null
        ? api.POST('/api/v1/mapping-rules', { body: values })
        : api.PATCH('/api/v1/mapping-rules/{id}', { params: { path: { id } }, body: values }),
    ),
  )
}

export function useMoveRule() {
  return useRuleMutation(({ id, position }: { readonly id: string; readonly position: number }) =>
    answer(api.PATCH('/api/v1/mapping-rules/{id}', { params: { path: { id } }, body: { position } })),
  )
}

export function useRemoveRule() {
  return useRuleMutation((id: string) => done(api.DELETE('/api/v1/mapping-rules/{id}', { params: { path: { id } } })))
}

export function useApplyRules() {
  return useRuleMutation((automatic: boolean) => answer(api.POST('/api/v1/mapping-rules/apply', { body: { automatic } })))
}

function useRuleMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: async () => {
      const keys = ['mapping-rules', 'records', 'products', 'summary', 'connections', 'vulnerabilities']
      await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
  })
}

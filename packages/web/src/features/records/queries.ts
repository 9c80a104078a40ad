import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import type { RecordState } from '../../api/types.ts'

export interface RecordFilters {
  readonly state?: readonly RecordState[]
  readonly connection?: readonly string[]
  readonly repository?: readonly string[]
  readonly product?: readonly string[]
  readonly q?: string
}

export function recordsQuery(filters: RecordFilters) {
  return infiniteQueryOptions({
    queryKey: ['records', filters],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: 100,
        cursor: pageParam,
        q: filters.q,
        state: filters.state && [...filters.state],
        connection: filters.connection && [...filters.connection],
        repository: filters.repository && [...filters.repository],
        product: filters.product && [...filters.product],
      }
      return answer(api.GET('/api/v1/records', { params: { query } }))
    },
    ...paging,
  })
}

/** Where a record shall lead: exactly one of the three. */
export type MapTarget =
  | { readonly repositoryId: string; readonly branch?: string }
  | { readonly productId: string }
  | { readonly newProduct: { readonly name: string; readonly productTypeId?: string } }

export type RecordChange =
  | { readonly kind: 'map'; readonly id: string; readonly target: MapTarget }
  | { readonly kind: 'unmap' | 'ignore' | 'restore'; readonly id: string }

function change(step: RecordChange) {
  const params = { path: { id: step.id } }
  switch (step.kind) {
    case 'map':
      return answer(api.POST('/api/v1/records/{id}/map', { params, body: step.target }))
    case 'unmap':
      return answer(api.POST('/api/v1/records/{id}/unmap', { params }))
    case 'ignore':
      return answer(api.POST('/api/v1/records/{id}/ignore', { params }))
    case 'restore':
      return answer(api.POST('/api/v1/records/{id}/restore', { params }))
  }
}

export interface ChangeOutcome {
  readonly done: readonly RecordChange[]
  readonly failed: readonly { readonly step: RecordChange; readonly error: unknown }[]
}

/** Changes one or many records, one after the other; what fails does not stop the rest. */
export function useChangeRecords() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (steps: readonly RecordChange[]): Promise<ChangeOutcome> => {
      const finished: RecordChange[] = []
      const failed: { step: RecordChange; error: unknown }[] = []
      for (const step of steps) {
        try {
          await change(step)
          finished.push(step)
        } catch (error) {
          failed.push({ step, error })
        }
      }
      return { done: finished, failed }
    },
    onSettled: async () => {
      const keys = ['records', 'summary', 'connections', 'repositories', 'products', 'vulnerabilities']
      await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
  })
}

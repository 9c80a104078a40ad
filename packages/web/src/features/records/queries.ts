import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import { ApiProblem } from '../../api/problem.ts'
import type { RecordCause, RecordState } from '../../api/types.ts'

export interface RecordFilters {
  readonly state?: readonly RecordState[]
  readonly cause?: readonly RecordCause[]
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
        cause: filters.cause && [...filters.cause],
        connection: filters.connection && [...filters.connection],
        repository: filters.repository && [...filters.repository],
        product: filters.product && [...filters.product],
      }
      return answer(api.GET('/api/v1/records', { params: { query } }))
    },
    ...paging,
  })
}

/** Where a record shall lead: exactly one of these. */
export type MapTarget =
  | { readonly suggested: true }
  | { readonly image: true }
  | { readonly repositoryId: string; readonly branch?: string }
  | { readonly productId: string }
  | { readonly newProduct: { readonly name: string; readonly productTypeId?: string } }

export type RecordChange =
  | { readonly kind: 'map'; readonly id: string; readonly target: MapTarget }
  | { readonly kind: 'sync' | 'unmap' | 'ignore' | 'restore' | 'undo'; readonly id: string }

/** What became of a record, newest first. */
export function recordHistoryQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['records', 'history', id],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/records/{id}/history', { params: { path: { id }, query: { limit: 50, cursor: pageParam } } })),
    ...paging,
  })
}

/** Records the hub changes, and previews, at once. */
const most = 100

/** What mapping these records there, or unmapping them, would do. */
export function mapPreviewQuery(ids: readonly string[], target: MapTarget | 'unmap') {
  return queryOptions({
    queryKey: ['records', 'preview', ids, target],
    queryFn: async () => {
      const answers = await Promise.all(
        batches(ids).map((id) =>
          answer(api.GET('/api/v1/records/preview', { params: { query: { id, ...previewTarget(target) } } })),
        ),
      )
      return answers.flatMap(({ items }) => items)
    },
  })
}

function previewTarget(target: MapTarget | 'unmap') {
  if (target === 'unmap') return { unmap: 'true' as const }
  if ('suggested' in target) return { suggested: 'true' as const }
  if ('image' in target) return { image: 'true' as const }
  if ('repositoryId' in target) return { repository: target.repositoryId }
  if ('productId' in target) return { product: target.productId }
  return { newProduct: target.newProduct.name, productType: target.newProduct.productTypeId }
}

interface Batch {
  readonly steps: readonly RecordChange[]
  readonly ids: string[]
}

/** The same change of many records is one request, and there one transaction. */
function batchesOf(steps: readonly RecordChange[]): readonly Batch[] {
  const alike = Map.groupBy(steps, (step) => `${step.kind} ${step.kind === 'map' ? JSON.stringify(step.target) : ''}`)
  return [...alike.values()].flatMap((group) =>
    batches(group).map((part) => ({ steps: part, ids: part.map((step) => step.id) })),
  )
}

function batches<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, index) => items.slice(index * most, (index + 1) * most))
}

function change({ steps: [first], ids }: Batch) {
  switch (first?.kind) {
    case 'map':
      return answer(api.POST('/api/v1/records/map', { body: { ids, ...first.target } }))
    case 'sync':
      return answer(api.POST('/api/v1/records/sync', { body: { ids } }))
    case 'unmap':
      return answer(api.POST('/api/v1/records/unmap', { body: { ids } }))
    case 'ignore':
      return answer(api.POST('/api/v1/records/ignore', { body: { ids } }))
    case 'restore':
      return answer(api.POST('/api/v1/records/restore', { body: { ids } }))
    default:
      return answer(api.POST('/api/v1/records/undo', { body: { ids } }))
  }
}

export interface ChangeOutcome {
  readonly done: readonly RecordChange[]
  readonly failed: readonly { readonly step: RecordChange; readonly error: unknown }[]
}

/** Changes one or many records; what is refused does not stop the rest. */
export function useChangeRecords() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (steps: readonly RecordChange[]): Promise<ChangeOutcome> => {
      const finished: RecordChange[] = []
      const failed: { step: RecordChange; error: unknown }[] = []
      for (const batch of batchesOf(steps)) {
        try {
          const { items } = await change(batch)
          const refusals = new Map(items.map(({ id, problem }) => [id, problem]))
          for (const step of batch.steps) {
            const problem = refusals.get(step.id) ?? null
            if (problem === null) finished.push(step)
            else failed.push({ step, error: new ApiProblem(409, problem, null) })
          }
        } catch (error) {
          failed.push(...batch.steps.map((step) => ({ step, error })))
        }
      }
      return { done: finished, failed }
    },
    onSettled: async () => {
      const keys = [
        'records',
        'operations',
        'summary',
        'connections',
        'repositories',
        'products',
        'product-types',
        'vulnerabilities',
      ]
      await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
  })
}

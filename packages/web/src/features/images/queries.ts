import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api, done } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'

export interface ImageFilters {
  readonly q?: string
  readonly product?: readonly string[]
  readonly repository?: readonly string[]
  /** Whether it is known where it is built. */
  readonly source?: 'known' | 'unknown'
}

export function imagesQuery(filters: ImageFilters) {
  return infiniteQueryOptions({
    queryKey: ['images', 'list', filters],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: 100,
        cursor: pageParam,
        q: filters.q,
        product: filters.product && [...filters.product],
        repository: filters.repository && [...filters.repository],
        hasSource: filters.source && (filters.source === 'known' ? ('true' as const) : ('false' as const)),
      }
      return answer(api.GET('/api/v1/images', { params: { query } }))
    },
    ...paging,
  })
}

export function imageQuery(id: string) {
  return queryOptions({
    queryKey: ['images', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/images/{id}', { params: { path: { id } } })),
  })
}

export const imageRulesQuery = infiniteQueryOptions({
  queryKey: ['images', 'rules'],
  queryFn: ({ pageParam }) => answer(api.GET('/api/v1/image-rules', { params: { query: { limit: 100, cursor: pageParam } } })),
  ...paging,
})

/** Where an image is built; `null` takes back what was told. */
interface ToldSource {
  readonly repositoryId: string | null
  readonly dockerfile?: string
}

export function useTellSource(id: string) {
  return useImageMutation((source: ToldSource) =>
    answer(api.POST('/api/v1/images/{id}/source', { params: { path: { id } }, body: source })),
  )
}

/** An image rule as a form gives it; empty conditions are `null`. */
export interface ImageRuleValues {
  readonly registry: string | null
  readonly name: string | null
  readonly repositoryId: string
  readonly dockerfile: string | null
}

/** Creates a rule, or changes the one with this id. */
export function useSaveImageRule(id: string | null) {
  return useImageMutation((body: ImageRuleValues) =>
    answer(
      id === null
        ? api.POST('/api/v1/image-rules', { body })
        : api.PATCH('/api/v1/image-rules/{id}', { params: { path: { id } }, body }),
    ),
  )
}

export function useMoveImageRule() {
  return useImageMutation(({ id, position }: { readonly id: string; readonly position: number }) =>
    answer(api.PATCH('/api/v1/image-rules/{id}', { params: { path: { id } }, body: { position } })),
  )
}

export function useRemoveImageRule() {
  return useImageMutation((id: string) => done(api.DELETE('/api/v1/image-rules/{id}', { params: { path: { id } } })))
}

/** Records and vulnerabilities move along with where an image is built. */
function useImageMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: async () => {
      const keys = ['images', 'records', 'repositories', 'products', 'vulnerabilities', 'summary']
      await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
  })
}

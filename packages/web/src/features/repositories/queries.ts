import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'

export interface RepositoryFilters {
  readonly product?: readonly string[]
  readonly connection?: readonly string[]
  readonly archived?: boolean
  readonly q?: string
}

export function repositoriesQuery(filters: RepositoryFilters) {
  return infiniteQueryOptions({
    queryKey: ['repositories', 'list', filters],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: 100,
        cursor: pageParam,
        q: filters.q,
        product: filters.product && [...filters.product],
        connection: filters.connection && [...filters.connection],
        archived: flag(filters.archived),
      }
      return answer(api.GET('/api/v1/repositories', { params: { query } }))
    },
    ...paging,
  })
}

function flag(value: boolean | undefined): 'true' | 'false' | undefined {
  if (value === undefined) return undefined
  return value ? 'true' : 'false'
}

export function repositoryQuery(id: string) {
  return queryOptions({
    queryKey: ['repositories', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/repositories/{id}', { params: { path: { id } } })),
  })
}

/** A few repositories by part of their name, for pickers. */
export function repositorySearchQuery(q: string) {
  return queryOptions({
    queryKey: ['repositories', 'search', q],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/repositories', { params: { query: { limit: 20, q: q === '' ? undefined : q } } }))).items,
  })
}

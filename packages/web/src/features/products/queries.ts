import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api, done } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import type { Product, Role } from '../../api/types.ts'

export interface ProductFilters {
  readonly productType?: readonly string[]
  readonly criticality?: readonly Product['criticality'][]
  readonly q?: string
}

export function productsQuery(filters: ProductFilters) {
  return infiniteQueryOptions({
    queryKey: ['products', 'list', filters],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: 100,
        cursor: pageParam,
        q: filters.q,
        productType: filters.productType && [...filters.productType],
        criticality: filters.criticality && [...filters.criticality],
      }
      return answer(api.GET('/api/v1/products', { params: { query } }))
    },
    ...paging,
  })
}

export function productQuery(id: string) {
  return queryOptions({
    queryKey: ['products', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/products/{id}', { params: { path: { id } } })),
  })
}

/** A few products by part of their name, for pickers. */
export function productSearchQuery(q: string) {
  return queryOptions({
    queryKey: ['products', 'search', q],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/products', { params: { query: { limit: 20, q: q === '' ? undefined : q } } }))).items,
  })
}

export const productTypesQuery = queryOptions({
  queryKey: ['product-types'],
  queryFn: async () => (await answer(api.GET('/api/v1/product-types', { params: { query: { limit: 200 } } }))).items,
  staleTime: 60_000,
})

export function productTypeQuery(id: string) {
  return queryOptions({
    queryKey: ['product-types', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/product-types/{id}', { params: { path: { id } } })),
  })
}

/** Creates a product type, or changes the one with this id. */
export function useSaveProductType(id: string | null) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { readonly name: string; readonly description: string | null }) =>
      answer(
        id === null
          ? api.POST('/api/v1/product-types', { body })
          : api.PATCH('/api/v1/product-types/{id}', { params: { path: { id } }, body }),
      ),
    onSuccess: async () => {
      await Promise.all(['products', 'product-types'].map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
  })
}

export function membersQuery(id: string) {
  return queryOptions({
    queryKey: ['product-types', 'members', id],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/product-types/{id}/members', { params: { path: { id }, query: { limit: 200 } } }))).items,
  })
}

export function useSetMember(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { readonly user?: string; readonly serviceAccount?: string; readonly role: Role }) =>
      answer(api.POST('/api/v1/product-types/{id}/members', { params: { path: { id } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['product-types', 'members', id] }),
  })
}

export function useRemoveMember(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (member: string) =>
      done(api.DELETE('/api/v1/product-types/{id}/members/{member}', { params: { path: { id, member } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['product-types', 'members', id] }),
  })
}

export interface ProductValues {
  readonly name: string
  readonly productTypeId?: string
  readonly description: string | null
  readonly owner: string | null
  readonly criticality: Product['criticality']
  readonly environment: string | null
  readonly tags: string[]
}

/** Creates a product, or changes the one with this id. */
export function useSaveProduct(id: string | null) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (values: ProductValues) =>
      answer(
        id === null
          ? api.POST('/api/v1/products', { body: values })
          : api.PATCH('/api/v1/products/{id}', { params: { path: { id } }, body: values }),
      ),
    onSuccess: async () => {
      await Promise.all(['products', 'product-types'].map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
  })
}

export function useRemoveProduct(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => done(api.DELETE('/api/v1/products/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      client.removeQueries({ queryKey: ['products', 'one', id] })
      await client.invalidateQueries({ queryKey: ['products', 'list'] })
    },
  })
}

import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api, done } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import type { Role } from '../../api/types.ts'

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async () => (await answer(api.GET('/api/v1/tokens', { params: { query: { limit: 200 } } }))).items,
})

export interface NewToken {
  readonly name: string
  readonly role: Role
  readonly expiresAt: string | null
}

export function useCreateToken() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (token: NewToken) => answer(api.POST('/api/v1/tokens', { body: token })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  })
}

export function useRevokeToken() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => done(api.DELETE('/api/v1/tokens/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  })
}

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async () => (await answer(api.GET('/api/v1/users', { params: { query: { limit: 200 } } }))).items,
})

export interface NewUser {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: Role
}

export function useCreateUser() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (user: NewUser) => answer(api.POST('/api/v1/users', { body: user })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['users'] }),
  })
}

export function useUpdateUser() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, role }: { readonly id: string; readonly role: Role }) =>
      answer(api.PATCH('/api/v1/users/{id}', { params: { path: { id } }, body: { role } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['users'] }),
  })
}

export function useRemoveUser() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => done(api.DELETE('/api/v1/users/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['users'] }),
  })
}

export const auditEventsQuery = infiniteQueryOptions({
  queryKey: ['audit-events'],
  queryFn: ({ pageParam }) => answer(api.GET('/api/v1/audit-events', { params: { query: { limit: 100, cursor: pageParam } } })),
  ...paging,
})

export function useVerifyAuditLog() {
  return useMutation({ mutationFn: () => answer(api.GET('/api/v1/audit-events/verify')) })
}

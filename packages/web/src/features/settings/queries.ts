import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api, done } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import type { GlobalRole, HubSettings, Role } from '../../api/types.ts'
import { type AuditSearch, auditQuery } from './search.ts'

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async () => (await answer(api.GET('/api/v1/tokens', { params: { query: { limit: 200 } } }))).items,
})

export interface NewToken {
  readonly name: string
  readonly role: Role
  readonly expiresAt: string | null
  readonly serviceAccountId?: string
}

export function useCreateToken() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (token: NewToken) => answer(api.POST('/api/v1/tokens', { body: token })),
    onSuccess: () => Promise.all([['tokens'], ['service-accounts']].map((queryKey) => client.invalidateQueries({ queryKey }))),
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

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: async () => (await answer(api.GET('/api/v1/invitations', { params: { query: { limit: 200 } } }))).items,
})

export interface NewInvitation {
  readonly email: string
  readonly role: GlobalRole
  readonly days: number
}

export function useInvite() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (invitation: NewInvitation) => answer(api.POST('/api/v1/invitations', { body: invitation })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['invitations'] }),
  })
}

export function useRevokeInvitation() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => done(api.DELETE('/api/v1/invitations/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['invitations'] }),
  })
}

export type UserAction = 'disable' | 'enable' | 'reset-two-factor'

export function useUserAction() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, action }: { readonly id: string; readonly action: UserAction }) =>
      answer(api.POST(`/api/v1/users/{id}/${action}`, { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['users'] }),
  })
}

/** Of oneself, or of somebody else for owners. */
export function sessionsQuery(user?: string) {
  return queryOptions({
    queryKey: ['sessions', user ?? 'me'],
    queryFn: async () => (await answer(api.GET('/api/v1/sessions', { params: { query: { limit: 200, user } } }))).items,
  })
}

export function useRevokeSession() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => done(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } })),
    onSuccess: () => Promise.all([['sessions'], ['session']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
}

export function useRename() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => answer(api.PATCH('/api/v1/users/me', { body: { name } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['session'] }),
  })
}

export function useChangePassword() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: { readonly currentPassword: string; readonly newPassword: string }) =>
      done(api.POST('/api/v1/users/me/password', { body: change })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  })
}

export const serviceAccountsQuery = queryOptions({
  queryKey: ['service-accounts'],
  queryFn: async () => (await answer(api.GET('/api/v1/service-accounts', { params: { query: { limit: 200 } } }))).items,
})

export function useCreateServiceAccount() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { readonly name: string; readonly role: GlobalRole }) =>
      answer(api.POST('/api/v1/service-accounts', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['service-accounts'] }),
  })
}

export function useUpdateServiceAccount() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: { readonly id: string; readonly role?: GlobalRole; readonly disabled?: boolean }) =>
      answer(api.PATCH('/api/v1/service-accounts/{id}', { params: { path: { id } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['service-accounts'] }),
  })
}

export function useRemoveServiceAccount() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => done(api.DELETE('/api/v1/service-accounts/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['service-accounts'] }),
  })
}

export function useUpdateUser() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, role }: { readonly id: string; readonly role: GlobalRole }) =>
      answer(api.PATCH('/api/v1/users/{id}', { params: { path: { id } }, body: { role } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['users'] }),
  })
}

export function useResetPassword() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => answer(api.POST('/api/v1/users/{id}/reset-password', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  })
}

export function useRemoveUser() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => done(api.DELETE('/api/v1/users/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['users'] }),
  })
}

export function auditEventsQuery(search: AuditSearch) {
  const query = auditQuery(search)
  return infiniteQueryOptions({
    queryKey: ['audit-events', query],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/audit-events', { params: { query: { limit: 100, cursor: pageParam, ...query } } })),
    ...paging,
  })
}

export function useVerifyAuditLog() {
  return useMutation({ mutationFn: () => answer(api.GET('/api/v1/audit-events/verify')) })
}

/** Settings of the whole hub. */
export const hubSettingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: () => answer(api.GET('/api/v1/settings')),
})

export function useUpdateHubSettings() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { readonly [Group in keyof HubSettings]?: Partial<HubSettings[Group]> }) =>
      answer(api.PATCH('/api/v1/settings', { body })),
    onSuccess: (settings) => client.setQueryData(hubSettingsQuery.queryKey, settings),
  })
}

import type { components } from '@patchbay/client'
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { answer, api, problemOf } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import type { GlobalRole, Me, Role } from '../../api/types.ts'

export type WaysIn = components['schemas']['Setup']

/** Who is here, or why nobody is. */
export type Session =
  | { readonly state: 'first-start' }
  | { readonly state: 'signed-out'; readonly waysIn: WaysIn }
  | { readonly state: 'signed-in'; readonly me: Me }

export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: readSession, staleTime: 300_000 })

async function readSession(): Promise<Session> {
  try {
    return { state: 'signed-in', me: await answer(api.GET('/api/v1/users/me')) }
  } catch (error) {
    if (!(error instanceof ApiProblem && error.status === 401)) throw error
  }
  const setup = await answer(api.GET('/api/v1/setup'))
  return setup.needed ? { state: 'first-start' } : { state: 'signed-out', waysIn: setup }
}

/** Who is signed in. Only below the session gate. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(sessionQuery)
  if (data.state !== 'signed-in') throw new Error('Nobody is signed in.')
  return data.me
}

const ranks: Readonly<Record<GlobalRole, number>> = { none: 0, reader: 1, writer: 2, maintainer: 3, owner: 4 }

/** Whether the person may do what the role may, with everything. The hub checks again; this only spares them a refusal. */
export function useMay(role: Role): boolean {
  return ranks[useMe().role] >= ranks[role]
}

/** The same with what belongs to one product type, or, without its id, to any. */
export function useMayOn(role: Role, productType?: string): boolean {
  const me = useMe()
  const held = me.productTypes.filter((one) => productType === undefined || one.productType.id === productType)
  return [me.role, ...held.map((one) => one.role)].some((each) => ranks[each] >= ranks[role])
}

/** The highest role the person has on anything. */
export function highestRole(me: Me): GlobalRole {
  return [me.role, ...me.productTypes.map((one) => one.role)].reduce((best, role) => (ranks[role] > ranks[best] ? role : best))
}

export interface Credentials {
  readonly email: string
  readonly password: string
}

/** Sessions belong to the sign-in library: its addresses are not part of the API's description. */
export async function authenticate(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answered: unknown = await response.json().catch(() => null)
  if (response.ok) return answered
  throw problemOf(response, asProblem(answered))
}

function asProblem(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('message' in body)) return body
  return { title: 'That did not work', detail: body.message, ...body }
}

/** `code-needed`: the password was right, and the hub wants a second factor. */
export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (credentials: Credentials) => {
      const answered = await authenticate('sign-in/email', credentials)
      return isAsking(answered) ? 'code-needed' : 'signed-in'
    },
    onSuccess: (outcome) =>
      outcome === 'signed-in' ? client.invalidateQueries({ queryKey: sessionQuery.queryKey }) : undefined,
  })
}

function isAsking(answered: unknown): boolean {
  return typeof answered === 'object' && answered !== null && 'twoFactorRedirect' in answered
}

export interface SecondFactor {
  readonly kind: 'totp' | 'backup-code'
  readonly code: string
}

export function useSecondFactor() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ kind, code }: SecondFactor) => authenticate(`two-factor/verify-${kind}`, { code }),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  })
}

/** Leaves for the sign-in of the organisation; it sends people back to where they were. */
export function useOrganisationSignIn() {
  return useMutation({
    mutationFn: async () => {
      const here = `${location.pathname}${location.search}`
      const answered = await authenticate('sign-in/social', { provider: 'oidc', callbackURL: here, errorCallbackURL: '/' })
      if (typeof answered !== 'object' || answered === null || !('url' in answered) || typeof answered.url !== 'string') {
        throw new Error('The hub did not say where to sign in.')
      }
      location.assign(answered.url)
    },
  })
}

export interface NewOwner extends Credentials {
  readonly name: string
}

export function useSetUp() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (owner: NewOwner) => {
      await answer(api.POST('/api/v1/setup', { body: owner }))
      await authenticate('sign-in/email', { email: owner.email, password: owner.password })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  })
}

export interface Acceptance {
  readonly token: string
  readonly email: string
  readonly name: string
  readonly password: string
}

export function useAcceptInvitation() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ token, email, name, password }: Acceptance) => {
      await answer(api.POST('/api/v1/invitations/accept', { body: { token, name, password } }))
      await authenticate('sign-in/email', { email, password })
      history.replaceState(null, '', '/')
    },
    onSuccess: () => client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  })
}

/** What a link invites to. */
export function invitationQuery(token: string) {
  return queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => answer(api.POST('/api/v1/invitations/open', { body: { token } })),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}

export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => authenticate('sign-out', {}),
    onSuccess: async () => {
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  })
}

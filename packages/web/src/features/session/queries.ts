import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { answer, api, problemOf } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import type { Me, Role } from '../../api/types.ts'

/** Who is here, or why nobody is. */
export type Session =
  | { readonly state: 'first-start' }
  | { readonly state: 'signed-out' }
  | { readonly state: 'signed-in'; readonly me: Me }

export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: readSession, staleTime: 300_000 })

async function readSession(): Promise<Session> {
  try {
    return { state: 'signed-in', me: await answer(api.GET('/api/v1/users/me')) }
  } catch (error) {
    if (!(error instanceof ApiProblem && error.status === 401)) throw error
  }
  const setup = await answer(api.GET('/api/v1/setup'))
  return { state: setup.needed ? 'first-start' : 'signed-out' }
}

/** Who is signed in. Only below the session gate. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(sessionQuery)
  if (data.state !== 'signed-in') throw new Error('Nobody is signed in.')
  return data.me
}

const ranks: Readonly<Record<Role, number>> = { reader: 0, writer: 1, maintainer: 2, owner: 3 }

/** Whether the person may do what the role may. The hub checks again; this only spares them a refusal. */
export function useMay(role: Role): boolean {
  return ranks[useMe().role] >= ranks[role]
}

export interface Credentials {
  readonly email: string
  readonly password: string
}

/** Sessions belong to the sign-in library: its addresses are not part of the API's description. */
async function authenticate(path: string, body: unknown): Promise<void> {
  const response = await fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (response.ok) return
  const answered: unknown = await response.json().catch(() => null)
  throw problemOf(response, asProblem(answered))
}

function asProblem(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('message' in body)) return body
  return { title: 'That did not work', detail: body.message, ...body }
}

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (credentials: Credentials) => authenticate('sign-in/email', credentials),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
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

import { z } from 'zod'
import { notFound, Problem } from '../domain/problem.ts'
import type { GrantStore } from '../store/people/grant-store.ts'
import type { SessionRow, SessionStore } from '../store/people/session-store.ts'
import { GlobalRole, type UserSession, WayIn } from '../usecases/browse/resources/people.ts'
import type { Caller, People, SignInSettings } from './people.ts'
import type { Library } from './sign-in-library.ts'
import { traced } from './sign-in-trace.ts'

interface SessionDeps {
  readonly library: Library
  readonly store: SessionStore
  readonly grants: Pick<GrantStore, 'of'>
  readonly signIn: SignInSettings
  readonly now: () => Date
}

/** Sessions: the sign-in library begins and knows them, in our tables, where they are seen and ended. */
export function sessions({ library, store, grants, signIn, now }: SessionDeps): People['sessions'] {
  return {
    async answer(request) {
      const { result, trace } = await traced(() => library.handler(request))
      return { response: result, user: trace.user, roleChange: trace.roleChange }
    },

    async find(headers) {
      const found = await library.api.getSession({ headers })
      if (found === null) return null
      const signedIn = SignedIn.parse(found)
      return callerOf(signedIn, await grants.of({ userId: signedIn.user.id }), signIn)
    },

    async list(page, userId, by) {
      const of = userId ?? by.userId
      if (of === null) throw nobodysSessions()
      if (of !== by.userId && by.role !== 'owner') throw notFound('user', of)
      const { rows, nextCursor, count } = await store.list(of, now(), page)
      return { items: rows.map((row) => toSession(row, by)), nextCursor, count }
    },

    async revoke(id, by) {
      const row = await store.find(id)
      if (row === undefined || (row.userId !== by.userId && by.role !== 'owner')) throw notFound('session', id)
      await store.remove(id)
    },

    revokeAll: (userId) => store.removeOfUser(userId),
  }
}

const SignedIn = z.object({
  session: z.object({ id: z.string(), signedInWith: WayIn }),
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: GlobalRole,
    disabledAt: z.date().nullish(),
    twoFactorEnabled: z.boolean().nullish(),
  }),
})

function callerOf(
  { session, user }: z.output<typeof SignedIn>,
  productTypes: Caller['productTypes'],
  signIn: SignInSettings,
): Caller | null {
  if (user.disabledAt instanceof Date) return null
  const { id, name, email, role } = user
  // A second factor of the organisation is the organisation's business.
  const secondFactorNeeded = signIn.twoFactorRequired && session.signedInWith === 'password' && user.twoFactorEnabled !== true
  return {
    kind: 'user',
    actor: { id, kind: 'user' },
    name,
    email,
    role,
    productTypes,
    userId: id,
    serviceAccountId: null,
    session: { id: session.id, secondFactorNeeded },
  }
}

function toSession(row: SessionRow, by: Caller): UserSession {
  return {
    id: row.id,
    current: row.id === by.session?.id,
    signedInWith: row.signedInWith,
    signedInAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    ip: row.ip,
    userAgent: row.userAgent,
  }
}

function nobodysSessions(): Problem {
  return new Problem('invalid', 'This token belongs to no user; say whose sessions you mean.', {
    code: 'user-needed',
    field: 'user',
  })
}

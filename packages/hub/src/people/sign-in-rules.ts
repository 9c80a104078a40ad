import type { BetterAuthOptions } from 'better-auth'
import { APIError } from 'better-auth/api'
import { z } from 'zod'
import type { UserRow, UserStore } from '../store/people/user-store.ts'
import type { OidcSettings } from './oidc.ts'
import { roleOf } from './oidc.ts'
import type { SignInSettings } from './people.ts'
import { currentTrace } from './sign-in-trace.ts'

interface Rules {
  readonly users: Pick<UserStore, 'find' | 'update'>
  readonly signIn: SignInSettings
  readonly oidc: OidcSettings | null
  readonly now: () => Date
  readonly log: { warn(fields: object, message: string): void }
}

const passwordPath = '/sign-in/email'

/** What the hub adds to the library's own checks: who stays out, and which role people bring along. */
export function sessionHooks({ users, signIn }: Rules) {
  return {
    user: {
      create: {
        // Only the sign-in of the organisation creates users through the library, and it left the role behind.
        before: async (user) => {
          const role = currentTrace()?.firstRole
          return role === null || role === undefined ? false : { data: { ...user, role } }
        },
      },
    },
    session: {
      create: {
        before: async (session, context) => {
          const user = await users.find(session.userId)
          if (user === undefined) return false
          const path = context?.path ?? ''
          refuseWhoStaysOut(user, path, signIn)
          const trace = currentTrace()
          if (trace !== undefined) trace.user = { id: user.id, name: user.name }
          return { data: { ...session, signedInWith: path.startsWith('/callback/') ? 'oidc' : 'password' } }
        },
      },
    },
    // Nothing here ever calls the provider again, so its tokens are not worth keeping.
    account: { create: { before: async (account) => ({ data: { ...account, ...noTokens } }) } },
  } satisfies NonNullable<BetterAuthOptions['databaseHooks']>
}

const noTokens = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
}

function refuseWhoStaysOut(user: UserRow, path: string, signIn: SignInSettings): void {
  if (user.disabledAt !== null) {
    throw new APIError('FORBIDDEN', { code: 'USER_DISABLED', message: 'An owner has disabled this user.' })
  }
  if (path === passwordPath && signIn.password === 'owners' && user.role !== 'owner') {
    const message = `Passwords are switched off here. Sign in with ${signIn.oidc?.name ?? 'the account of your organisation'}.`
    throw new APIError('FORBIDDEN', { code: 'PASSWORD_SIGN_IN_OFF', message })
  }
}

const Provisioned = z.object({
  user: z.object({ id: z.string().optional() }),
  source: z.object({
    action: z.enum(['create-user', 'link-account', 'sign-in']),
    oauth: z.object({ profile: z.record(z.string(), z.unknown()) }),
  }),
})

/** Gives somebody who comes from the organisation the role of their groups, at every sign-in, or keeps them out. */
export function applyGroups({ users, oidc, now, log }: Rules) {
  return async (data: unknown) => {
    if (oidc === null) return refusal('oidc_off', 'There is no sign-in of the organisation here.')
    const { user, source } = Provisioned.parse(data)
    // A user who is being created is looked for nowhere: the library holds a transaction open meanwhile.
    const known = source.action === 'create-user' || user.id === undefined ? undefined : await users.find(user.id)
    const role = roleOf(source.oauth.profile, oidc, known?.role ?? null)
    if (role === null) return refusal('no_role', 'None of your groups may use this hub. Ask an owner.')

    const trace = currentTrace()
    if (known === undefined) {
      if (trace !== undefined) trace.firstRole = role
      return undefined
    }
    if (known.role === role || known.disabledAt !== null) return undefined
    const outcome = await users.update(known.id, { role }, now())
    if (outcome === 'last-owner') log.warn({ user: known.id }, 'The last owner keeps the role, whatever their groups say')
    else if (trace !== undefined) trace.roleChange = { before: known.role, after: role }
    return undefined
  }
}

function refusal(error: string, errorDescription: string) {
  return { error, errorDescription }
}

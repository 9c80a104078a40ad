import { type BetterAuthOptions, betterAuth } from 'better-auth'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../store/tables.ts'
import { Role } from '../usecases/browse/resources/people.ts'
import type { Caller, People } from './people.ts'

export interface SessionOptions {
  readonly db: Kysely<Tables>
  /** Signs cookies. At least 32 characters. */
  readonly secret: string
  /** Where browsers find the hub. Without it each request's own address is taken. */
  readonly publicUrl?: string | undefined
  /** Further origins sign-in is accepted from. */
  readonly origins: readonly string[]
  readonly log: { error(fields: object, message: string): void }
}

const day = 24 * 60 * 60

/** Sessions and passwords, as the library keeps them in our tables. */
export function sessions(options: SessionOptions): People['sessions'] {
  const auth = betterAuth(sessionSettings(options))
  return {
    answer: (request) => auth.handler(request),
    async find(headers) {
      const found = await auth.api.getSession({ headers })
      return found === null ? null : callerOf(found.user)
    },
  }
}

const SignedIn = z.object({ id: z.string(), name: z.string(), email: z.string(), role: Role })

function callerOf(user: unknown): Caller {
  const { id, name, email, role } = SignedIn.parse(user)
  return { kind: 'user', actor: { id, kind: 'user' }, name, email, role, userId: id }
}

/** How the library is set up: password only, no registration, tables and columns named like ours. */
export function sessionSettings({ db, secret, publicUrl, origins, log }: SessionOptions) {
  return {
    appName: 'Patchbay',
    secret,
    ...(publicUrl !== undefined && { baseURL: publicUrl }),
    basePath: '/api/auth',
    trustedOrigins: (request?: Request) => [...origins, ...(request === undefined ? [] : ownOrigins(request))],
    database: { db, type: 'postgres', transaction: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    disabledPaths: ['/sign-up/email', '/sign-in/social', '/update-user', '/delete-user', '/change-email'],
    // Ends for good after two weeks: a look at a page writes nothing.
    session: { modelName: 'user_session', fields: sessionColumns, expiresIn: 14 * day, disableSessionRefresh: true },
    user: {
      modelName: 'hub_user',
      fields: userColumns,
      additionalFields: { role: { type: 'string', required: true, defaultValue: 'reader', input: false } },
    },
    account: { modelName: 'user_account', fields: accountColumns },
    verification: { modelName: 'user_verification', fields: verificationColumns },
    // The server limits sign-in itself, by the address it trusts.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'patchbay',
      useSecureCookies: publicUrl?.startsWith('https:') ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { disableIpTracking: true },
    },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (_level: string, message: string, ...details: unknown[]) =>
        log.error({ message, details }, 'The sign-in library failed'),
    },
  } satisfies BetterAuthOptions
}

/** The hub's own pages; a proxy in front may have ended TLS. */
function ownOrigins(request: Request): readonly string[] {
  const { host } = new URL(request.url)
  return [`http://${host}`, `https://${host}`]
}

const times = { createdAt: 'created_at', updatedAt: 'updated_at' }
const userColumns = { emailVerified: 'email_verified', ...times }
const sessionColumns = {
  userId: 'user_id',
  expiresAt: 'expires_at',
  ipAddress: 'ip_address',
  userAgent: 'user_agent',
  ...times,
}
const accountColumns = {
  userId: 'user_id',
  accountId: 'account_id',
  providerId: 'provider_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
  ...times,
}
const verificationColumns = { expiresAt: 'expires_at', ...times }

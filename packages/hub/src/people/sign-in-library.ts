import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import type { Kysely } from 'kysely'
import type { UserStore } from '../store/people/user-store.ts'
import type { Tables } from '../store/tables.ts'
import { type OidcSettings, oidcProvider } from './oidc.ts'
import type { SignInSettings } from './people.ts'
import type { VersionedSecret } from './secrets.ts'
import { applyGroups, sessionHooks } from './sign-in-rules.ts'

export interface LibraryOptions {
  readonly db: Kysely<Tables>
  readonly users: Pick<UserStore, 'find' | 'update'>
  /** Sign cookies and encrypt two-factor secrets; the first is the current one. At least 32 characters each. */
  readonly secrets: readonly VersionedSecret[]
  /** Where browsers find the hub. Without it each request's own address is taken. */
  readonly publicUrl?: string | undefined
  /** Further origins sign-in is accepted from. */
  readonly origins: readonly string[]
  readonly signIn: SignInSettings
  readonly oidc: OidcSettings | null
  readonly now: () => Date
  readonly log: { error(fields: object, message: string): void; warn(fields: object, message: string): void }
}

/** Carries the address the server trusts; whatever a caller sends under this name is replaced. */
export const addressHeader = 'x-patchbay-address'

const day = 24 * 60 * 60

export type Library = ReturnType<typeof createLibrary>

export function createLibrary(options: LibraryOptions) {
  return betterAuth(librarySettings(options))
}

/** How the library is set up: no registration, tables and columns named like ours. */
export function librarySettings(options: LibraryOptions) {
  const { db, secrets, publicUrl, origins, log } = options
  return {
    appName: 'Patchbay',
    secrets: [...secrets],
    ...(publicUrl !== undefined && { baseURL: publicUrl }),
    basePath: '/api/auth',
    trustedOrigins: (request?: Request) => [...origins, ...(request === undefined ? [] : ownOrigins(request))],
    database: { db, type: 'postgres', transaction: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    // Ends for good after two weeks: a look at a page writes nothing.
    session: {
      modelName: 'user_session',
      fields: sessionColumns,
      expiresIn: 14 * day,
      disableSessionRefresh: true,
      additionalFields: { signedInWith: { type: 'string', required: false, input: false, fieldName: 'signed_in_with' } },
    },
    user: {
      modelName: 'hub_user',
      fields: userColumns,
      additionalFields: {
        role: { type: 'string', required: true, defaultValue: 'reader', input: false },
        disabledAt: { type: 'date', required: false, input: false, fieldName: 'disabled_at' },
      },
      validateUserInfo: applyGroups(options),
    },
    account: { modelName: 'user_account', fields: accountColumns, updateAccountOnSignIn: false },
    verification: { modelName: 'user_verification', fields: verificationColumns },
    databaseHooks: sessionHooks(options),
    plugins: [secondFactor(), ...organisation(options.oidc)],
    onAPIError: { errorURL: '/' },
    // The server limits sign-in itself, by the address it trusts.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'patchbay',
      useSecureCookies: publicUrl?.startsWith('https:') ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (_level: string, message: string, ...details: unknown[]) =>
        log.error({ message, details }, 'The sign-in library failed'),
    },
  } satisfies BetterAuthOptions
}

function secondFactor() {
  return twoFactor({
    issuer: 'Patchbay',
    schema: {
      user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
      twoFactor: {
        modelName: 'user_two_factor',
        fields: {
          userId: 'user_id',
          backupCodes: 'backup_codes',
          failedVerificationCount: 'failed_verification_count',
          lockedUntil: 'locked_until',
        },
      },
    },
  })
}

/** An ID token is believed only when its signature, issuer, audience and nonce are right. PKCE always. */
function organisation(oidc: OidcSettings | null) {
  if (oidc === null) return []
  const provider = {
    providerId: oidcProvider,
    name: oidc.name,
    discoveryUrl: `${oidc.issuer}/.well-known/openid-configuration`,
    requireIdTokenVerification: true,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    scopes: [...oidc.scopes],
    pkce: true,
    mapProfileToUser: (profile: Readonly<Record<string, unknown>>) => ({ name: nameIn(profile) }),
  }
  return [genericOAuth({ config: [provider] })]
}

function nameIn(profile: Readonly<Record<string, unknown>>): string {
  const names = [profile['name'], profile['preferred_username'], profile['email']]
  return names.find((name): name is string => typeof name === 'string' && name !== '') ?? 'Nameless'
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

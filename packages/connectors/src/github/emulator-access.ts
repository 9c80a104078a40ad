import { generateKeyPairSync, type KeyObject, verify } from 'node:crypto'
import {
  type Call,
  type Clock,
  createTokenBook,
  EarlyAnswer,
  isJsonObject,
  type JsonObject,
  readAuthorization,
  type TokenBook,
} from '@patchbay/sdk/testing'
import { problem } from './emulator-error.ts'
import { type HostedRepository, ownerOf, type Site } from './emulator-site.ts'

/** Tokens and an app, one of every sort a user can come with. */
export interface GitHubCredentials {
  /** Classic token of a member of both organisations, scopes `repo`, `read:org`, `security_events`. */
  readonly classic: string
  /** Classic token with `public_repo` only. */
  readonly publicOnly: string
  /** Classic token that was never authorised for single sign-on of the second organisation. */
  readonly withoutSso: string
  /** Fine-grained token bound to the first organisation, whose owner made it: reads repositories and alerts. */
  readonly fineGrained: string
  /** The same without any permission but Metadata: no alerts. */
  readonly metadataOnly: string
  /** Classic token like `classic` of a member who is neither owner nor security manager: no lists of whole organisations. */
  readonly member: string
  /** A token whose end date has passed. */
  readonly expired: string
  readonly app: GitHubApp
}

export interface GitHubApp {
  readonly appId: string
  readonly clientId: string
  /** PEM, PKCS#8. */
  readonly privateKey: string
  /** Installation on the first organisation: all repositories. */
  readonly installationId: string
  /** Installation on the second organisation: its first two repositories only. */
  readonly selectedInstallationId: string
  /** Suspended by its organisation's owner. */
  readonly suspendedInstallationId: string
}

/** Who makes a request and what that lets through. */
export interface Caller {
  readonly kind: 'user' | 'installation'
  /** Key of the rate limit. */
  readonly name: string
  readonly scopes: string | null
  readonly expiresAt: string | null
  /** How an installation's repositories were chosen; `null` for users. */
  readonly selection: Installation['selection'] | null
  /** Where it reads alerts: lists of whole organisations and of single repositories, only the latter, or none. */
  readonly alerts: 'organization' | 'repository' | 'none'
  /** Organisation that hides itself until single sign-on is done. */
  readonly ssoMissing: string | null
  sees(repository: HostedRepository): boolean
  /** Whether lists of that organisation are open. */
  enters(login: string): boolean
}

export interface Access {
  readonly credentials: GitHubCredentials
  caller(call: Call): Caller
  /** The caller behind a token; throws the 401 for one that is not good. */
  byToken(token: string): Caller
  /** Checks the app's signed token. */
  app(call: Call): void
  installation(id: string): Installation | undefined
  issue(installation: Installation): { readonly token: string; readonly expiresAt: string }
  revoke(): void
}

export interface Installation {
  readonly id: string
  readonly owner: string
  readonly selection: 'all' | 'selected'
  readonly suspended: boolean
}

const appId = '310007'
const clientId = 'Iv23patchbayemulator'

export function createAccess(place: { site: Site; owners: readonly [string, string]; clock: Clock }): Access {
  const { site, owners, clock } = place
  const keys = signingKeys()
  const tokens = createTokenBook(clock, (claims) => `ghs_${claims.id.padEnd(36, '0').slice(0, 36)}`)
  const credentials = makeCredentials(keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  const installations = makeInstallations(credentials.app, owners)
  const users = makeUsers(credentials, owners)
  let revoked = false

  function byToken(token: string): Caller {
    if (token.startsWith('ghs_')) return installationCaller(token, { tokens, installations, site })
    const user = users.get(token)
    if (!user || revoked) throw new EarlyAnswer(problem(401))
    return user
  }

  return {
    credentials,
    caller: (call) => byToken(tokenOf(call)),
    byToken,
    app: (call) => checkAssertion(tokenOf(call), keys.publicKey, call.now),
    installation: (id) => installations.find((installation) => installation.id === id),
    issue: (installation) => {
      const { token, claims } = tokens.issue(installation.id, 3600)
      return { token, expiresAt: claims.expiresAt.toISOString().replace(/\.\d+Z$/, 'Z') }
    },
    revoke: () => {
      revoked = true
      tokens.revokeAll()
    },
  }
}

let pair: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } | undefined

/** One pair a process: making them is slow, and no two emulators need different ones. */
function signingKeys(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 })
  return pair
}

function makeCredentials(privateKey: string): GitHubCredentials {
  const installation = (last: number) => String(48_210_550 + last)
  return {
    classic: 'ghp_classicEmulatorToken0000000000000001',
    publicOnly: 'ghp_publicOnlyEmulatorToken00000000002',
    withoutSso: 'ghp_withoutSsoEmulatorToken00000000003',
    fineGrained: 'github_pat_11EMULATOR0_fineGrainedToken0000000000004',
    metadataOnly: 'github_pat_11EMULATOR0_metadataOnlyToken00000000006',
    member: 'ghp_memberEmulatorToken0000000000000007',
    expired: 'ghp_expiredEmulatorToken00000000000005',
    app: {
      appId,
      clientId,
      privateKey,
      installationId: installation(1),
      selectedInstallationId: installation(2),
      suspendedInstallationId: installation(3),
    },
  }
}

function makeInstallations(app: GitHubApp, [first, second]: readonly [string, string]): readonly Installation[] {
  return [
    { id: app.installationId, owner: first, selection: 'all', suspended: false },
    { id: app.selectedInstallationId, owner: second, selection: 'selected', suspended: false },
    { id: app.suspendedInstallationId, owner: second, selection: 'all', suspended: true },
  ]
}

function makeUsers(credentials: GitHubCredentials, [first, second]: readonly [string, string]): ReadonlyMap<string, Caller> {
  const user: Caller = {
    kind: 'user',
    name: 'patchbay-bot',
    scopes: 'read:org, repo, security_events',
    expiresAt: null,
    selection: null,
    alerts: 'organization',
    ssoMissing: null,
    sees: () => true,
    enters: () => true,
  }
  const fineGrained: Caller = {
    ...user,
    name: 'fine-bot',
    scopes: null,
    expiresAt: '2027-06-30 00:00:00 UTC',
    sees: (repository) => ownerOf(repository.fullName) === first || repository.visibility === 'public',
    enters: (login) => login === first,
  }
  return new Map<string, Caller>([
    [credentials.classic, user],
    [
      credentials.publicOnly,
      {
        ...user,
        name: 'public-bot',
        scopes: 'public_repo',
        alerts: 'repository',
        sees: (repository) => repository.visibility === 'public',
      },
    ],
    [
      credentials.withoutSso,
      { ...user, name: 'sso-bot', ssoMissing: second, sees: (repository) => ownerOf(repository.fullName) !== second },
    ],
    [credentials.member, { ...user, name: 'member-bot', alerts: 'repository' }],
    [credentials.fineGrained, fineGrained],
    [credentials.metadataOnly, { ...fineGrained, name: 'metadata-bot', alerts: 'none' }],
  ])
}

/** `Bearer` and the older `token` scheme mean the same. */
function tokenOf(call: Call): string {
  const authorization = readAuthorization(call.headers)
  if (authorization.kind === 'bearer') return authorization.token
  if (authorization.kind === 'other' && authorization.scheme === 'token') return authorization.value
  throw new EarlyAnswer(problem(401, 'Requires authentication'))
}

function installationCaller(
  token: string,
  from: { readonly tokens: TokenBook; readonly installations: readonly Installation[]; readonly site: Site },
): Caller {
  const reading = from.tokens.read(token)
  const installation = reading.kind === 'good' ? from.installations.find(({ id }) => id === reading.claims.subject) : undefined
  if (!installation) throw new EarlyAnswer(problem(401))
  return {
    kind: 'installation',
    name: `installation ${installation.id}`,
    scopes: null,
    expiresAt: null,
    selection: installation.selection,
    alerts: 'organization',
    ssoMissing: null,
    sees: (repository) => repositoriesOf(installation, from.site).some(({ id }) => id === repository.id),
    enters: (login) => login === installation.owner,
  }
}

export function repositoriesOf(installation: Installation, site: Site): readonly HostedRepository[] {
  const owned = site
    .repositories()
    .filter((repository) => ownerOf(repository.fullName) === installation.owner)
    .sort((a, b) => a.id - b.id)
  return installation.selection === 'all' ? owned : owned.slice(0, 2)
}

/** GitHub's rules for an app's token: RS256, issued by the app, alive, and for at most ten minutes. */
function checkAssertion(token: string, key: KeyObject, now: Date): void {
  const [head = '', payload = '', signature = ''] = token.split('.')
  const [header, claims] = [decodePart(head), decodePart(payload)]
  const signed = Buffer.from(`${head}.${payload}`)
  if (header?.['alg'] !== 'RS256' || !claims || !verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'))) {
    throw new EarlyAnswer(problem(401, 'A JSON web token could not be decoded'))
  }
  const [issued, expires, seconds] = [Number(claims['iat']), Number(claims['exp']), now.getTime() / 1000]
  if (!Number.isInteger(issued) || issued > seconds + 60) {
    const message = "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued"
    throw new EarlyAnswer(problem(401, message))
  }
  if (!Number.isInteger(expires) || expires <= seconds) {
    const message =
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires"
    throw new EarlyAnswer(problem(401, message))
  }
  if (expires > seconds + 600 || expires - issued > 660) {
    throw new EarlyAnswer(problem(401, "'Expiration time' claim ('exp') is too far in the future"))
  }
  if (![appId, clientId].includes(String(claims['iss']))) throw new EarlyAnswer(problem(404, 'Integration not found'))
}

function decodePart(part: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

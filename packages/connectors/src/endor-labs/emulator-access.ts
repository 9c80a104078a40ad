import {
  type Answer,
  type Call,
  type Clock,
  createTokenBook,
  EarlyAnswer,
  printJwt,
  readAuthorization,
  type TokenBook,
  textAt,
} from '@patchbay/sdk/testing'
import { problem } from './emulator-error.ts'
import type { ResourceName } from './emulator-shape.ts'

/** An API key pair and the namespace to use it with. */
export interface EndorLabsCredential {
  readonly key: string
  readonly secret: string
  readonly namespace: string
}

/** One pair of every sort a user can come with. */
export interface EndorLabsCredentials {
  /** Everything below the tenant's root. */
  readonly full: EndorLabsCredential
  /** Reads everything, changes nothing. What the guide tells users to create. */
  readonly readOnly: EndorLabsCredential
  /** Made for one child namespace. */
  readonly child: EndorLabsCredential
  /** Its end date has passed: no token any more. */
  readonly expired: EndorLabsCredential
  /** Signs in and sees projects, but no findings. */
  readonly underPrivileged: EndorLabsCredential
  /** Good, but of somebody else's tenant. */
  readonly otherTenant: EndorLabsCredential
}

interface Grant {
  readonly credential: EndorLabsCredential
  readonly role: string
  readonly reads: 'all' | readonly ResourceName[]
  readonly writes: boolean
  readonly expiresAt: string
}

/** How sign-in and foreign namespaces behave, where the public sources disagree. May be changed while the emulator runs. */
export interface AccessBehaviour {
  /** Spelling of the token's expiry. */
  tokenExpiry: 'both' | 'camel' | 'snake' | 'none'
  /** What a namespace out of the key's reach gives. */
  foreignNamespace: 'forbidden' | 'empty'
}

export interface Access {
  readonly credentials: EndorLabsCredentials
  readonly grants: readonly Grant[]
  signIn(call: Call): Answer
  validate(call: Call): Answer
  whoAmI(call: Call): Answer
  /** Lets a request in, or answers it. */
  enter(call: Call, resource: ResourceName, action: 'read' | 'write'): void
  revokeTokens(): void
}

/** Tokens live four hours. */
const tokenSeconds = 4 * 3600

export function createAccess(tenant: { root: string; child: string; clock: Clock; behaviour: AccessBehaviour }): Access {
  const { clock, behaviour } = tenant
  const credentials = makeCredentials(tenant.root, tenant.child)
  const grants = makeGrants(credentials)
  const tokens = createTokenBook(clock, (claims) => printJwt(claims, { iss: 'endor-labs' }))
  const find = (call: Call) =>
    grants.find(
      ({ credential }) => credential.key === textAt(call.body, 'key') && credential.secret === textAt(call.body, 'secret'),
    )

  function holder(call: Call): Grant {
    const grant = grants.find(({ credential }) => credential.key === readToken(call, tokens))
    if (!grant) throw new EarlyAnswer(problem(401))
    return grant
  }

  return {
    credentials,
    grants,
    signIn: (call) => {
      if (!textAt(call.body, 'key') || !textAt(call.body, 'secret')) return problem(400, 'key and secret are required')
      const grant = find(call)
      if (!grant) return problem(401, 'invalid API key or secret')
      if (new Date(grant.expiresAt) <= clock.now()) return problem(401, 'API key has expired')
      const { token, claims } = tokens.issue(grant.credential.key, tokenSeconds)
      return { status: 200, body: { token, ...expiry(claims.expiresAt.toISOString(), behaviour) } }
    },
    validate: (call) => {
      const grant = find(call)
      const valid = grant !== undefined && new Date(grant.expiresAt) > clock.now()
      return { status: 200, body: { key: textAt(call.body, 'key') ?? '', secret: '', issuing_user: userOf(grant), valid } }
    },
    whoAmI: (call) => {
      const grant = holder(call)
      return { status: 200, body: { user: { meta: { name: userOf(grant) }, spec: {} }, authentication_source: 'api-key' } }
    },
    enter: (call, resource, action) => {
      const grant = holder(call)
      const namespace = call.params['ns'] ?? ''
      if (!isBelow(namespace, grant.credential.namespace)) {
        throw new EarlyAnswer(behaviour.foreignNamespace === 'empty' ? emptyAnswer(call) : problem(403))
      }
      const allowed = action === 'read' ? grant.reads === 'all' || grant.reads.includes(resource) : grant.writes
      if (!allowed) throw new EarlyAnswer(problem(403))
    },
    revokeTokens: () => tokens.revokeAll(),
  }
}

/** Whether a namespace is that one or lies below it; the short name of a child is neither. */
export function isBelow(namespace: string, ancestor: string): boolean {
  return namespace === ancestor || namespace.startsWith(`${ancestor}.`)
}

function readToken(call: Call, tokens: TokenBook): string {
  const authorization = readAuthorization(call.headers)
  if (authorization.kind !== 'bearer' || authorization.token === '') {
    throw new EarlyAnswer(problem(401, `Invalid authorization header: ${call.headers['authorization'] ?? ''}`.trim()))
  }
  const reading = tokens.read(authorization.token)
  if (reading.kind === 'good') return reading.claims.subject
  throw new EarlyAnswer(problem(401, reading.kind === 'expired' ? 'token has expired' : 'invalid token'))
}

function expiry(moment: string, behaviour: AccessBehaviour): Record<string, string> {
  if (behaviour.tokenExpiry === 'none') return {}
  return {
    ...(behaviour.tokenExpiry !== 'snake' && { expirationTime: moment }),
    ...(behaviour.tokenExpiry !== 'camel' && { expiration_time: moment }),
  }
}

function emptyAnswer(call: Call): Answer {
  if (call.query.get('list_parameters.count') === 'true') return { status: 200, body: { count_response: { count: 0 } } }
  return { status: 200, body: { list: { objects: [], response: {} }, count_response: null, group_response: null } }
}

function userOf(grant: Grant | undefined): string {
  return grant ? `hub@${grant.credential.namespace.split('.')[0]}.test@google` : ''
}

function makeCredentials(root: string, child: string): EndorLabsCredentials {
  const pair = (name: string, namespace: string) => ({ key: `endr+${name}-key`, secret: `endr+${name}-secret`, namespace })
  return {
    full: pair('full', root),
    readOnly: pair('read-only', root),
    child: pair('child', child),
    expired: pair('expired', root),
    underPrivileged: pair('under-privileged', root),
    otherTenant: pair('other-tenant', 'globex'),
  }
}

function makeGrants(credentials: EndorLabsCredentials): readonly Grant[] {
  const readAll = { role: 'SYSTEM_ROLE_READ_ONLY', reads: 'all', writes: false, expiresAt: '2099-12-31T00:00:00Z' } as const
  return [
    { ...readAll, credential: credentials.full, role: 'SYSTEM_ROLE_ADMIN', writes: true },
    { ...readAll, credential: credentials.readOnly },
    { ...readAll, credential: credentials.child },
    { ...readAll, credential: credentials.expired, expiresAt: '2020-01-01T00:00:00Z' },
    {
      ...readAll,
      credential: credentials.underPrivileged,
      role: 'SYSTEM_ROLE_CODE_SCANNER',
      reads: ['projects', 'repositories', 'namespaces'],
    },
    { ...readAll, credential: credentials.otherTenant },
  ]
}

import { type Call, EarlyAnswer, readAuthorization } from '@patchbay/sdk/testing'
import { complaint, problem } from './emulator-error.ts'
import { type HostedProject, liesIn } from './emulator-project.ts'

/** Tokens of every sort a user can come with. */
export interface GitLabCredentials {
  /** Personal token of a member of all groups but the last one, scope `read_api`. */
  readonly personal: string
  /** Group access token of the first group. */
  readonly group: string
  /** Personal token that clones only: scope `read_repository`. */
  readonly cloneOnly: string
  /** Its last day has passed. */
  readonly expired: string
  /** Personal token like `personal`, scope `api`: writes too. */
  readonly writer: string
}

/** Who makes a request. */
export interface Caller {
  readonly token: string
  readonly name: string
  readonly username: string
  readonly userId: number
  readonly scopes: readonly string[]
  /** A day. */
  readonly expiresAt: string
  /** Its role in those groups: 20 is a reporter, 30 a developer. */
  readonly level: number
  /** Groups it is a member of, subgroups included. */
  readonly groups: readonly string[]
}

export interface Access {
  readonly credentials: GitLabCredentials
  /** Throws the 401 for a token that is missing, unknown, expired or revoked. */
  caller(call: Call): Caller
  /** The same, and throws the 403 for one without the scope of the API. */
  reader(call: Call): Caller
  revoke(): void
}

const credentials: GitLabCredentials = {
  personal: 'glpat-personalEmulator0001',
  group: 'glpat-groupBotEmulator0002',
  cloneOnly: 'glpat-cloneOnlyEmulator003',
  expired: 'glpat-expiredEmulator00004',
  writer: 'glpat-writerEmulator000005',
}

/** `groups` are the top-level groups of the instance. */
export function createAccess(groups: readonly string[]): Access {
  const callers = makeCallers(groups)
  let revoked = false

  function caller(call: Call): Caller {
    const found = callers.find(({ token }) => token === tokenOf(call))
    if (!found) throw new EarlyAnswer(problem(401))
    if (revoked) throw new EarlyAnswer(invalid('Token was revoked. You have to re-authorize from the user.'))
    // Good until its last day begins.
    if (new Date(found.expiresAt) <= call.now) {
      throw new EarlyAnswer(invalid('Token is expired. You can either do re-authorization or token refresh.'))
    }
    return found
  }

  return {
    credentials,
    caller,
    reader: (call) => {
      const found = caller(call)
      if (found.scopes.some((scope) => scope === 'api' || scope === 'read_api')) return found
      const description = 'The request requires higher privileges than provided by the access token.'
      throw new EarlyAnswer(complaint(403, 'insufficient_scope', { error_description: description, scope: 'api read_api' }))
    },
    revoke: () => {
      revoked = true
    },
  }
}

/** Access level of the caller's membership; `null` without one. */
export function levelOf(caller: Caller, project: HostedProject): number | null {
  return caller.groups.some((group) => liesIn(group, project.path)) ? caller.level : null
}

export function sees(caller: Caller, project: HostedProject): boolean {
  return project.visibility !== 'private' || levelOf(caller, project) !== null
}

function makeCallers(groups: readonly string[]): readonly Caller[] {
  const person = { username: 'patchbay', userId: 4101, scopes: ['read_api'], expiresAt: '2027-06-30', level: 20 }
  const mine = groups.slice(0, -1)
  return [
    { ...person, token: credentials.personal, name: 'patchbay', groups: mine },
    { ...person, token: credentials.writer, name: 'patchbay issues', scopes: ['api'], level: 30, groups: mine },
    {
      token: credentials.group,
      name: 'patchbay bot',
      username: 'group_101_bot_5f3a',
      userId: 4102,
      scopes: ['read_api'],
      expiresAt: '2027-03-31',
      level: 20,
      groups: groups.slice(0, 1),
    },
    { ...person, token: credentials.cloneOnly, name: 'clone', scopes: ['read_repository'], groups: mine },
    { ...person, token: credentials.expired, name: 'old', expiresAt: '2026-01-31', groups: mine },
  ]
}

/** Both headers mean the same. */
function tokenOf(call: Call): string | undefined {
  const authorization = readAuthorization(call.headers)
  return call.headers['private-token'] ?? (authorization.kind === 'bearer' ? authorization.token : undefined)
}

function invalid(description: string) {
  return complaint(401, 'invalid_token', { error_description: description })
}

import { type Call, EarlyAnswer, readAuthorization } from '@patchbay/sdk/testing'
import { problem } from './emulator-error.ts'
import type { SnykEstate } from './emulator-estate.ts'

/** Tokens of every sort a user can come with. All but `accessToken` go into `Authorization: token …`. */
export interface SnykCredentials {
  /** Service account of the group: sees every organisation. */
  readonly group: string
  /** Service account of the first organisation. */
  readonly organization: string
  /** Service account of the first organisation whose role reads the organisation but none of its projects. */
  readonly limited: string
  /** A person's token under a plan without API: good for `/self` only. */
  readonly withoutApi: string
  /** A personal access token whose ninety days are over. */
  readonly expired: string
  /** Good, but of another customer: sees an organisation of its own. */
  readonly otherTenant: string
  /** OAuth access token of a Snyk App with the rights of `group`; goes into `Authorization: bearer …`. */
  readonly accessToken: string
}

export type Permission = 'org.read' | 'org.project.read' | 'org.project.snapshot.read' | 'group.read'

/** Who makes a request and what that lets through. */
export interface Caller {
  /** Key of the rate limit. */
  readonly name: string
  readonly type: 'service_account' | 'user' | 'app_instance'
  /** Ids of the organisations it is a member of. */
  readonly organizations: readonly string[]
  readonly groups: readonly string[]
  readonly permissions: readonly Permission[]
  /** Whether the plan opens the API. */
  readonly entitled: boolean
}

export interface Access {
  readonly credentials: SnykCredentials
  /** Throws the 401 for a request without a good token. */
  caller(call: Call): Caller
  byToken(token: string): Caller | undefined
  /** Throws 404 for an organisation out of sight and 403 for what the role does not hold. */
  enterOrganization(call: Call, id: string, ...needed: readonly Permission[]): Caller
  enterGroup(call: Call, id: string, ...needed: readonly Permission[]): Caller
  revoke(): void
}

const credentials: SnykCredentials = {
  group: 'a3f6c1f0-0000-4000-8000-emulatorgroup',
  organization: 'a3f6c1f0-0000-4000-8000-emulatororgan',
  limited: 'a3f6c1f0-0000-4000-8000-emulatorlimit',
  withoutApi: 'a3f6c1f0-0000-4000-8000-emulatornoapi',
  expired: 'snyk_uat.emulator.expired000000000000',
  otherTenant: 'a3f6c1f0-0000-4000-8000-emulatorother',
  accessToken: 'snyk_app.emulator.access0000000000000',
}

export function createAccess(estate: SnykEstate): Access {
  const callers = makeCallers(estate)
  let revoked = false

  function caller(call: Call): Caller {
    const found = callers.get(presented(call) ?? '')
    if (!found || revoked) throw new EarlyAnswer(problem(401))
    return found
  }

  function need(found: Caller, needed: readonly Permission[]): Caller {
    const missing = needed.filter((permission) => !found.permissions.includes(permission))
    if (!found.entitled) throw new EarlyAnswer(problem(403, 'Your plan does not include access to the API'))
    if (missing.length > 0) throw new EarlyAnswer(problem(403, `Missing permissions: ${missing.join(', ')}`))
    return found
  }

  return {
    credentials,
    caller,
    byToken: (token) => callers.get(token),
    enterOrganization: (call, id, ...needed) => {
      const found = caller(call)
      if (!uuid.test(id)) throw new EarlyAnswer(problem(400, 'must match format "uuid"', 'org_id'))
      if (!found.organizations.includes(id)) throw new EarlyAnswer(problem(404, 'Org not found'))
      return need(found, needed)
    },
    enterGroup: (call, id, ...needed) => {
      const found = caller(call)
      if (!uuid.test(id)) throw new EarlyAnswer(problem(400, 'must match format "uuid"', 'group_id'))
      if (!found.groups.includes(id)) throw new EarlyAnswer(problem(id === estate.groupId ? 403 : 404))
      return need(found, needed)
    },
    revoke: () => {
      revoked = true
    },
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const everything: readonly Permission[] = ['org.read', 'org.project.read', 'org.project.snapshot.read', 'group.read']

function makeCallers(estate: SnykEstate): ReadonlyMap<string, Caller> {
  const all = estate.organizations.map(({ id }) => id)
  const first = all.slice(0, 1)
  const group: Caller = {
    name: 'patchbay-group',
    type: 'service_account',
    organizations: all,
    groups: [estate.groupId],
    permissions: everything,
    entitled: true,
  }
  return new Map<string, Caller>([
    [credentials.group, group],
    [credentials.accessToken, { ...group, name: 'patchbay-app', type: 'app_instance' }],
    [
      credentials.organization,
      { ...group, name: 'patchbay-organization', organizations: first, groups: [], permissions: everything.slice(0, 3) },
    ],
    [credentials.limited, { ...group, name: 'patchbay-limited', organizations: first, groups: [], permissions: ['org.read'] }],
    [credentials.withoutApi, { ...group, name: 'dana', type: 'user', organizations: first, groups: [], entitled: false }],
    [credentials.otherTenant, { ...group, name: 'globex-bot', organizations: [estate.foreign.id], groups: [] }],
  ])
}

/** The token, if it came under the scheme of its sort. */
function presented(call: Call): string | undefined {
  const authorization = readAuthorization(call.headers)
  if (authorization.kind === 'bearer' && authorization.token === credentials.accessToken) return authorization.token
  if (authorization.kind !== 'other' || authorization.scheme !== 'token') return undefined
  return authorization.value === credentials.accessToken ? undefined : authorization.value
}

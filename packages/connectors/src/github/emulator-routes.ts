import { type Answer, type Call, EarlyAnswer, type Route } from '@patchbay/sdk/testing'
import type { Access, Caller } from './emulator-access.ts'
import { problem } from './emulator-error.ts'
import type { Limits } from './emulator-limit.ts'
import { paged } from './emulator-page.ts'
import { type Links, toOwner, toRepository } from './emulator-repository.ts'
import { type HostedRepository, ownerId, ownerOf, type Site } from './emulator-site.ts'

/** Everything the routes share. */
export interface Service {
  readonly site: Site
  readonly access: Access
  readonly host: string
  readonly limits: Limits
}

/** Users, organisations and repositories. */
export function repositoryRoutes(service: Service): readonly Route[] {
  const { site, access } = service
  return [
    { method: 'GET', pattern: '/user', handle: (call) => user(service, call) },
    { method: 'GET', pattern: '/user/repos', handle: (call) => userRepositories(service, call) },
    {
      method: 'GET',
      pattern: '/user/orgs',
      handle: (call) => {
        const caller = userOnly(access.caller(call))
        const logins = [...new Set(site.repositories().map(({ fullName }) => ownerOf(fullName)))].filter(caller.enters).sort()
        return paged(call, logins, (login) => toOwner(login, linksOf(service, call)))
      },
    },
    { method: 'GET', pattern: '/orgs/{org}', handle: (call) => organization(service, call) },
    {
      method: 'GET',
      pattern: '/orgs/{org}/repos',
      handle: (call) => organizationRepositories(service, call, call.params['org'] ?? ''),
    },
    {
      method: 'GET',
      pattern: '/organizations/{id}/repos',
      handle: (call) => {
        const owners = site.repositories().map(({ fullName }) => ownerOf(fullName))
        const login = owners.find((owner) => String(ownerId(owner)) === call.params['id'])
        return organizationRepositories(service, call, login ?? '')
      },
    },
    { method: 'GET', pattern: '/installation/repositories', handle: (call) => installationRepositories(service, call) },
    { method: 'GET', pattern: '/repos/{owner}/{repo}', handle: (call) => repositoryByName(service, call) },
    {
      method: 'GET',
      pattern: '/repositories/{id}',
      handle: (call) => one(service, call, site.byId(Number(call.params['id']))),
    },
    { method: 'GET', pattern: '/rate_limit', handle: (call) => rateLimit(service, call) },
    { method: 'GET', pattern: '/versions', handle: () => ({ status: 200, body: ['2022-11-28', '2026-03-10'] }) },
  ]
}

function linksOf(service: Service, call: Call): Links {
  return { api: call.url, host: service.host }
}

function userOnly(caller: Caller): Caller {
  if (caller.kind === 'user') return caller
  throw new EarlyAnswer(problem(403, 'Resource not accessible by integration'))
}

function callerHeaders(caller: Caller): Record<string, string> {
  return {
    ...(caller.scopes !== null && { 'x-oauth-scopes': caller.scopes }),
    ...(caller.expiresAt !== null && { 'github-authentication-token-expiration': caller.expiresAt }),
  }
}

function user(service: Service, call: Call): Answer {
  const caller = userOnly(service.access.caller(call))
  const body = {
    login: caller.name,
    id: ownerId(caller.name),
    type: 'User',
    url: `${call.url}/users/${caller.name}`,
    html_url: `https://${service.host}/${caller.name}`,
    name: null,
    email: null,
  }
  return { status: 200, headers: callerHeaders(caller), body }
}

function userRepositories(service: Service, call: Call): Answer {
  const caller = userOnly(service.access.caller(call))
  const { query } = call
  if (query.has('type') && (query.has('affiliation') || query.has('visibility'))) {
    return problem(422, 'If you specify visibility or affiliation, you cannot specify type.')
  }
  // Everything here belongs to organisations the caller is a member of.
  const affiliated = query.get('affiliation')?.split(',').includes('organization_member') ?? true
  const mine = service.site
    .repositories()
    .filter((repository) => affiliated && caller.enters(ownerOf(repository.fullName)) && caller.sees(repository))
    .filter((repository) => fits(repository, query.get('visibility') ?? query.get('type') ?? 'all'))
  const answer = paged(call, sorted(mine, query, 'full_name'), (repository) =>
    toRepository(repository, linksOf(service, call), caller.scopes !== 'public_repo'),
  )
  const sso: Record<string, string> =
    caller.ssoMissing === null ? {} : { 'x-github-sso': `partial-results; organizations=${ownerId(caller.ssoMissing)}` }
  return { ...answer, headers: { ...answer.headers, ...callerHeaders(caller), ...sso } }
}

function fits(repository: HostedRepository, wanted: string): boolean {
  if (wanted === 'public') return repository.visibility === 'public'
  if (wanted === 'private') return repository.visibility !== 'public'
  return wanted !== 'forks'
}

function organization(service: Service, call: Call): Answer {
  service.access.caller(call)
  const login = call.params['org'] ?? ''
  const known = service.site.repositories().some(({ fullName }) => ownerOf(fullName) === login)
  return known ? { status: 200, body: toOwner(login, linksOf(service, call)) } : problem(404)
}

function organizationRepositories(service: Service, call: Call, login: string): Answer {
  const caller = service.access.caller(call)
  const owned = service.site.repositories().filter(({ fullName }) => ownerOf(fullName).toLowerCase() === login.toLowerCase())
  if (owned.length === 0) return problem(404)
  if (caller.ssoMissing === login) {
    const answer = problem(
      403,
      'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
    )
    return {
      ...answer,
      headers: { 'x-github-sso': `required; url=https://${service.host}/orgs/${login}/sso?authorization_request=1` },
    }
  }
  const visible = owned
    .filter((repository) => repository.visibility === 'public' || (caller.enters(login) && caller.sees(repository)))
    .filter((repository) => fits(repository, call.query.get('type') ?? 'all'))
  const answer = paged(
    call,
    sorted(visible, call.query, 'created'),
    (repository) => toRepository(repository, linksOf(service, call), true),
    `/organizations/${ownerId(login)}/repos`,
  )
  return { ...answer, headers: { ...answer.headers, ...callerHeaders(caller) } }
}

function installationRepositories(service: Service, call: Call): Answer {
  const caller = service.access.caller(call)
  if (caller.kind === 'user') {
    return problem(
      403,
      'You must authenticate with an installation access token in order to list repositories for an installation.',
    )
  }
  const visible = service.site.repositories().filter(caller.sees)
  const answer = paged(call, sorted(visible, call.query, 'full_name'), (repository) =>
    toRepository(repository, linksOf(service, call), false),
  )
  return { ...answer, body: { total_count: visible.length, repository_selection: caller.selection, repositories: answer.body } }
}

function repositoryByName(service: Service, call: Call): Answer {
  const fullName = `${call.params['owner']}/${call.params['repo']}`
  const repository = service.site.byName(fullName)
  if (repository) return one(service, call, repository)
  const moved = service.site.movedFrom(fullName)
  const caller = service.access.caller(call)
  if (!moved || !caller.sees(moved)) return problem(404)
  const location = `${call.url}/repositories/${moved.id}`
  return { ...problem(301, 'Moved Permanently', { url: location }), headers: { location } }
}

/** A repository out of the caller's sight is not found rather than forbidden. */
function one(service: Service, call: Call, repository: HostedRepository | undefined): Answer {
  const caller = service.access.caller(call)
  const visible = repository && (repository.visibility === 'public' || caller.sees(repository))
  if (!visible) return problem(404)
  return { status: 200, headers: callerHeaders(caller), body: toRepository(repository, linksOf(service, call), true) }
}

function rateLimit({ limits }: Service, call: Call): Answer {
  const { limit, used, remaining, resetsAt } = limits.state(call)
  const core = { limit, used, remaining, reset: Math.ceil(resetsAt.getTime() / 1000) }
  const isOld = (call.headers['x-github-api-version'] ?? '2022-11-28') === '2022-11-28'
  return { status: 200, body: { resources: { core }, ...(isOld && { rate: core }) } }
}

function sorted(rows: readonly HostedRepository[], query: URLSearchParams, usual: string): readonly HostedRepository[] {
  const by = query.get('sort') ?? usual
  const descending = (query.get('direction') ?? (by === 'full_name' ? 'asc' : 'desc')) === 'desc'
  const key = (row: HostedRepository) => {
    if (by === 'created') return row.createdAt
    return by === 'updated' || by === 'pushed' ? row.updatedAt : row.fullName.toLowerCase()
  }
  return [...rows].sort((a, b) => {
    const order = key(a) < key(b) ? -1 : Number(key(a) > key(b))
    return descending ? -order : order
  })
}

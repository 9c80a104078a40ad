import { type Answer, type Call, decodeCursor, EarlyAnswer, encodeCursor, type Route, readCount } from '@patchbay/sdk/testing'
import type { Access, Scope } from './emulator-access.ts'
import { problem } from './emulator-error.ts'
import { type HostedProject, type Place, projectId, repositoryId, toProject, toRepository } from './emulator-project.ts'

/** Everything the routes share. */
export interface Service {
  readonly access: Access
  readonly organization: string
  readonly projects: readonly HostedProject[]
  /** Host of web addresses. */
  readonly host: string
  /** The newest version of the API there is. */
  readonly newest: string
}

export function routesOf(service: Service): readonly Route[] {
  const repositories = '_apis/git/repositories'
  return [
    { method: 'GET', pattern: '/{organization}/_apis/connectionData', handle: (call) => connection(service, call) },
    { method: 'GET', pattern: '/{organization}/_apis/projects', handle: (call) => projects(service, call) },
    { method: 'GET', pattern: '/{organization}/_apis/projects/{project}', handle: (call) => project(service, call) },
    { method: 'GET', pattern: `/{organization}/${repositories}`, handle: (call) => allRepositories(service, call) },
    { method: 'GET', pattern: `/{organization}/{project}/${repositories}`, handle: (call) => ofProject(service, call) },
    { method: 'GET', pattern: `/{organization}/{project}/${repositories}/{id}`, handle: (call) => repository(service, call) },
  ]
}

/** What every request goes through: a good token, an organization that is there, a version that is known. */
function enter(service: Service, call: Call, scope?: Scope): Place {
  service.access.check(call, scope)
  const { organization, host } = service
  if (call.params['organization']?.toLowerCase() !== organization.toLowerCase()) throw new EarlyAnswer(problem(404))
  const version = call.query.get('api-version')
  if (version !== null && !isKnown(version, service.newest)) {
    const text = `The requested REST API version of ${version} is out of range for this server. The latest REST API version this server supports is ${service.newest}.`
    throw new EarlyAnswer(problem(400, text, 'VssVersionOutOfRangeException'))
  }
  return { api: call.url, host, organization }
}

function isKnown(version: string, newest: string): boolean {
  return /^\d\.\d$/.test(version) && version >= '1.0' && version <= newest
}

function connection(service: Service, call: Call): Answer {
  const { organization } = enter(service, call)
  const displayName = service.access.check(call)
  const identity = { id: projectId(organization, { name: displayName }), providerDisplayName: displayName, isActive: true }
  const instanceId = projectId(organization, { name: 'instance' })
  return { status: 200, body: { authenticatedUser: identity, authorizedUser: identity, instanceId, deploymentType: 'hosted' } }
}

/** Goes on with a token that comes in a header, beside the answer. */
function projects(service: Service, call: Call): Answer {
  const place = enter(service, call, 'vso.project')
  const state = call.query.get('stateFilter') ?? 'wellFormed'
  const wanted = service.projects.filter((one) => state === 'all' || one.state === state)
  const most = readCount(call.query, '$top', { fallback: 100, min: 1, max: 10_000 })
  const start = startOf(call)
  const value = wanted.slice(start, start + most).map((one) => toProject(one, place))
  const more = start + most < wanted.length
  const headers: Record<string, string> = more ? { 'x-ms-continuationtoken': encodeCursor(String(start + most)) } : {}
  return { status: 200, headers, body: { count: value.length, value } }
}

function startOf(call: Call): number {
  const token = call.query.get('continuationToken')
  if (token === null) return readCount(call.query, '$skip', { fallback: 0, min: 0, max: Number.MAX_SAFE_INTEGER })
  const start = Number(decodeCursor(token))
  if (Number.isInteger(start)) return start
  throw new EarlyAnswer(problem(400, 'The continuation token is not valid.', 'InvalidArgumentValueException'))
}

function project(service: Service, call: Call): Answer {
  const place = enter(service, call, 'vso.project')
  return { status: 200, body: toProject(known(service, call), place) }
}

/** By id or by name. */
function known({ organization, projects: all }: Service, call: Call): HostedProject {
  const given = (call.params['project'] ?? '').toLowerCase()
  const found = all.find((one) => one.name.toLowerCase() === given || projectId(organization, one) === given)
  if (found) return found
  const text = `TF200016: The following project does not exist: ${call.params['project']}. Verify that the name of the project is correct and that the project exists on the specified Azure DevOps Server.`
  throw new EarlyAnswer(problem(404, text, 'ProjectDoesNotExistWithNameException'))
}

function allRepositories(service: Service, call: Call): Answer {
  const place = enter(service, call, 'vso.code')
  return whole(service.projects.flatMap((one) => rowsOf(one, call, place)))
}

function ofProject(service: Service, call: Call): Answer {
  const place = enter(service, call, 'vso.code')
  return whole(rowsOf(known(service, call), call, place))
}

/** Never in pages, however long it gets. */
function whole(value: readonly unknown[]): Answer {
  return { status: 200, body: { value, count: value.length } }
}

function rowsOf(among: HostedProject, { query }: Call, place: Place): readonly unknown[] {
  const hidden = query.get('includeHidden') === 'true'
  const allUrls = query.get('includeAllUrls') === 'true'
  return among.repositories.filter((one) => hidden || !one.isHidden).map((one) => toRepository(among, one, place, allUrls))
}

/** By id or by name. */
function repository(service: Service, call: Call): Answer {
  const place = enter(service, call, 'vso.code')
  const owner = known(service, call)
  const given = (call.params['id'] ?? '').toLowerCase()
  const found = owner.repositories.find(
    (one) => one.name.toLowerCase() === given || repositoryId(service.organization, owner, one) === given,
  )
  if (found) return { status: 200, body: toRepository(owner, found, place, true) }
  const text = `TF401019: The Git repository with name or identifier ${call.params['id']} does not exist or you do not have permissions for the operation you are attempting.`
  return problem(404, text, 'GitRepositoryNotFoundException')
}

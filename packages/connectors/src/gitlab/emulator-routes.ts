import { type Answer, type Call, EarlyAnswer, type Route } from '@patchbay/sdk/testing'
import { type Access, type Caller, levelOf, sees } from './emulator-access.ts'
import { complaint, problem } from './emulator-error.ts'
import { paged } from './emulator-page.ts'
import { groupId, groupOf, type HostedProject, liesIn, nameOf, toProject, toSimpleProject } from './emulator-project.ts'

/** Everything the routes share. */
export interface Service {
  readonly access: Access
  /** Without `https://`. */
  readonly host: string
  readonly projects: () => readonly HostedProject[]
}

const version = { version: '18.6.1-ee', revision: '3f0a1c2b4d5' }

export function routesOf(service: Service): readonly Route[] {
  const { access } = service
  return [
    { method: 'GET', pattern: '/personal_access_tokens/self', handle: (call) => ownToken(access.caller(call)) },
    { method: 'GET', pattern: '/user', handle: (call) => user(service, access.reader(call)) },
    { method: 'GET', pattern: '/version', handle: (call) => instance(service, call, version) },
    { method: 'GET', pattern: '/metadata', handle: (call) => instance(service, call, { ...version, enterprise: true }) },
    { method: 'GET', pattern: '/projects', handle: (call) => list(service, call, service.projects()) },
    { method: 'GET', pattern: '/projects/{id}', handle: (call) => project(service, call) },
    { method: 'GET', pattern: '/groups/{id}/projects', handle: (call) => groupProjects(service, call) },
  ]
}

function instance({ access }: Service, call: Call, body: unknown): Answer {
  access.reader(call)
  return { status: 200, body }
}

/** Every token may ask about itself, whatever its scopes. */
function ownToken(caller: Caller): Answer {
  const body = {
    id: caller.userId + 900_000,
    name: caller.name,
    revoked: false,
    created_at: '2026-01-05T08:00:00.000Z',
    scopes: [...caller.scopes],
    user_id: caller.userId,
    active: true,
    expires_at: caller.expiresAt,
  }
  return { status: 200, body }
}

function user({ host }: Service, { userId, username }: Caller): Answer {
  const body = { id: userId, username, name: username, state: 'active', web_url: `https://${host}/${username}`, bot: false }
  return { status: 200, body }
}

function list(service: Service, call: Call, among: readonly HostedProject[]): Answer {
  const caller = service.access.reader(call)
  const wanted = filterOf(call, caller)
  const rows = sorted(
    among.filter((one) => sees(caller, one) && wanted(one)),
    call.query,
  )
  const simple = flag(call.query, 'simple') === true
  return paged(call, rows, (one) =>
    simple ? toSimpleProject(one, service.host) : toProject(one, service.host, levelOf(caller, one)),
  )
}

function filterOf({ query }: Call, caller: Caller): (project: HostedProject) => boolean {
  const archived = flag(query, 'archived')
  const visibility = query.get('visibility')
  if (visibility !== null && !['public', 'internal', 'private'].includes(visibility)) {
    throw new EarlyAnswer(complaint(400, 'visibility does not have a valid value'))
  }
  const [after, before] = [numberIn(query, 'id_after'), numberIn(query, 'id_before')]
  const search = query.get('search')?.toLowerCase() ?? ''
  return (project) =>
    (archived === undefined || project.archived === archived) &&
    (visibility === null || project.visibility === visibility) &&
    (after === undefined || project.id > after) &&
    (before === undefined || project.id < before) &&
    (flag(query, 'membership') !== true || levelOf(caller, project) !== null) &&
    nameOf(project).toLowerCase().includes(search)
}

function flag(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  if (!['true', 'false', '1', '0'].includes(text)) throw new EarlyAnswer(complaint(400, `${name} is invalid`))
  return text === 'true' || text === '1'
}

function numberIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  if (!/^\d+$/.test(text)) throw new EarlyAnswer(complaint(400, `${name} is invalid`))
  return Number(text)
}

/** Newest first unless the query says otherwise; ids grow with time. */
function sorted(rows: readonly HostedProject[], query: URLSearchParams): readonly HostedProject[] {
  const by = query.get('order_by') ?? 'created_at'
  if (!['id', 'name', 'path', 'created_at'].includes(by)) {
    throw new EarlyAnswer(complaint(400, 'order_by does not have a valid value'))
  }
  const byName = by === 'name' || by === 'path'
  const direction = query.get('sort') === 'asc' ? 1 : -1
  return rows.toSorted((one, other) => direction * (byName ? compare(nameOf(one), nameOf(other)) : one.id - other.id))
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}

/** By number or by path. What is out of the caller's sight is not found. */
function project(service: Service, call: Call): Answer {
  const caller = service.access.reader(call)
  const id = call.params['id'] ?? ''
  const found = service.projects().find((one) => String(one.id) === id || one.path.toLowerCase() === id.toLowerCase())
  if (!found || !sees(caller, found)) return problem(404, '404 Project Not Found')
  return { status: 200, body: toProject(found, service.host, levelOf(caller, found)) }
}

function groupProjects(service: Service, call: Call): Answer {
  const caller = service.access.reader(call)
  const visible = service.projects().filter((one) => sees(caller, one))
  const groups = visible.flatMap((one) => ancestors(groupOf(one)))
  const id = call.params['id'] ?? ''
  const group = groups.find((path) => String(groupId(path)) === id || path.toLowerCase() === id.toLowerCase())
  if (group === undefined) return problem(404, '404 Group Not Found')
  const deep = flag(call.query, 'include_subgroups') === true
  const among = visible.filter((one) => (deep ? liesIn(group, one.path) : groupOf(one) === group))
  return list(service, call, among)
}

/** The group and every group above it. */
function ancestors(group: string): readonly string[] {
  const parts = group.split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

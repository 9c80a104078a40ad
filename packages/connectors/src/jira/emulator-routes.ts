import { isRecord, textAt } from '@patchbay/sdk/shape'
import { type Answer, type Call, decodeCursor, encodeCursor, type Route, readCount } from '@patchbay/sdk/testing'
import { type Caller, callerOf } from './emulator-access.ts'
import { refuse, refuseFields } from './emulator-error.ts'
import { type Flavour, issueTypes, readDraft, requireText } from './emulator-fields.ts'
import { find } from './emulator-jql.ts'
import { type EmulatedIssue, resolutions, type Site } from './emulator-site.ts'

export interface Service {
  readonly site: Site
  readonly flavour: Flavour
  /** Path of the API: `/rest/api/3`. */
  readonly root: string
  /** Most rows of a page, whatever is asked for. */
  readonly rowsPerPage: number | undefined
}

type Handle = (service: Service, call: Call, caller: Caller) => Answer

/** The part of the API that has to do with issues; what differs between the two products is where each says so. */
export function routesOf(service: Service): readonly Route[] {
  const { root, flavour } = service
  const route = (method: Route['method'], pattern: string, handle: Handle): Route => ({
    method,
    pattern: `${root}${pattern}`,
    handle: (call) => handle(service, call, callerOf(call, flavour)),
  })
  return [
    route('GET', '/myself', (_, __, { name, email, timeZone }) =>
      ok({ displayName: name, emailAddress: email, timeZone, active: true }),
    ),
    route('GET', '/mypermissions', myPermissions),
    route('GET', '/issue/createmeta/{project}/issuetypes', listTypes),
    route('GET', '/issue/createmeta/{project}/issuetypes/{type}', listFields),
    flavour === 'cloud' ? route('POST', '/search/jql', searchCloud) : route('POST', '/search', searchServer),
    route('POST', '/issue', createIssue),
    route('GET', '/issue/{id}', (_, call, caller) => ok(toIssue(issueOf(service, call, caller)))),
    route('GET', '/issue/{id}/transitions', listTransitions),
    route('POST', '/issue/{id}/transitions', transit),
    route('GET', '/issue/{id}/comment', listComments),
    route('POST', '/issue/{id}/comment', addComment),
  ]
}

function ok(body: unknown): Answer {
  return { status: 200, body }
}

function pageSize({ rowsPerPage }: Service, asked: number, most: number): number {
  return Math.max(1, Math.min(asked, most, rowsPerPage ?? most))
}

function projectOf({ site }: Service, call: Call, name: string): string {
  const key = call.params['project'] ?? call.query.get('projectKey') ?? ''
  return site.projects.includes(key) ? key : refuse(404, name)
}

function myPermissions(service: Service, call: Call, { writes }: Caller): Answer {
  const asked = call.query.get('permissions')?.split(',') ?? []
  if (asked.length === 0) refuse(400, "The 'permissions' query parameter is required.")
  projectOf(service, call, `No project could be found with key '${call.query.get('projectKey')}'.`)
  const granted = asked.map((key) => [key, { key, havePermission: writes || key === 'BROWSE_PROJECTS' }])
  return ok({ permissions: Object.fromEntries(granted) })
}

function listTypes(service: Service, call: Call): Answer {
  projectOf(service, call, 'Project not found.')
  const rows = issueTypes.map(({ id, name, subtask }) => ({ id, name, subtask }))
  const page = { startAt: 0, maxResults: 50, total: rows.length }
  return ok({ ...page, [service.flavour === 'cloud' ? 'issueTypes' : 'values']: rows })
}

function listFields(service: Service, call: Call): Answer {
  projectOf(service, call, 'Project not found.')
  const type = issueTypes.find(({ id }) => id === call.params['type'])
  if (type === undefined) return refuse(404, 'Issue type not found.')
  const start = readCount(call.query, 'startAt', { fallback: 0, min: 0, max: 10_000 })
  const size = pageSize(service, readCount(call.query, 'maxResults', { fallback: 50, min: 1, max: 200 }), 50)
  const rows = type.fields.map((field) => ({ ...field, key: field.fieldId, hasDefaultValue: field.fieldId === 'reporter' }))
  const page = { startAt: start, maxResults: size, total: rows.length }
  return ok({ ...page, [service.flavour === 'cloud' ? 'fields' : 'values']: rows.slice(start, start + size) })
}

/** Pages by a token, without a total, and of fewer rows than asked for where Jira sees fit. */
function searchCloud(service: Service, call: Call, caller: Caller): Answer {
  const found = find(service.site, textAt(call.body, 'jql') ?? '', caller.timeZone, call.now)
  const token = textAt(call.body, 'nextPageToken')
  const start = token === null ? 0 : Number(decodeCursor(token) ?? refuse(400, 'The nextPageToken is invalid.'))
  const size = pageSize(service, asked(call.body), 80)
  const end = start + size
  const isLast = end >= found.length
  const issues = found.slice(start, end).map((issue) => shown(issue, call.body))
  return ok({ issues, isLast, ...(!isLast && { nextPageToken: encodeCursor(String(end)) }) })
}

function searchServer(service: Service, call: Call, caller: Caller): Answer {
  const found = find(service.site, textAt(call.body, 'jql') ?? '', caller.timeZone, call.now)
  const start = Number(textAt(call.body, 'startAt') ?? 0)
  const size = pageSize(service, asked(call.body), 1000)
  const issues = found.slice(start, start + size).map((issue) => shown(issue, call.body))
  return ok({ startAt: start, maxResults: size, total: found.length, issues })
}

function asked(body: unknown): number {
  return Number(textAt(body, 'maxResults') ?? 50)
}

/** Without fields only ids are answered. */
function shown(issue: EmulatedIssue, body: unknown) {
  const whole = toIssue(issue)
  return isRecord(body) && Array.isArray(body['fields']) ? whole : { id: whole.id }
}

function toIssue({ id, key, summary, status, resolution, labels, createdAt, updatedAt }: EmulatedIssue) {
  const fields = {
    summary,
    labels,
    status: { id: status.id, name: status.name, statusCategory: { key: status.category } },
    resolution: resolution === null ? null : { name: resolution },
    created: new Date(createdAt).toISOString().replace('Z', '+0000'),
    updated: new Date(updatedAt).toISOString().replace('Z', '+0000'),
  }
  return { id, key, fields }
}

function issueOf({ site }: Service, call: Call, _caller: Caller): EmulatedIssue {
  return site.find(call.params['id'] ?? '') ?? refuse(404, 'Issue does not exist or you do not have permission to see it.')
}

function createIssue({ site, flavour }: Service, call: Call, { writes }: Caller): Answer {
  if (!writes) refuse(403, 'You do not have permission to create issues in this project.')
  const { id, key } = site.create(readDraft(call.body, site.projects, flavour))
  return { status: 201, body: { id, key, self: `${call.url}${call.path}/${id}` } }
}

function listTransitions(service: Service, call: Call, caller: Caller): Answer {
  const { status } = issueOf(service, call, caller)
  const withFields = call.query.get('expand') === 'transitions.fields'
  const ways = service.site.transitions
    .filter(({ from }) => from.includes(status.id))
    .map(({ id, name, to, resolves }) => ({
      id,
      name,
      to: { id: to.id, name: to.name, statusCategory: { key: to.category } },
      isAvailable: true,
      ...(withFields && { fields: resolves ? { resolution: resolutionField } : {} }),
    }))
  return ok({ transitions: ways })
}

const resolutionField = {
  name: 'Resolution',
  required: true,
  hasDefaultValue: false,
  allowedValues: resolutions.map((name, index) => ({ id: String(10_000 + index), name })),
}

function transit(service: Service, call: Call, caller: Caller): Answer {
  const { id, status } = issueOf(service, call, caller)
  if (!caller.writes) refuse(403, 'You do not have permission to transition this issue.')
  const way = service.site.transitions.find(
    (one) => one.id === textAt(call.body, 'transition', 'id') && one.from.includes(status.id),
  )
  if (way === undefined) return refuse(400, 'It seems that you have tried to perform an illegal workflow operation.')
  const resolution = textAt(call.body, 'fields', 'resolution', 'name')
  if (way.resolves && resolution === null) refuseFields({ resolution: 'Resolution is required.' })
  if (!way.resolves && resolution !== null)
    refuseFields({ resolution: "Field 'resolution' cannot be set. It is not on the appropriate screen, or unknown." })
  service.site.change(id, { status: way.to, resolution: way.resolves ? resolution : null })
  return { status: 204 }
}

function listComments(service: Service, call: Call, caller: Caller): Answer {
  const { comments } = issueOf(service, call, caller)
  const start = readCount(call.query, 'startAt', { fallback: 0, min: 0, max: 100_000 })
  const size = pageSize(service, readCount(call.query, 'maxResults', { fallback: 50, min: 1, max: 5000 }), 100)
  const rows = comments
    .slice(start, start + size)
    .map(({ id, body, createdAt }) => ({ id, body, created: new Date(createdAt).toISOString() }))
  return ok({ startAt: start, maxResults: size, total: comments.length, comments: rows })
}

function addComment(service: Service, call: Call, caller: Caller): Answer {
  const { id } = issueOf(service, call, caller)
  if (!caller.writes) refuse(403, 'You do not have permission to comment on this issue.')
  const body: unknown = isRecord(call.body) ? call.body['body'] : undefined
  requireText(body, 'comment', service.flavour)
  return { status: 201, body: { id: service.site.comment(id, body).id, body } }
}

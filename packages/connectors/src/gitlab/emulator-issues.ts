import { isRecord, textAt } from '@patchbay/sdk/shape'
import { type Answer, type Call, EarlyAnswer, type Route } from '@patchbay/sdk/testing'
import { type Caller, levelOf, sees } from './emulator-access.ts'
import { complaint, problem } from './emulator-error.ts'
import type { EmulatedIssue, IssueBook } from './emulator-issue-book.ts'
import { paged } from './emulator-page.ts'
import type { HostedProject } from './emulator-project.ts'
import type { Service } from './emulator-routes.ts'

/** What the routes of issues need. */
export interface IssueService extends Service {
  readonly issues: IssueBook
}

const events = { close: 'closed', reopen: 'opened' } as const

export function issueRoutes(service: IssueService): readonly Route[] {
  const path = '/projects/{id}/issues'
  return [
    { method: 'GET', pattern: path, handle: (call) => list(service, call) },
    { method: 'POST', pattern: path, handle: (call) => create(service, call) },
    {
      method: 'GET',
      pattern: `${path}/{iid}`,
      handle: (call) => ({ status: 200, body: shown(service, issueOf(service, call)) }),
    },
    { method: 'PUT', pattern: `${path}/{iid}`, handle: (call) => update(service, call) },
    { method: 'GET', pattern: `${path}/{iid}/notes`, handle: (call) => listNotes(service, call) },
    { method: 'POST', pattern: `${path}/{iid}/notes`, handle: (call) => addNote(service, call) },
  ]
}

/** The project, as far as the caller sees it, and the caller; writing takes another scope than reading. */
export function enter(
  { access, projects }: Service,
  call: Call,
  writes = false,
): { readonly caller: Caller; readonly project: HostedProject } {
  const caller = access.reader(call)
  const id = call.params['id'] ?? ''
  const project = projects().find((one) => String(one.id) === id || one.path.toLowerCase() === id.toLowerCase())
  if (project === undefined || !sees(caller, project)) throw new EarlyAnswer(problem(404, '404 Project Not Found'))
  if (writes && !caller.scopes.includes('api')) {
    const description = 'The request requires higher privileges than provided by the access token.'
    throw new EarlyAnswer(complaint(403, 'insufficient_scope', { error_description: description, scope: 'api' }))
  }
  return { caller, project }
}

/** Confidential issues are there for members only. */
function isVisible(issue: EmulatedIssue, caller: Caller, project: HostedProject): boolean {
  return !issue.confidential || levelOf(caller, project) !== null
}

function issueOf(service: IssueService, call: Call, writes = false): EmulatedIssue {
  const { caller, project } = enter(service, call, writes)
  const issue = service.issues.find(project.id, call.params['iid'] ?? '')
  if (issue === undefined || !isVisible(issue, caller, project)) throw new EarlyAnswer(problem(404))
  return issue
}

function shown({ host, projects }: IssueService, issue: EmulatedIssue) {
  const { id, projectId, iid, title, description, labels, confidential, createdAt, updatedAt, state, movedTo } = issue
  const path = projects().find((one) => one.id === projectId)?.path ?? ''
  return {
    id,
    iid,
    project_id: projectId,
    title,
    description,
    state,
    labels: [...labels],
    confidential,
    created_at: createdAt,
    updated_at: updatedAt,
    moved_to_id: movedTo,
    web_url: `https://${host}/${path}/-/issues/${iid}`,
    _links: { closed_as_duplicate_of: issue.isDuplicate ? `https://${host}/api/v4/projects/${projectId}/issues/1` : null },
    references: { short: `#${iid}`, relative: `#${iid}`, full: `${path}#${iid}` },
  }
}

function list(service: IssueService, call: Call): Answer {
  const { caller, project } = enter(service, call)
  const { query } = call
  const wanted = query.get('labels')?.split(',') ?? []
  const [updated, created, state] = [
    query.get('updated_after') ?? '',
    query.get('created_after') ?? '',
    query.get('state') ?? 'all',
  ]
  const sign = query.get('sort') === 'asc' ? 1 : -1
  const rows = service.issues
    .ofProject(project.id)
    .filter((issue) => isVisible(issue, caller, project) && (state === 'all' || issue.state === state))
    .filter(
      ({ labels, updatedAt, createdAt }) =>
        wanted.every((name) => labels.includes(name)) && updatedAt >= updated && createdAt >= created,
    )
    .toSorted((one, other) => sign * (one.id - other.id))
  return paged(call, rows, (issue) => shown(service, issue))
}

function create(service: IssueService, call: Call): Answer {
  const { project } = enter(service, call, true)
  const title = textAt(call.body, 'title')
  if (title === null) return complaint(400, 'title is missing')
  if (title.length > 255) return { status: 400, body: { message: { title: ['is too long (maximum is 255 characters)'] } } }
  const draft = {
    projectId: project.id,
    title,
    description: textAt(call.body, 'description') ?? '',
    labels: (textAt(call.body, 'labels') ?? '').split(',').filter((name) => name !== ''),
    confidential: isRecord(call.body) && call.body['confidential'] === true,
  }
  return { status: 201, body: shown(service, service.issues.create(draft)) }
}

function update(service: IssueService, call: Call): Answer {
  const issue = issueOf(service, call, true)
  const event = textAt(call.body, 'state_event')
  if (event !== 'close' && event !== 'reopen') return complaint(400, 'state_event does not have a valid value')
  const removed = textAt(call.body, 'remove_labels')?.split(',') ?? []
  const added = textAt(call.body, 'add_labels')?.split(',') ?? []
  const labels = [...new Set([...issue.labels.filter((name) => !removed.includes(name)), ...added])]
  return {
    status: 200,
    body: shown(service, service.issues.change(issue, { labels, state: events[event], isDuplicate: false })),
  }
}

function listNotes(service: IssueService, call: Call): Answer {
  const notes = issueOf(service, call).notes.map((body, index) => ({ id: index + 1, body, system: false }))
  return paged(call, notes, (note) => note)
}

function addNote(service: IssueService, call: Call): Answer {
  const issue = issueOf(service, call, true)
  const body = textAt(call.body, 'body')
  if (body === null) return complaint(400, 'body is missing')
  service.issues.change(issue, { notes: [...issue.notes, body] })
  return { status: 201, body: { id: issue.notes.length + 1, body } }
}

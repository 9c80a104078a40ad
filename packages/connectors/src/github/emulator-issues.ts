import { isRecord, textAt } from '@patchbay/sdk/shape'
import { type Answer, type Call, EarlyAnswer, type Route } from '@patchbay/sdk/testing'
import type { Access } from './emulator-access.ts'
import { problem } from './emulator-error.ts'
import type { EmulatedIssue, IssueBook } from './emulator-issue-book.ts'
import { paged } from './emulator-page.ts'
import type { HostedRepository, Site } from './emulator-site.ts'

/** What the routes of issues need. */
export interface IssueService {
  readonly site: Site
  readonly access: Access
  readonly host: string
  readonly issues: IssueBook
}

const reasons = ['completed', 'not_planned', 'duplicate']
const longestTitle = 256
const longestBody = 65_536

export function issueRoutes(service: IssueService): readonly Route[] {
  const path = '/repos/{owner}/{repo}/issues'
  return [
    { method: 'GET', pattern: path, handle: (call) => list(service, call) },
    { method: 'POST', pattern: path, handle: (call) => create(service, call) },
    {
      method: 'GET',
      pattern: `${path}/{number}`,
      handle: (call) => ({ status: 200, body: shown(service, call, issueOf(service, call)) }),
    },
    { method: 'PATCH', pattern: `${path}/{number}`, handle: (call) => update(service, call) },
    { method: 'GET', pattern: `${path}/{number}/comments`, handle: (call) => listComments(service, call) },
    { method: 'POST', pattern: `${path}/{number}/comments`, handle: (call) => addComment(service, call) },
  ]
}

/** The repository, as far as the caller sees it; what is out of sight is not found. */
function repositoryOf({ site, access }: IssueService, call: Call, writes = false): HostedRepository {
  const caller = access.caller(call)
  const repository = site.byName(`${call.params['owner']}/${call.params['repo']}`)
  if (repository === undefined || !(caller.sees(repository) || repository.visibility === 'public'))
    throw new EarlyAnswer(problem(404))
  const isScoped = (caller.scopes ?? '').split(', ').some((scope) => scope === 'repo' || scope === 'public_repo')
  if (writes && caller.kind !== 'installation' && !isScoped) throw new EarlyAnswer(problem(403))
  return repository
}

function issueOf(service: IssueService, call: Call, writes = false): EmulatedIssue {
  const found = service.issues.find(repositoryOf(service, call, writes).id, call.params['number'] ?? '')
  if (found === 'deleted') throw new EarlyAnswer(problem(410, 'This issue was deleted'))
  if (found === undefined) throw new EarlyAnswer(problem(404))
  return found
}

function shown({ site, host }: IssueService, call: Call, issue: EmulatedIssue) {
  const { repositoryId, number, title, body, labels, createdAt, updatedAt, state, reason } = issue
  const fullName = site.byId(repositoryId)?.fullName ?? ''
  return {
    id: repositoryId * 1000 + number,
    number,
    title,
    body,
    state,
    state_reason: reason,
    labels: labels.map((name) => ({ name })),
    html_url: `https://${host}/${fullName}/issues/${number}`,
    repository_url: `${call.url}/repos/${fullName}`,
    created_at: createdAt,
    updated_at: updatedAt,
    ...(issue.isPull && { pull_request: { url: `${call.url}/repos/${fullName}/pulls/${number}` } }),
  }
}

function list(service: IssueService, call: Call): Answer {
  const { query } = call
  const [label, since, state] = [query.get('labels'), query.get('since'), query.get('state') ?? 'open']
  const from = since === null ? 0 : Math.floor(Date.parse(since) / 1000) * 1000
  const sign = query.get('direction') === 'asc' ? 1 : -1
  const rows = service.issues
    .ofRepository(repositoryOf(service, call).id)
    .filter((issue) => state === 'all' || issue.state === state)
    .filter(({ labels, updatedAt }) => (label === null || labels.includes(label)) && Date.parse(updatedAt) >= from)
    .toSorted((one, other) => sign * (one.number - other.number))
    .map((issue) => shown(service, call, issue))
  // Every repository has pull requests as well, and lists of issues hold them.
  const pull = {
    number: 900_000,
    title: 'Bump lodash',
    state: 'open',
    body: null,
    pull_request: { url: `${call.url}/pulls/1` },
  }
  return paged(call, [pull, ...rows], (row) => row)
}

function create(service: IssueService, call: Call): Answer {
  const { id } = repositoryOf(service, call, true)
  const [title, body] = [textAt(call.body, 'title'), textAt(call.body, 'body') ?? '']
  if (title === null || title.length > longestTitle) return invalid('title')
  if (body.length > longestBody) return invalid('body')
  const labels = isRecord(call.body) && Array.isArray(call.body['labels']) ? call.body['labels'].map(String) : []
  return { status: 201, body: shown(service, call, service.issues.create({ repositoryId: id, title, body, labels })) }
}

function update(service: IssueService, call: Call): Answer {
  const issue = issueOf(service, call, true)
  const [state, reason] = [textAt(call.body, 'state'), textAt(call.body, 'state_reason')]
  if ((state !== 'open' && state !== 'closed') || (reason !== null && !reasons.includes(reason))) return invalid('state')
  const changed = service.issues.change(issue, { state, reason: state === 'closed' ? (reason ?? 'completed') : 'reopened' })
  return { status: 200, body: shown(service, call, changed) }
}

function listComments(service: IssueService, call: Call): Answer {
  const since = call.query.get('since')
  const rows = issueOf(service, call).comments.filter(({ at }) => since === null || Date.parse(at) >= Date.parse(since))
  return paged(call, rows, ({ body, at }) => ({ body, created_at: at, updated_at: at }))
}

function addComment(service: IssueService, call: Call): Answer {
  const issue = issueOf(service, call, true)
  const body = textAt(call.body, 'body')
  if (body === null || body.length > longestBody) return invalid('body')
  service.issues.comment(issue, body)
  return { status: 201, body: { body } }
}

function invalid(field: string): Answer {
  return problem(422, 'Validation Failed', { errors: [{ resource: 'Issue', field, code: 'invalid' }] })
}

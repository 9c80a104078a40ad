import { isRecord, textAt } from '@patchbay/sdk/shape'
import { type Answer, type Branches, type Call, EarlyAnswer, linkHeader, type Route, withQuery } from '@patchbay/sdk/testing'
import { levelOf } from './emulator-access.ts'
import { complaint, problem } from './emulator-error.ts'
import { enter } from './emulator-issues.ts'
import type { MergeBook } from './emulator-merge-book.ts'
import { paged } from './emulator-page.ts'
import type { HostedProject } from './emulator-project.ts'
import type { Service } from './emulator-routes.ts'

/** What the routes of branches, files and merge requests need. */
export interface GitService extends Service {
  readonly merges: MergeBook
}

const developer = 30

export function gitRoutes(service: GitService): readonly Route[] {
  const path = '/projects/{id}/repository'
  return [
    { method: 'GET', pattern: `${path}/branches`, handle: (call) => listBranches(service, call) },
    { method: 'GET', pattern: `${path}/branches/{branch}`, handle: (call) => readBranch(service, call) },
    { method: 'GET', pattern: `${path}/tree`, handle: (call) => listTree(service, call) },
    { method: 'GET', pattern: `${path}/files/{path}`, handle: (call) => readFile(service, call) },
    { method: 'GET', pattern: `${path}/commits`, handle: (call) => listCommits(service, call) },
    { method: 'POST', pattern: `${path}/commits`, handle: (call) => commit(service, call) },
  ]
}

/** The project with its branches; who writes is a developer in it. */
export function enterGit(
  service: GitService,
  call: Call,
  writes = false,
): { readonly project: HostedProject; readonly git: Branches } {
  const { caller, project } = enter(service, call, writes)
  if (writes && (levelOf(caller, project) ?? 0) < developer) throw new EarlyAnswer(problem(403))
  return { project, git: service.merges.git(project) }
}

function listBranches(service: GitService, call: Call): Answer {
  const { git } = enterGit(service, call)
  const search = call.query.get('search') ?? ''
  const rows = [...git.heads].flatMap(([name, sha], id) => (name.includes(search) ? [{ id, name, sha }] : []))
  return paged(call, rows, ({ name, sha }) => ({ name, commit: { id: sha } }))
}

function readBranch(service: GitService, call: Call): Answer {
  const name = call.params['branch'] ?? ''
  const sha = enterGit(service, call).git.heads.get(name)
  return sha === undefined ? problem(404, '404 Branch Not Found') : { status: 200, body: { name, commit: { id: sha } } }
}

function filesAt({ project, git }: ReturnType<typeof enterGit>, call: Call): Readonly<Record<string, string>> {
  const ref = call.query.get('ref') ?? project.defaultBranch ?? ''
  const files = git.commits.get(git.heads.get(ref) ?? ref)?.files
  if (files === undefined) throw new EarlyAnswer(problem(404, '404 Tree Not Found'))
  return files
}

/** Goes on after the path that a page ended with. */
function listTree(service: GitService, call: Call): Answer {
  const { query } = call
  if (query.get('pagination') !== 'keyset') return complaint(405, 'Only keyset pagination is emulated here')
  const files = Object.keys(filesAt(enterGit(service, call), call)).map((path) => ({ path, type: 'blob', mode: '100644' }))
  const elsewhere = [
    { path: 'linked/package.json', type: 'blob', mode: '120000' },
    { path: 'packages', type: 'tree', mode: '040000' },
    { path: 'vendored', type: 'commit', mode: '160000' },
  ]
  const rows = [...files, ...elsewhere].toSorted((one, other) => (one.path < other.path ? -1 : 1))
  const start = rows.findIndex(({ path }) => path === query.get('page_token')) + 1
  const items = rows.slice(start, start + Number(query.get('per_page') ?? 20))
  const last = items.at(-1)?.path ?? ''
  const next = last === rows.at(-1)?.path ? undefined : withQuery(`${call.url}${call.path}?${query}`, { page_token: last })
  const link = linkHeader({ next })
  return {
    status: 200,
    headers: link === '' ? {} : { link },
    body: items.map((row) => ({ ...row, name: row.path.split('/').at(-1) })),
  }
}

function readFile(service: GitService, call: Call): Answer {
  const path = call.params['path'] ?? ''
  const text = filesAt(enterGit(service, call), call)[path]
  if (text === undefined) return problem(404, '404 File Not Found')
  const bytes = Buffer.from(text)
  return { status: 200, body: { file_path: path, size: bytes.length, encoding: 'base64', content: bytes.toString('base64') } }
}

function listCommits(service: GitService, call: Call): Answer {
  const { project, git } = enterGit(service, call)
  const rows = git.log(call.query.get('ref_name') ?? project.defaultBranch ?? '').map((made, id) => ({ ...made, id }))
  return paged(call, rows, ({ sha, message }) => ({ id: sha, message }))
}

/** Makes the branch where it says what to start it from, and adds one commit. */
function commit(service: GitService, call: Call): Answer {
  const { git } = enterGit(service, call, true)
  const { body } = call
  const [branch, message, start] = [textAt(body, 'branch'), textAt(body, 'commit_message'), textAt(body, 'start_sha')]
  const actions = isRecord(body) && Array.isArray(body['actions']) ? body['actions'] : []
  if (branch === null || message === null) return complaint(400, 'branch is missing, commit_message is missing')
  const end = git.heads.get(branch)
  if (service.merges.isProtected(branch)) return problem(403, '403 Forbidden - You are not allowed to push into this branch')
  if (end !== undefined && start !== null) {
    return problem(400, `A branch called '${branch}' already exists. Switch to that branch in order to make changes`)
  }
  const parent = end ?? start ?? ''
  const before = git.commits.get(parent)?.files
  if (before === undefined) return problem(400, 'You can only create or edit files when you are on a branch')
  const changes = Object.fromEntries(actions.map((action) => [textAt(action, 'file_path') ?? '', contentOf(action)]))
  if (actions.some((action) => textAt(action, 'action') !== 'update') || Object.keys(changes).some((path) => !(path in before)))
    return problem(400, "A file with this name doesn't exist")
  const { sha } = git.commit(parent, message, changes)
  git.point(branch, sha)
  return { status: 201, body: { id: sha, short_id: sha.slice(0, 8), message } }
}

function contentOf(action: unknown): string {
  const content = textAt(action, 'content') ?? ''
  return textAt(action, 'encoding') === 'base64' ? Buffer.from(content, 'base64').toString('utf8') : content
}

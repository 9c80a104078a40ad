import { createHash } from 'node:crypto'
import { isRecord, textAt } from '@patchbay/sdk/shape'
import { type Answer, type Branches, type Call, EarlyAnswer, type EmulatedCommit, type Route } from '@patchbay/sdk/testing'
import type { Access } from './emulator-access.ts'
import { problem } from './emulator-error.ts'
import { paged } from './emulator-page.ts'
import type { PullBook } from './emulator-pull-book.ts'
import type { HostedRepository, Site } from './emulator-site.ts'

/** What the routes of branches, files and pull requests need. */
export interface GitService {
  readonly site: Site
  readonly access: Access
  readonly host: string
  readonly pulls: PullBook
}

/** Contents above it are not sent. */
const longestContent = 1_048_576

export function gitRoutes(service: GitService): readonly Route[] {
  const path = '/repos/{owner}/{repo}'
  return [
    { method: 'GET', pattern: `${path}/git/ref/{ref*}`, handle: (call) => readRef(service, call) },
    { method: 'GET', pattern: `${path}/git/matching-refs/{ref*}`, handle: (call) => matchingRefs(service, call) },
    { method: 'POST', pattern: `${path}/git/refs`, handle: (call) => createRef(service, call) },
    { method: 'PATCH', pattern: `${path}/git/refs/{ref*}`, handle: (call) => updateRef(service, call) },
    { method: 'GET', pattern: `${path}/git/commits/{sha}`, handle: (call) => readCommit(service, call) },
    { method: 'POST', pattern: `${path}/git/commits`, handle: (call) => createCommit(service, call) },
    { method: 'GET', pattern: `${path}/git/trees/{sha}`, handle: (call) => readTree(service, call) },
    { method: 'POST', pattern: `${path}/git/trees`, handle: (call) => createTree(service, call) },
    { method: 'GET', pattern: `${path}/contents/{path*}`, handle: (call) => readContents(service, call) },
    { method: 'GET', pattern: `${path}/commits`, handle: (call) => listCommits(service, call) },
  ]
}

/**
 * The repository with its branches, as far as the caller may read or write its contents. What is out of sight is not found; what is in
 * sight and not allowed is forbidden.
 */
export function enter(
  { site, access, pulls }: Omit<GitService, 'host'>,
  call: Call,
  writes = false,
): { readonly repository: HostedRepository; readonly git: Branches } {
  const caller = access.caller(call)
  const repository = site.byName(`${call.params['owner']}/${call.params['repo']}`)
  const isPublic = repository?.visibility === 'public'
  if (repository === undefined || !(caller.sees(repository) || isPublic)) throw new EarlyAnswer(problem(404))
  if (caller.alerts === 'none') throw new EarlyAnswer(problem(403))
  const scopes = (caller.scopes ?? '').split(', ')
  const mayWrite = caller.kind === 'installation' || scopes.includes('repo') || (isPublic && scopes.includes('public_repo'))
  if (writes && !mayWrite) throw new EarlyAnswer(problem(403))
  if (writes && repository.archived) throw new EarlyAnswer(problem(403, 'Repository was archived so is read-only.'))
  return { repository, git: pulls.git(repository) }
}

/** `heads/main` → `main`. */
function branchIn(call: Call): string {
  return (call.params['ref'] ?? '').replace(/^heads\//, '')
}

function shownRef(branch: string, sha: string) {
  return { ref: `refs/heads/${branch}`, object: { type: 'commit', sha } }
}

function readRef(service: GitService, call: Call): Answer {
  const branch = branchIn(call)
  const sha = enter(service, call).git.heads.get(branch)
  return sha === undefined ? problem(404) : { status: 200, body: shownRef(branch, sha) }
}

function matchingRefs(service: GitService, call: Call): Answer {
  const { git } = enter(service, call)
  const found = [...git.heads].filter(([branch]) => branch.startsWith(branchIn(call)))
  return { status: 200, body: found.map(([branch, sha]) => shownRef(branch, sha)) }
}

function createRef(service: GitService, call: Call): Answer {
  const { git } = enter(service, call, true)
  const [ref, sha] = [textAt(call.body, 'ref') ?? '', textAt(call.body, 'sha') ?? '']
  const branch = ref.replace(/^refs\/heads\//, '')
  if (!ref.startsWith('refs/heads/')) return problem(422, `${ref} is not a valid ref name.`)
  if (git.heads.has(branch)) return problem(422, 'Reference already exists')
  if (!git.commits.has(sha)) return problem(422, 'Object does not exist')
  if (service.pulls.isForbidden(branch))
    return problem(422, 'Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n')
  git.point(branch, sha)
  return { status: 201, body: shownRef(branch, sha) }
}

function updateRef(service: GitService, call: Call): Answer {
  const { git } = enter(service, call, true)
  const [branch, sha] = [branchIn(call), textAt(call.body, 'sha') ?? '']
  const before = git.heads.get(branch)
  if (before === undefined) return problem(422, 'Reference does not exist')
  const next = git.commits.get(sha)
  if (next === undefined) return problem(422, 'Object does not exist')
  if (!descends(git, next, before)) return problem(422, 'Update is not a fast forward')
  git.point(branch, sha)
  return { status: 200, body: shownRef(branch, sha) }
}

function descends(git: Branches, commit: EmulatedCommit, from: string): boolean {
  for (let at: EmulatedCommit | undefined = commit; at !== undefined; at = git.commits.get(at.parent ?? ''))
    if (at.sha === from) return true
  return false
}

/** The name of what a tree holds. */
function treeName(files: Readonly<Record<string, string>>): string {
  return createHash('sha1')
    .update(JSON.stringify(Object.entries(files).toSorted()))
    .digest('hex')
}

function shownCommit({ pulls }: GitService, { sha, parent, message, files }: EmulatedCommit) {
  const tree = treeName(files)
  pulls.keepTree(tree, files)
  return { sha, message, tree: { sha: tree }, parents: parent === null ? [] : [{ sha: parent }] }
}

function readCommit(service: GitService, call: Call): Answer {
  const commit = enter(service, call).git.commits.get(call.params['sha'] ?? '')
  return commit === undefined ? problem(404) : { status: 200, body: shownCommit(service, commit) }
}

function createCommit(service: GitService, call: Call): Answer {
  const { git } = enter(service, call, true)
  const { body } = call
  const [message, files] = [textAt(body, 'message'), service.pulls.tree(textAt(body, 'tree') ?? '')]
  const parents = isRecord(body) && Array.isArray(body['parents']) ? body['parents'].map(String) : []
  if (message === null || files === undefined || !parents.every((sha) => git.commits.has(sha)))
    return problem(422, 'Validation Failed')
  return { status: 201, body: shownCommit(service, git.commit(parents[0] ?? null, message, files)) }
}

function readTree(service: GitService, call: Call): Answer {
  enter(service, call)
  const sha = call.params['sha'] ?? ''
  const files = service.pulls.tree(sha)
  if (files === undefined) return problem(404)
  const folders = new Set(
    Object.keys(files).flatMap((path) =>
      path
        .split('/')
        .slice(0, -1)
        .map((_, index, all) => all.slice(0, index + 1).join('/')),
    ),
  )
  const tree = [
    ...[...folders].map((path) => ({ path, mode: '040000', type: 'tree' })),
    ...Object.keys(files).map((path) => ({ path, mode: '100644', type: 'blob' })),
    // What leads elsewhere is listed as well.
    { path: 'linked/package.json', mode: '120000', type: 'blob' },
    { path: 'vendored', mode: '160000', type: 'commit' },
  ]
  return { status: 200, body: { sha, tree, truncated: false } }
}

function createTree(service: GitService, call: Call): Answer {
  enter(service, call, true)
  const { body } = call
  const before = service.pulls.tree(textAt(body, 'base_tree') ?? '')
  const entries = isRecord(body) && Array.isArray(body['tree']) ? body['tree'] : []
  const isSound = entries.every((entry) => textAt(entry, 'mode') === '100644' && textAt(entry, 'type') === 'blob')
  if (before === undefined || entries.length === 0 || !isSound) return problem(422, 'Validation Failed')
  const changes = entries.map((entry: unknown) => [textAt(entry, 'path') ?? '', textAt(entry, 'content') ?? ''])
  const files = { ...before, ...Object.fromEntries(changes) }
  const sha = treeName(files)
  service.pulls.keepTree(sha, files)
  return { status: 201, body: { sha } }
}

function readContents(service: GitService, call: Call): Answer {
  const { repository, git } = enter(service, call)
  const path = call.params['path'] ?? ''
  const ref = call.query.get('ref') ?? repository.defaultBranch
  const files = git.commits.get(git.heads.get(ref) ?? ref)?.files
  if (files === undefined) return problem(404, `No commit found for the ref ${ref}`)
  const text = files[path]
  if (text !== undefined) {
    const bytes = Buffer.from(text)
    const isSent = bytes.length <= longestContent
    const content = isSent ? bytes.toString('base64').replaceAll(/.{60}/g, '$&\n') : ''
    return { status: 200, body: { type: 'file', path, size: bytes.length, encoding: isSent ? 'base64' : 'none', content } }
  }
  const inside = Object.keys(files).filter((name) => name.startsWith(`${path}/`))
  return inside.length === 0 ? problem(404) : { status: 200, body: inside.map((name) => ({ type: 'file', path: name })) }
}

function listCommits(service: GitService, call: Call): Answer {
  const { repository, git } = enter(service, call)
  const commits = git.log(call.query.get('sha') ?? repository.defaultBranch)
  if (commits.length === 0) return problem(404)
  return paged(call, commits, ({ sha, message }) => ({ sha, commit: { message } }))
}

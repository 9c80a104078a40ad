import { textAt } from '@patchbay/sdk/shape'
import { type Answer, type Call, EarlyAnswer, type Route } from '@patchbay/sdk/testing'
import { problem } from './emulator-error.ts'
import { enter, type GitService } from './emulator-git.ts'
import { paged } from './emulator-page.ts'
import type { EmulatedPull } from './emulator-pull-book.ts'
import { ownerOf } from './emulator-site.ts'

const longestTitle = 256
const longestBody = 65_536

export function pullRoutes(service: GitService): readonly Route[] {
  const path = '/repos/{owner}/{repo}/pulls'
  return [
    { method: 'GET', pattern: path, handle: (call) => list(service, call) },
    { method: 'POST', pattern: path, handle: (call) => create(service, call) },
    {
      method: 'GET',
      pattern: `${path}/{number}`,
      handle: (call) => readOne(service, pullOf(service, call)),
    },
  ]
}

function pullOf(service: GitService, call: Call): EmulatedPull {
  const { repository } = enter(service, call)
  const pull = service.pulls.find(repository.id, call.params['number'] ?? '')
  if (pull === undefined) throw new EarlyAnswer(problem(404))
  return pull
}

function shown({ pulls, site, host }: GitService, pull: EmulatedPull) {
  const { repositoryId, number, head, fork, base, state, mergedAt, mergeCommit } = pull
  const fullName = site.byId(repositoryId)?.fullName ?? ''
  const from = fork ?? fullName
  const { title, body, createdAt, updatedAt } = pulls.issueOf(pull)
  return {
    number,
    title,
    body,
    state: state === 'open' ? 'open' : 'closed',
    merged_at: mergedAt,
    // Of an open one the merge that GitHub tried by itself.
    merge_commit_sha: mergeCommit ?? '1'.repeat(40),
    html_url: `https://${host}/${fullName}/pull/${number}`,
    head: { ref: head, label: `${ownerOf(from)}:${head}`, repo: { full_name: from } },
    base: { ref: base },
    created_at: createdAt,
    updated_at: updatedAt,
  }
}

/** Lists do not say whether a request can be merged. */
function readOne(service: GitService, pull: EmulatedPull): Answer {
  const word = pull.obstacle === null ? 'clean' : obstacleWords[pull.obstacle]
  const mergeable = pull.obstacle !== 'conflict'
  return {
    status: 200,
    body: { ...shown(service, pull), mergeable, mergeable_state: pull.state === 'open' ? word : 'unknown' },
  }
}

const obstacleWords = { conflict: 'dirty', checks: 'unstable' } as const

function list(service: GitService, call: Call): Answer {
  const { repository } = enter(service, call)
  const [head, state] = [call.query.get('head'), call.query.get('state') ?? 'open']
  // Without an owner `head` is not understood, and everything is listed.
  const [owner, branch] = head?.includes(':') ? head.split(':') : [null, null]
  const isAsked = (pull: EmulatedPull) =>
    branch === null || (pull.head === branch && ownerOf(pull.fork ?? repository.fullName) === owner)
  const rows = service.pulls
    .ofRepository(repository.id)
    .filter(isAsked)
    .filter((pull) => state === 'all' || (pull.state === 'open') === (state === 'open'))
    .toReversed()
  return paged(call, rows, (pull) => shown(service, pull))
}

function create(service: GitService, call: Call): Answer {
  const { repository, git } = enter(service, call, true)
  const { body } = call
  const [title, head, base] = [textAt(body, 'title') ?? '', textAt(body, 'head') ?? '', textAt(body, 'base') ?? '']
  const text = textAt(body, 'body') ?? ''
  if (title === '' || title.length > longestTitle || text.length > longestBody)
    return invalid({ field: 'title', code: 'invalid' })
  if (!git.heads.has(head)) return invalid({ field: 'head', code: 'invalid' })
  if (!git.heads.has(base)) return invalid({ field: 'base', code: 'invalid' })
  const open = service.pulls
    .ofRepository(repository.id)
    .find((pull) => pull.head === head && pull.fork === undefined && pull.state === 'open')
  const owner = ownerOf(repository.fullName)
  if (open !== undefined) return invalid({ code: 'custom', message: `A pull request already exists for ${owner}:${head}.` })
  if (git.ahead(head, base).length === 0) return invalid({ code: 'custom', message: `No commits between ${base} and ${head}` })
  const pull = service.pulls.create({ repositoryId: repository.id, head, base, title, body: text })
  return { status: 201, body: shown(service, pull) }
}

function invalid(error: Readonly<Record<string, string>>): Answer {
  return problem(422, 'Validation Failed', { errors: [{ resource: 'PullRequest', ...error }] })
}

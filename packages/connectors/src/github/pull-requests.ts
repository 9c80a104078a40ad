import {
  type ChangeObstacle,
  type ChangeRequest,
  type ChangeRequestState,
  type ChangeRequests,
  type Context,
  Fault,
  type NewChangeRequest,
  type SnapshotRepository,
} from '@patchbay/sdk'
import { readAnswer, ticketMarkdown, withoutEnd } from '@patchbay/sdk/shape'
import { repositoryPath } from './alert-list.ts'
import type { Config } from './config.ts'
import { explainedPulls, permissions } from './explain-pulls.ts'
import { say } from './issues.ts'
import { placeOf, ticketIdOf } from './map-issue.ts'
import { pushBranch, titleOf } from './pull-branch.ts'
import { type Pull, pull, pullList } from './pull-schema.ts'
import { headOf, listFiles, pullPlaceOf, readFile } from './repository-files.ts'

/** GitHub takes 65,536 characters. */
const longestBody = 65_000

/** Change requests as pull requests from a branch of the same repository. */
export const pullRequests: ChangeRequests<Config> = {
  refuses: ({ pullRequests: isOn }) =>
    isOn ? undefined : 'Opening pull requests is switched off in the settings of this connection.',
  // https://docs.renovatebot.com/modules/platform/github/
  renovate: ({ baseUrl }) => ({ platform: 'github', endpoint: `${withoutEnd(baseUrl, '/')}/` }),
  head: (context, repository) => explainedPulls(context.config, permissions.read, () => headOf(context, repository)),
  list: (context, place, wants) => explainedPulls(context.config, permissions.read, () => listFiles(context, place, wants)),
  read: (context, place, path) => explainedPulls(context.config, permissions.read, () => readFile(context, place, path)),
  find: async (context, repository, source) => (await place(context, repository, source)).found,
  open: async (context, request) => {
    const { config } = context
    const { fullName, found } = await place(context, request.repository, request.source)
    if (found !== null) return found
    await explainedPulls(config, permissions.push, () => pushBranch(context, fullName, request))
    return explainedPulls(config, permissions.request, () => createPull(context, fullName, request))
  },
  status: (context, id) => explainedPulls(context.config, permissions.request, () => readPull(context, id)),
  comment: (context, id, comment) => explainedPulls(context.config, permissions.request, () => say(context, id, comment)),
}

/** Where a branch of ours belongs, and the pull request it has. */
async function place(context: Context<Config>, repository: SnapshotRepository, source: string) {
  const { config } = context
  const { full_name: fullName } = await explainedPulls(config, permissions.read, () => pullPlaceOf(context, repository))
  const found = await explainedPulls(config, permissions.request, () => findPull(context, fullName, source))
  return { fullName, found }
}

/** The pull request of a branch: one that is open before one that is not, the newest first; `null` for none. */
async function findPull({ http }: Context<Config>, fullName: string, source: string): Promise<ChangeRequest | null> {
  const [owner = ''] = fullName.split('/')
  const query = { head: `${owner}:${source}`, state: 'all', sort: 'created', direction: 'desc', per_page: 100 }
  const { body } = await http.get({ path: `${repositoryPath(fullName)}/pulls`, query })
  // Should GitHub not understand `head`, it lists every pull request; and a fork may belong to the same owner.
  const isOurs = ({ head }: Pull) => head.ref === source && isFrom(head.repo, fullName)
  const found = readAnswer(pullList, body, 'GitHub’s list of pull requests').filter(isOurs)
  const [first] = [...found.filter(({ state }) => state === 'open'), ...found]
  return first === undefined ? null : toChangeRequest(fullName, first)
}

/** Where GitHub names no repository at all, it is taken at its word. */
function isFrom(repository: Pull['head']['repo'], fullName: string): boolean {
  return repository === undefined || repository?.full_name.toLowerCase() === fullName.toLowerCase()
}

async function createPull(context: Context<Config>, fullName: string, request: NewChangeRequest): Promise<ChangeRequest> {
  const { source, branch, text } = request
  const json = { title: titleOf(request), head: source, base: branch, body: ticketMarkdown(text, longestBody) }
  try {
    const { body } = await context.http.post({ path: `${repositoryPath(fullName)}/pulls`, json })
    return toChangeRequest(fullName, readAnswer(pull, body, 'GitHub’s answer about the new pull request'))
  } catch (error) {
    // "A pull request already exists for …": two tries at once.
    const found = isRefused(error) ? await findPull(context, fullName, source) : null
    if (found === null) throw error
    return found
  }
}

async function readPull({ http }: Context<Config>, id: string): Promise<ChangeRequest> {
  const { fullName, number } = placeOf(id)
  const { body } = await http.get(`${repositoryPath(fullName)}/pulls/${number}`)
  // Of a repository that was renamed since, the id stays what it was.
  return toChangeRequest(fullName, readAnswer(pull, body, 'GitHub’s answer about the pull request'))
}

function toChangeRequest(fullName: string, request: Pull): ChangeRequest {
  const { number, html_url, state, merged_at, merge_commit_sha, mergeable_state } = request
  const id = ticketIdOf({ fullName, number })
  const isMerged = merged_at != null
  return {
    id,
    key: id,
    url: html_url ?? null,
    state: isMerged ? 'merged' : stateOf(state),
    obstacle: state === 'open' ? obstacleOf(mergeable_state) : null,
    // Before it is merged this is a trial that GitHub makes by itself.
    mergeCommit: isMerged ? (merge_commit_sha ?? null) : null,
  }
}

function stateOf(word: string): ChangeRequestState {
  return word === 'closed' ? 'closed' : 'open'
}

/** https://docs.github.com/graphql/reference/enums#mergestatestatus, in small letters. What is `blocked` may only want a review. */
function obstacleOf(word: string | null | undefined): ChangeObstacle | null {
  if (word === 'dirty') return 'conflict'
  return word === 'unstable' ? 'checks' : null
}

function isRefused(error: unknown): boolean {
  return error instanceof Fault && error.details.status === 422
}

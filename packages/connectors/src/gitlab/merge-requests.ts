import {
  type ChangeObstacle,
  type ChangeRequest,
  type ChangeRequestState,
  type ChangeRequests,
  type Context,
  Fault,
  type NewChangeRequest,
} from '@patchbay/sdk'
import { firstText, readAnswer, ticketMarkdown } from '@patchbay/sdk/shape'
import { apiRoot, type Config } from './config.ts'
import { explainedMerges } from './explain-merges.ts'
import { addNote } from './issues.ts'
import { pushBranch, titleOf } from './merge-branch.ts'
import { type MergeRequest, mergeRequest, mergeRequestList } from './merge-schema.ts'
import { headOf, listFiles, mergePlaceOf, readFile } from './project-files.ts'

/** GitLab takes a million characters; nobody reads so many. */
const longestBody = 100_000

/** Change requests as merge requests from a branch of the same project. */
export const mergeRequests: ChangeRequests<Config> = {
  refuses: ({ mergeRequests: isOn }) =>
    isOn ? undefined : 'Opening merge requests is switched off in the settings of this connection.',
  // https://docs.renovatebot.com/modules/platform/gitlab/
  renovate: ({ baseUrl }) => ({ platform: 'gitlab', endpoint: `${apiRoot(baseUrl)}/` }),
  head: (context, repository) => explainedMerges(context.config, 'reads', () => headOf(context, repository)),
  list: (context, place, wants) => explainedMerges(context.config, 'reads', () => listFiles(context, place, wants)),
  read: (context, place, path) => explainedMerges(context.config, 'reads', () => readFile(context, place, path)),
  find: (context, repository, source) =>
    explainedMerges(context.config, 'reads', async () =>
      findMerge(context, (await mergePlaceOf(context, repository)).id, source),
    ),
  open: (context, request) => explainedMerges(context.config, 'writes', () => open(context, request)),
  status: (context, id) => explainedMerges(context.config, 'reads', () => readMerge(context, id)),
  comment: (context, id, comment) =>
    explainedMerges(context.config, 'writes', () => addNote(context, `${mergePath(id)}/notes`, comment)),
}

async function open(context: Context<Config>, request: NewChangeRequest): Promise<ChangeRequest> {
  const { id } = await mergePlaceOf(context, request.repository)
  const found = await findMerge(context, id, request.source)
  if (found !== null) return found
  await pushBranch(context, id, request)
  return createMerge(context, id, request)
}

/** The merge request of a branch: one that is open before one that is not, the newest first; `null` for none. */
async function findMerge({ http }: Context<Config>, projectId: string, source: string): Promise<ChangeRequest | null> {
  const query = { source_branch: source, state: 'all', scope: 'all', order_by: 'created_at', sort: 'desc', per_page: 100 }
  const { body } = await http.get({ path: `/projects/${projectId}/merge_requests`, query })
  // Anybody's fork may have a branch of that name.
  const found = readAnswer(mergeRequestList, body, 'GitLab’s list of merge requests').filter(
    ({ source_branch, source_project_id: from }) => source_branch === source && (from == null || String(from) === projectId),
  )
  const [first] = [...found.filter(({ state }) => state === 'opened'), ...found]
  return first === undefined ? null : toChangeRequest(first)
}

async function createMerge(context: Context<Config>, projectId: string, request: NewChangeRequest): Promise<ChangeRequest> {
  const { source, branch, text } = request
  const json = {
    source_branch: source,
    target_branch: branch,
    title: titleOf(request),
    description: ticketMarkdown(text, longestBody),
    remove_source_branch: true,
  }
  try {
    const { body } = await context.http.post({ path: `/projects/${projectId}/merge_requests`, json })
    return toChangeRequest(readAnswer(mergeRequest, body, 'GitLab’s answer about the new merge request'))
  } catch (error) {
    // "Another open merge request already exists for this source branch": two tries at once.
    const isThere = error instanceof Fault && error.details.status === 409
    const found = isThere ? await findMerge(context, projectId, source) : null
    if (found === null) throw error
    return found
  }
}

async function readMerge({ http }: Context<Config>, id: string): Promise<ChangeRequest> {
  const { body } = await http.get(mergePath(id))
  return toChangeRequest(readAnswer(mergeRequest, body, 'GitLab’s answer about the merge request'))
}

/** GitLab's numbers count in their project, which keeps its id wherever it is moved. Throws `missing` for what is no id. */
function mergePath(id: string): string {
  const [, projectId, number] = /^(\d+)!(\d+)$/.exec(id) ?? []
  if (projectId === undefined) throw new Fault('missing', `"${id}" is no merge request of GitLab.`)
  return `/projects/${projectId}/merge_requests/${number}`
}

function toChangeRequest(request: MergeRequest): ChangeRequest {
  const { iid, project_id, web_url, references } = request
  const state = stateOf(request.state)
  // A merge without a commit of its own is a fast forward to what was squashed, or to the end of the branch.
  const commit = request.merge_commit_sha ?? request.squash_commit_sha ?? request.sha ?? null
  return {
    id: `${project_id}!${iid}`,
    key: firstText(300, references?.full) ?? `!${iid}`,
    url: web_url ?? null,
    state,
    obstacle: state === 'open' ? obstacleOf(request) : null,
    mergeCommit: state === 'merged' ? commit : null,
  }
}

/** https://docs.gitlab.com/api/merge_requests/#merge-status */
const waitingForChecks: readonly string[] = ['ci_must_pass', 'ci_still_running', 'status_checks_must_pass']

function obstacleOf({ has_conflicts, detailed_merge_status: status }: MergeRequest): ChangeObstacle | null {
  if (has_conflicts === true || status === 'conflict') return 'conflict'
  return waitingForChecks.includes(status ?? '') ? 'checks' : null
}

/** One that is locked is just being merged. */
function stateOf(word: string): ChangeRequestState {
  if (word === 'merged') return 'merged'
  return word === 'closed' ? 'closed' : 'open'
}

import { textAt } from '@patchbay/sdk/shape'
import { type Answer, type Call, EarlyAnswer, type Route } from '@patchbay/sdk/testing'
import { complaint, problem } from './emulator-error.ts'
import { enterGit, type GitService } from './emulator-git.ts'
import type { EmulatedMerge } from './emulator-merge-book.ts'
import { paged } from './emulator-page.ts'

const obstacleWords = { conflict: 'conflict', checks: 'ci_must_pass' } as const
const words = { open: 'opened', merged: 'merged', closed: 'closed' } as const

export function mergeRoutes(service: GitService): readonly Route[] {
  const path = '/projects/{id}/merge_requests'
  return [
    { method: 'GET', pattern: path, handle: (call) => list(service, call) },
    { method: 'POST', pattern: path, handle: (call) => create(service, call) },
    {
      method: 'GET',
      pattern: `${path}/{iid}`,
      handle: (call) => ({ status: 200, body: shown(service, mergeOf(service, call)) }),
    },
    {
      method: 'GET',
      pattern: `${path}/{iid}/notes`,
      handle: (call) => {
        const notes = mergeOf(service, call).notes.map((body, index) => ({ id: index + 1, body, system: false }))
        return paged(call, notes, (note) => note)
      },
    },
    { method: 'POST', pattern: `${path}/{iid}/notes`, handle: (call) => addNote(service, call) },
  ]
}

function mergeOf(service: GitService, call: Call, writes = false): EmulatedMerge {
  const { project } = enterGit(service, call, writes)
  const merge = service.merges.ofProject(project.id).find(({ iid }) => String(iid) === call.params['iid'])
  if (merge === undefined) throw new EarlyAnswer(problem(404))
  return merge
}

function shown({ projects, host, merges }: GitService, merge: EmulatedMerge) {
  const { id, iid, projectId, title, description, source, sourceProjectId, target, state, mergeCommit, obstacle } = merge
  const project = projects().find((one) => one.id === projectId)
  return {
    id,
    iid,
    project_id: projectId,
    title,
    description,
    state: words[state],
    source_branch: source,
    source_project_id: sourceProjectId,
    target_project_id: projectId,
    target_branch: target,
    merge_commit_sha: mergeCommit,
    squash_commit_sha: null,
    sha: (project && merges.git(project).heads.get(source)) ?? null,
    has_conflicts: obstacle === 'conflict',
    detailed_merge_status: obstacle === null ? 'mergeable' : obstacleWords[obstacle],
    draft: false,
    web_url: `https://${host}/${project?.path}/-/merge_requests/${iid}`,
    references: { short: `!${iid}`, relative: `!${iid}`, full: `${project?.path}!${iid}` },
  }
}

function list(service: GitService, call: Call): Answer {
  const { project } = enterGit(service, call)
  const [source, state] = [call.query.get('source_branch'), call.query.get('state') ?? 'all']
  const sign = call.query.get('sort') === 'asc' ? 1 : -1
  const rows = service.merges
    .ofProject(project.id)
    .filter((merge) => (source === null || merge.source === source) && (state === 'all' || words[merge.state] === state))
    .toSorted((one, other) => sign * (one.id - other.id))
  return paged(call, rows, (merge) => shown(service, merge))
}

function create(service: GitService, call: Call): Answer {
  const { project, git } = enterGit(service, call, true)
  const { body } = call
  const [source, target, title] = [textAt(body, 'source_branch'), textAt(body, 'target_branch'), textAt(body, 'title')]
  if (source === null || target === null || title === null) return complaint(400, 'source_branch is missing')
  if (title.length > 255) return { status: 400, body: { message: { title: ['is too long (maximum is 255 characters)'] } } }
  if (!git.heads.has(source)) return { status: 400, body: { message: [`Source branch "${source}" does not exist`] } }
  const open = service.merges
    .ofProject(project.id)
    .find((merge) => merge.source === source && merge.sourceProjectId === project.id && merge.state === 'open')
  if (open !== undefined) {
    const message = [`Another open merge request already exists for this source branch: !${open.iid}`]
    return { status: 409, body: { message } }
  }
  const description = textAt(body, 'description') ?? ''
  const merge = service.merges.create({
    projectId: project.id,
    sourceProjectId: project.id,
    title,
    description,
    source,
    target,
  })
  return { status: 201, body: shown(service, merge) }
}

function addNote(service: GitService, call: Call): Answer {
  const merge = mergeOf(service, call, true)
  const body = textAt(call.body, 'body')
  if (body === null) return complaint(400, 'body is missing')
  service.merges.note(merge, body)
  return { status: 201, body: { id: merge.notes.length + 1, body } }
}

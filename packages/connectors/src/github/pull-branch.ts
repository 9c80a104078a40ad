import { type Context, Fault, type NewChangeRequest } from '@patchbay/sdk'
import { oneLine, readAnswer } from '@patchbay/sdk/shape'
import { repositoryPath } from './alert-list.ts'
import type { Config } from './config.ts'
import { commitList, gitCommit, gitRefList, newTree } from './pull-schema.ts'
import { refName, treeOf } from './repository-files.ts'

const longestTitle = 250

/** One line, as GitHub takes titles. */
export function titleOf({ title }: NewChangeRequest): string {
  return oneLine(title, longestTitle)
}

/** By this line another try knows the commit again. */
function markOf(source: string): string {
  return `Patchbay-Change: ${source}`
}

/**
 * Sees to it that the branch is there with the commit. Tree and commit are made before any branch leads to them, so a branch
 * never appears without its commit; those that a failed try left behind nobody sees.
 */
export async function pushBranch(context: Context<Config>, fullName: string, request: NewChangeRequest): Promise<void> {
  const { http } = context
  const path = `${repositoryPath(fullName)}/git`
  const { source, commit } = request
  const found = await endOf(context, fullName, source)
  if (found !== null && (await isOurs(context, fullName, source))) return
  // Somebody made the branch, or left it over: it is taken as long as nothing else is on it.
  if (found !== null && found !== commit) throw isTaken(fullName, source)

  const sha = await makeCommit(context, fullName, request)
  if (found === null) {
    await http.post({ path: `${path}/refs`, json: { ref: `refs/heads/${source}`, sha } })
  } else {
    await http.patch({ path: `${path}/refs/${refName(source)}`, json: { sha, force: false } })
  }
}

/** The commit at the end of a branch; `null` where there is no such branch. */
async function endOf({ http }: Context<Config>, fullName: string, branch: string): Promise<string | null> {
  // Answers every branch that begins like it, and an empty list for none.
  const { body } = await http.get(`${repositoryPath(fullName)}/git/matching-refs/${refName(branch)}`)
  const refs = readAnswer(gitRefList, body, 'GitHub’s list of branches')
  return refs.find(({ ref }) => ref === `refs/heads/${branch}`)?.object.sha ?? null
}

/** People may have pushed to it since: the commit is looked for among the last ones. */
async function isOurs({ http }: Context<Config>, fullName: string, source: string): Promise<boolean> {
  const { body } = await http.get({ path: `${repositoryPath(fullName)}/commits`, query: { sha: source, per_page: 50 } })
  const commits = readAnswer(commitList, body, 'GitHub’s list of commits')
  return commits.some(({ commit }) => commit.message.split('\n').includes(markOf(source)))
}

/** Without an author GitHub names whoever the credentials belong to, and signs the commits of Apps. */
async function makeCommit(context: Context<Config>, fullName: string, request: NewChangeRequest): Promise<string> {
  const { http } = context
  const path = `${repositoryPath(fullName)}/git`
  const before = await treeOf(context, fullName, request.commit)
  const modes = new Map(before.files.map((file) => [file.path, file.mode]))
  const tree = request.files.map((file) => ({
    path: file.path,
    // What a listing that is cut leaves out is taken for an ordinary file.
    mode: modes.get(file.path) ?? '100644',
    type: 'blob',
    content: file.text,
  }))
  const made = await http.post({ path: `${path}/trees`, json: { base_tree: before.sha, tree } })
  const { sha } = readAnswer(newTree, made.body, 'GitHub’s answer about the new tree')
  const message = `${titleOf(request)}\n\n${markOf(request.source)}`
  const { body } = await http.post({ path: `${path}/commits`, json: { message, tree: sha, parents: [request.commit] } })
  return readAnswer(gitCommit, body, 'GitHub’s answer about the new commit').sha
}

function isTaken(fullName: string, source: string): Fault {
  return new Fault('config', `The branch ${source} of ${fullName} holds something else.`, {
    remedy: `Delete the branch ${source}, or rename it, and try again.`,
  })
}

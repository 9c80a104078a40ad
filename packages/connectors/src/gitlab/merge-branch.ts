import { type Context, Fault, type NewChangeRequest } from '@patchbay/sdk'
import { oneLine, readAnswer } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { branchList, commitList } from './merge-schema.ts'

const longestTitle = 250

/** One line, as GitLab takes titles. */
export function titleOf({ title }: NewChangeRequest): string {
  return oneLine(title, longestTitle)
}

/** By this line another try knows the commit again. */
function markOf(source: string): string {
  return `Patchbay-Change: ${source}`
}

/** Sees to it that the branch is there with the commit. GitLab makes both at once, so one never appears without the other. */
export async function pushBranch(context: Context<Config>, projectId: string, request: NewChangeRequest): Promise<void> {
  const { source, commit } = request
  const end = await endOf(context, projectId, source)
  if (end !== null && (await isOurs(context, projectId, source))) return
  // Somebody made the branch, or left it over: it is taken as long as nothing else is on it.
  if (end !== null && end !== commit) throw isTaken(source)
  await context.http.post({
    path: `/projects/${projectId}/repository/commits`,
    json: {
      branch: source,
      ...(end === null && { start_sha: commit }),
      commit_message: `${titleOf(request)}\n\n${markOf(source)}`,
      actions: request.files.map(({ path, text }) => ({
        action: 'update',
        file_path: path,
        encoding: 'base64',
        content: Buffer.from(text).toString('base64'),
      })),
    },
  })
}

/** The commit at the end of a branch; `null` where there is no such branch. */
async function endOf({ http }: Context<Config>, projectId: string, source: string): Promise<string | null> {
  // Answers every branch whose name has it in it, and an empty list for none.
  const query = { search: source, per_page: 100 }
  const { body } = await http.get({ path: `/projects/${projectId}/repository/branches`, query })
  return readAnswer(branchList, body, 'GitLab’s list of branches').find(({ name }) => name === source)?.commit.id ?? null
}

/** People may have pushed to it since: the commit is looked for among the last ones. */
async function isOurs({ http }: Context<Config>, projectId: string, source: string): Promise<boolean> {
  const query = { ref_name: source, per_page: 50 }
  const { body } = await http.get({ path: `/projects/${projectId}/repository/commits`, query })
  const commits = readAnswer(commitList, body, 'GitLab’s list of commits')
  return commits.some(({ message }) => message.split('\n').includes(markOf(source)))
}

function isTaken(source: string): Fault {
  return new Fault('config', `The branch ${source} holds something else.`, {
    remedy: `Delete the branch ${source}, or rename it, and try again.`,
  })
}

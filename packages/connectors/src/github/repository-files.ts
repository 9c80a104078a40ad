import {
  type BranchHead,
  type CommitPlace,
  type Context,
  Fault,
  type FileReading,
  type PathList,
  type SnapshotRepository,
} from '@patchbay/sdk'
import { fileText, isSameRepository, readAnswer } from '@patchbay/sdk/shape'
import { repositoryPath } from './alert-list.ts'
import type { Config } from './config.ts'
import { contents, gitCommit, gitRef, gitTree, type PullPlace, pullPlace } from './pull-schema.ts'

/** The repository as GitHub calls it now; throws `config` for another one of that name. */
export async function pullPlaceOf({ http }: Context<Config>, repository: SnapshotRepository): Promise<PullPlace> {
  const { body } = await http.get(repositoryPath(repository.fullName))
  const place = readAnswer(pullPlace, body, 'GitHub’s answer about the repository')
  if (isSameRepository(repository, { id: place.id, url: place.html_url })) return place
  throw new Fault('config', `${repository.fullName} on this GitHub is another repository than ${repository.url}.`, {
    field: 'baseUrl',
    remedy: 'Use the connection to the platform the repository is on. If it was made anew, run discover first.',
  })
}

export async function headOf(context: Context<Config>, repository: SnapshotRepository): Promise<BranchHead> {
  const { full_name, default_branch: branch } = await pullPlaceOf(context, repository)
  if (!branch) throw isEmpty(repository)
  try {
    const { body } = await context.http.get(`${repositoryPath(full_name)}/git/ref/${refName(branch)}`)
    return { branch, commit: readAnswer(gitRef, body, 'GitHub’s answer about the default branch').object.sha }
  } catch (error) {
    // "Git Repository is empty."
    throw error instanceof Fault && error.details.status === 409 ? isEmpty(repository) : error
  }
}

function isEmpty({ fullName }: SnapshotRepository): Fault {
  return new Fault('config', `The repository ${fullName} is empty.`, { remedy: 'Push something to its default branch first.' })
}

/** As addresses have it: `heads/patchbay/lodash`. */
export function refName(branch: string): string {
  return `heads/${branch.split('/').map(encodeURIComponent).join('/')}`
}

/** The tree of a commit: its name, and what is in it. GitHub leaves out what is beyond 100,000 entries, and says so. */
export async function treeOf({ http }: Context<Config>, fullName: string, commit: string) {
  const path = `${repositoryPath(fullName)}/git`
  const answer = await http.get(`${path}/commits/${commit}`)
  const { tree } = readAnswer(gitCommit, answer.body, 'GitHub’s answer about the commit')
  const { body } = await http.get({ path: `${path}/trees/${tree.sha}`, query: { recursive: 1 } })
  const { sha, tree: entries, truncated } = readAnswer(gitTree, body, 'GitHub’s answer about the tree')
  return { sha, files: entries.filter(isOrdinary), isWhole: !truncated }
}

/** A file, and no link to one. */
function isOrdinary({ type, mode }: { readonly type: string; readonly mode: string }): boolean {
  return type === 'blob' && mode.startsWith('100')
}

export async function listFiles(
  context: Context<Config>,
  { repository, commit }: CommitPlace,
  wants: (path: string) => boolean,
): Promise<PathList> {
  const { files, isWhole } = await treeOf(context, repository.fullName, commit)
  return { paths: files.map(({ path }) => path).filter(wants), isWhole }
}

export async function readFile({ http }: Context<Config>, place: CommitPlace, path: string): Promise<FileReading> {
  const encoded = path.split('/').map(encodeURIComponent).join('/')
  try {
    const address = `${repositoryPath(place.repository.fullName)}/contents/${encoded}`
    const { body } = await http.get({ path: address, query: { ref: place.commit } })
    const { type, encoding, content } = readAnswer(contents, body, 'GitHub’s answer about a file')
    if (type !== 'file') return { kind: 'unreadable', reason: 'It is no ordinary file.' }
    // Above a megabyte GitHub sends no content.
    if (encoding !== 'base64' || content == null) return { kind: 'unreadable', reason: 'It is larger than one megabyte.' }
    return fileText(content)
  } catch (error) {
    if (error instanceof Fault && error.kind === 'missing') return { kind: 'missing' }
    throw error
  }
}

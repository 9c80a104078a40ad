import {
  type BranchHead,
  type CommitPlace,
  type Context,
  Fault,
  type FileReading,
  type PathList,
  type SnapshotRepository,
} from '@patchbay/sdk'
import { fileText, isSameRepository, nextLink, pages, readAnswer } from '@patchbay/sdk/shape'
import { apiRoot, type Config } from './config.ts'
import { branch, mergePlace, repositoryFile, treeList } from './merge-schema.ts'

/** A project with more files and folders than that is not listed to its end. */
const mostListed = 50_000
/** Bytes; no manifest is longer. */
const longestFile = 1_048_576

/** The project's id and default branch; throws `config` for another one of that name. */
export async function mergePlaceOf({ http }: Context<Config>, repository: SnapshotRepository) {
  const { body } = await http.get(`/projects/${encodeURIComponent(repository.fullName)}`)
  const place = readAnswer(mergePlace, body, 'GitLab’s answer about the project')
  if (isSameRepository(repository, { id: place.id, url: place.web_url })) return place
  throw new Fault('config', `${repository.fullName} on this GitLab is another project than ${repository.url}.`, {
    field: 'baseUrl',
    remedy: 'Use the connection to the platform the repository is on. If it was made anew, run discover first.',
  })
}

export async function headOf(context: Context<Config>, repository: SnapshotRepository): Promise<BranchHead> {
  const { id, default_branch: name } = await mergePlaceOf(context, repository)
  if (!name) {
    throw new Fault('config', `The repository ${repository.fullName} is empty.`, {
      remedy: 'Push something to its default branch first.',
    })
  }
  const { body } = await context.http.get(`/projects/${id}/repository/branches/${encodeURIComponent(name)}`)
  return { branch: name, commit: readAnswer(branch, body, 'GitLab’s answer about the default branch').commit.id }
}

export async function listFiles(
  { config, http }: Context<Config>,
  { repository, commit }: CommitPlace,
  wants: (path: string) => boolean,
): Promise<PathList> {
  const path = `/projects/${encodeURIComponent(repository.fullName)}/repository/tree`
  const query = { ref: commit, recursive: true, pagination: 'keyset', per_page: 100 }
  const walk = pages(
    async (link) => {
      const { body, headers } = await http.get(link === undefined ? { path, query } : { path: link })
      return { value: readAnswer(treeList, body, 'GitLab’s list of files'), next: nextLink(headers, apiRoot(config.baseUrl)) }
    },
    { what: `files of ${repository.fullName}` },
  )
  const paths: string[] = []
  let listed = 0
  for await (const { value, next } of walk) {
    listed += value.length
    paths.push(...value.filter((row) => isOrdinary(row) && wants(row.path)).map((row) => row.path))
    if (listed >= mostListed && next !== undefined) return { paths, isWhole: false }
  }
  return { paths, isWhole: true }
}

/** A file, and no link to one. */
function isOrdinary({ type, mode }: { readonly type: string; readonly mode?: string | null | undefined }): boolean {
  return type === 'blob' && (mode ?? '100644').startsWith('100')
}

export async function readFile({ http }: Context<Config>, place: CommitPlace, path: string): Promise<FileReading> {
  const address = `/projects/${encodeURIComponent(place.repository.fullName)}/repository/files/${encodeURIComponent(path)}`
  try {
    const { body } = await http.get({ path: address, query: { ref: place.commit } })
    const { size, content } = readAnswer(repositoryFile, body, 'GitLab’s answer about a file')
    if ((size ?? 0) > longestFile) return { kind: 'unreadable', reason: 'It is larger than one megabyte.' }
    return fileText(content)
  } catch (error) {
    if (error instanceof Fault && error.kind === 'missing') return { kind: 'missing' }
    throw error
  }
}

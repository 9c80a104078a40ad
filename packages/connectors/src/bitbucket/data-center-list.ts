import { Fault, type Http, type HttpAnswer } from '@patchbay/sdk'
import { type Answer, pages, readAnswer } from '@patchbay/sdk/shape'
import { branchName } from './map.ts'
import { branch, type DataCenterRepository, dataCenterList } from './schema.ts'

/** One page of raw repositories. */
export interface RepositoryPage {
  readonly rows: readonly unknown[]
  readonly headers: HttpAnswer['headers']
}

/** Pages of every repository the token sees, archived ones included. */
export function repositoryPages(http: Http): AsyncGenerator<Answer<RepositoryPage>, void, void> {
  return pages((cursor) => readRepositories(http, cursor), { what: 'repositories' })
}

/** Each repository costs another request for its default branch, so pages are kept small enough to be stored soon. */
export async function readRepositories(http: Http, start?: string): Promise<Answer<RepositoryPage>> {
  const { headers, body } = await http.get({ path: '/repos', query: { archived: 'ALL', limit: 100, start } })
  const { values, isLastPage, nextPageStart } = readAnswer(dataCenterList, body, 'Bitbucket’s list of repositories')
  const value = { rows: values, headers }
  if (isLastPage) return { value }
  if (typeof nextPageStart === 'number') return { value, next: String(nextPageStart) }
  throw new Fault('contract', 'Bitbucket says there is a next page, but not where it starts.', { path: 'nextPageStart' })
}

/**
 * Reads default branches; `null` for an empty repository. The endpoint has moved: older servers only have the former one, and
 * once that is known the current one is not tried again.
 */
export function createBranchReader(http: Http): (repository: DataCenterRepository) => Promise<string | null> {
  let isOldServer = false

  return async ({ project, slug }) => {
    const repository = `/projects/${encodeURIComponent(project.key)}/repos/${encodeURIComponent(slug)}`
    const current = isOldServer ? undefined : await readBranch(http, `${repository}/default-branch`)
    if (current !== undefined) return current
    const former = await readBranch(http, `${repository}/branches/default`)
    if (former) isOldServer = true
    return former ?? null
  }
}

/** `undefined` where there is no such thing. */
async function readBranch(http: Http, path: string): Promise<string | null | undefined> {
  try {
    return branchName(readAnswer(branch, (await http.get(path)).body, 'Bitbucket’s answer about a default branch'))
  } catch (error) {
    if (error instanceof Fault && error.kind === 'missing') return undefined
    throw error
  }
}

import type { Http } from '@patchbay/sdk'
import { type Answer, pages, readAnswer } from '@patchbay/sdk/shape'
import { list } from './schema.ts'

/** The newest version Azure DevOps Server 2022 knows; Azure DevOps Services answers it as well. */
const version = { 'api-version': '7.0' }

export type Rows = readonly unknown[]

/** Pages of raw projects. The token for the page after comes in a header. */
export function projectPages(http: Http): AsyncGenerator<Answer<Rows>, void, void> {
  return pages((cursor) => readProjects(http, cursor), { what: 'projects' })
}

/** One page of raw projects; projects being created or deleted are left out. */
export async function readProjects(http: Http, continuationToken?: string): Promise<Answer<Rows>> {
  const query = { ...version, stateFilter: 'wellFormed', $top: 100, continuationToken }
  const { headers, body } = await http.get({ path: '/_apis/projects', query })
  const { value } = readAnswer(list, body, 'Azure DevOps’ list of projects')
  return { value, next: headers['x-ms-continuationtoken'] || undefined }
}

/** Every raw repository of a project, disabled ones included; this list has no pages. */
export async function readRepositories(http: Http, projectId: string): Promise<Rows> {
  const query = { ...version, includeAllUrls: true, includeHidden: false }
  const { body } = await http.get({ path: `/${projectId}/_apis/git/repositories`, query })
  return readAnswer(list, body, 'Azure DevOps’ list of a project’s repositories').value
}

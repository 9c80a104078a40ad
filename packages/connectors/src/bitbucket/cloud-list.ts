import type { Http, Query } from '@patchbay/sdk'
import { type Answer, pages, readAnswer, sameHost } from '@patchbay/sdk/shape'
import type { CloudAccess } from './access.ts'
import { cloudList } from './schema.ts'

type Pages = AsyncGenerator<Answer<readonly unknown[]>, void, void>

/** How many there are; not `exact` where Bitbucket does not count them. */
export interface Count {
  readonly number: number
  readonly exact: boolean
}

/** Pages of the workspaces the person is in. The lists across workspaces are deprecated, so each is read by itself. */
export function workspacePages(http: Http, access: CloudAccess): Pages {
  return list(http, access, { path: '/user/workspaces', query: { sort: 'slug', pagelen: 100 }, what: 'workspaces' })
}

/** Pages of a workspace's raw repositories. */
export function repositoryPages(http: Http, access: CloudAccess, workspace: string): Pages {
  const { path, query } = endpoint(access, workspace)
  const request = { path, query: { ...query, pagelen: 100, sort: 'full_name' } }
  return list(http, access, { ...request, what: `repositories of the workspace ${workspace}` })
}

/** How many repositories of a workspace the credentials see, without listing them. */
export async function countRepositories(http: Http, access: CloudAccess, workspace: string): Promise<Count> {
  const { path, query } = endpoint(access, workspace)
  const { body } = await http.get({ path, query: { ...query, pagelen: 1 } })
  const { values, size, next } = readAnswer(cloudList, body, 'Bitbucket’s list of repositories')
  return { number: size ?? values.length, exact: typeof size === 'number' || !next }
}

/** An access token is member of nothing and sees just what it was made for. */
function endpoint({ credentials }: CloudAccess, workspace: string): { readonly path: string; readonly query: Query } {
  const query = credentials.kind === 'api-token' ? { role: 'member' } : {}
  return { path: `/repositories/${encodeURIComponent(workspace)}`, query }
}

/** Follows Bitbucket's own links as they are. */
function list(
  http: Http,
  { baseUrl }: CloudAccess,
  { path, query, what }: { readonly path: string; readonly query: Query; readonly what: string },
): Pages {
  async function read(link: string | undefined): Promise<Answer<readonly unknown[]>> {
    const { body } = await http.get(link === undefined ? { path, query } : { path: link })
    const { values, next } = readAnswer(cloudList, body, `Bitbucket’s list of ${what}`)
    return { value: values, next: next ? sameHost(next, baseUrl) : undefined }
  }

  return pages(read, { what })
}

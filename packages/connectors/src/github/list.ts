import type { Http, HttpAnswer, Query } from '@patchbay/sdk'
import { type Answer, linkWith, nextLink, pages, readAnswer, readRows } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { installationList, type Repository, repository, repositoryList } from './schema.ts'

export interface RepositoryPage {
  readonly rows: readonly unknown[]
  /** How many the installation has in all; only GitHub Apps are told. */
  readonly total: number | null
  readonly headers: HttpAnswer['headers']
}

/** The list that shows what the credentials see. `/user/repos` is closed to Apps, `/installation/repositories` to everybody else. */
function endpoint({ appId, organization }: Config): { readonly path: string; readonly query: Query } {
  if (appId !== undefined) return { path: '/installation/repositories', query: {} }
  if (organization !== undefined) {
    return { path: `/orgs/${encodeURIComponent(organization)}/repos`, query: { type: 'all', sort: 'full_name' } }
  }
  return { path: '/user/repos', query: { affiliation: 'owner,collaborator,organization_member', sort: 'full_name' } }
}

/** Pages of raw repositories, following GitHub's own links: page addresses are never built. */
export function repositoryPages(http: Http, config: Config): AsyncGenerator<Answer<RepositoryPage>, void, void> {
  const { path, query } = endpoint(config)

  async function read(link: string | undefined): Promise<Answer<RepositoryPage>> {
    const request = link === undefined ? { path, query: { ...query, per_page: 100 } } : { path: link }
    const answer = await http.get({ ...request, conditional: true })
    return { value: pageOf(config, answer), next: nextLink(answer.headers, config.baseUrl) }
  }

  return pages(read, { what: 'repositories' })
}

/** A few repositories from the start of the list, ones that are still worked on first. */
export async function someRepositories(http: Http, config: Config, most: number): Promise<readonly Repository[]> {
  const { path, query } = endpoint(config)
  const page = pageOf(config, await http.get({ path, query: { ...query, per_page: 30 } }))
  const { items } = readRows(repository, page.rows, () => null)
  return items.toSorted((left, right) => Number(isClosed(left)) - Number(isClosed(right))).slice(0, most)
}

function isClosed({ archived, disabled }: Repository): boolean {
  return archived === true || disabled === true
}

/**
 * How many repositories the credentials see, without listing them: pages of one, and the number of the last page. `exact` is
 * false where GitHub leaves the last page out.
 */
export async function countRepositories(
  http: Http,
  config: Config,
): Promise<{ readonly number: number; readonly exact: boolean; readonly page: RepositoryPage }> {
  const { path, query } = endpoint(config)
  const answer = await http.get({ path, query: { ...query, per_page: 1 } })
  const page = pageOf(config, answer)
  if (page.total !== null) return { number: page.total, exact: true, page }

  const last = linkWith(answer.headers['link'] ?? '', 'last')
  const number = Number(last === undefined ? Number.NaN : URL.parse(last, config.baseUrl)?.searchParams.get('page'))
  if (number > 0) return { number, exact: true, page }
  return { number: page.rows.length, exact: nextLink(answer.headers, config.baseUrl) === undefined, page }
}

function pageOf(config: Config, { body, headers }: HttpAnswer): RepositoryPage {
  if (config.appId === undefined) {
    return { rows: readAnswer(repositoryList, body, 'GitHub’s list of repositories'), total: null, headers }
  }
  const list = readAnswer(installationList, body, 'GitHub’s list of the installation’s repositories')
  return { rows: list.repositories, total: list.total_count, headers }
}

/**
 * Organizations left out of a list because the token is not authorized for their single sign-on: GitHub answers 200 and names
 * them in `X-GitHub-SSO: partial-results; organizations=1,2`.
 */
export function unauthorizedOrganizations({ headers }: RepositoryPage): readonly string[] {
  const ids = /^partial-results;\s*organizations=([\d,\s]+)$/.exec(headers['x-github-sso'] ?? '')?.[1]
  return ids === undefined ? [] : ids.split(',').map((id) => id.trim())
}

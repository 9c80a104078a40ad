import type { Http, HttpAnswer, Query } from '@patchbay/sdk'
import { type Answer, nextLink, pages, readAnswer } from '@patchbay/sdk/shape'
import { apiRoot, type Config } from './config.ts'
import { projectList } from './schema.ts'

/** Archived projects are listed too, and nothing the token's user is no member of: on gitlab.com that would be everybody's. */
const mine: Query = { membership: true, simple: false }

/**
 * Pages of raw projects in the order of their ids, following GitLab's own links. By key rather than by number: pages do not
 * shift when projects come and go meanwhile, and GitLab refuses page numbers beyond 50,000 projects.
 */
export function projectPages(http: Http, config: Config): AsyncGenerator<Answer<readonly unknown[]>, void, void> {
  const first = { path: '/projects', query: { ...mine, pagination: 'keyset', order_by: 'id', sort: 'asc', per_page: 100 } }

  async function read(link: string | undefined): Promise<Answer<readonly unknown[]>> {
    const answer = await http.get(link === undefined ? first : { path: link })
    return { value: rowsOf(answer), next: nextLink(answer.headers, apiRoot(config.baseUrl)) }
  }

  return pages(read, { what: 'projects' })
}

/** How many projects there are without listing them; `null` when GitLab does not count them, which it stops at 10,000. */
export async function countProjects(http: Http): Promise<number | null> {
  const answer = await http.get({ path: '/projects', query: { ...mine, per_page: 1 } })
  const rows = rowsOf(answer)
  const total = answer.headers['x-total']
  if (total !== undefined && /^\d+$/.test(total)) return Number(total)
  const more = Boolean(answer.headers['x-next-page']) || /rel="?next/.test(answer.headers['link'] ?? '')
  return more ? null : rows.length
}

function rowsOf({ body }: HttpAnswer): readonly unknown[] {
  return readAnswer(projectList, body, 'GitLab’s list of projects')
}

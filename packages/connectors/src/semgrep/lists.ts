import type { Context, Query } from '@patchbay/sdk'
import { type Answer, pages, readAnswer, textOrNull } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { numberedPages } from './pages.ts'
import { type Deployment, findingList, projectList, secretList } from './schema.ts'

/** The documented default; no maximum is. */
export const projectPageSize = 100
/** The documented maximum. */
const findingPageSize = 3000
/** The documented minimum: as many rows as may go while one page is read. */
const seamSize = 100
/** Samples use 25; no maximum is documented. */
const secretPageSize = 100

export type IssueType = 'sast' | 'sca'

/** One page of raw projects; pages count from 0. */
export async function readProjects({ http }: Context<Config>, slug: string, page: number): Promise<readonly unknown[]> {
  const { body } = await http.get({
    path: `/api/v1/deployments/${encodeURIComponent(slug)}/projects`,
    query: { page, page_size: projectPageSize },
  })
  return readAnswer(projectList, body, 'Semgrep’s list of projects').projects
}

export function projectPages(context: Context<Config>, { slug }: Deployment): AsyncGenerator<readonly unknown[], void, void> {
  return numberedPages((page) => readProjects(context, slug, page), { what: 'projects' })
}

/**
 * Pages of raw findings of every state: a list of one state would lose what changes its state while it is read. On one branch,
 * or, without one, each logical finding once whatever branches it is on.
 */
export function findingPages(
  { http }: Context<Config>,
  { slug }: Deployment,
  issueType: IssueType,
  branch: string | null,
): AsyncGenerator<readonly unknown[], void, void> {
  const where: Query = branch === null ? { dedup: true } : { ref: branch }

  async function read(page: number, size = findingPageSize): Promise<readonly unknown[]> {
    const { body } = await http.get({
      path: `/api/v1/deployments/${encodeURIComponent(slug)}/findings`,
      query: { issue_type: issueType, page, page_size: size, ...where },
    })
    return readAnswer(findingList, body, 'Semgrep’s list of findings').findings
  }

  const before = (page: number) => read((page * findingPageSize) / seamSize - 1, seamSize)
  return numberedPages(read, { what: `${issueType} findings`, newestFirst: true, seam: { size: findingPageSize, before } })
}

/** Pages of raw secrets. `next` can be handed back as `from`, also by a later run. */
export function secretPages(
  { http }: Context<Config>,
  { id }: Deployment,
  from?: string,
): AsyncGenerator<Answer<readonly unknown[]>, void, void> {
  async function read(cursor: string | undefined): Promise<Answer<readonly unknown[]>> {
    const { body } = await http.get({
      path: `/api/v1/deployments/${encodeURIComponent(id)}/secrets`,
      query: { limit: secretPageSize, cursor },
    })
    const { findings, cursor: next } = readAnswer(secretList, body, 'Semgrep’s list of secrets')
    // The last page may still carry a cursor; an empty page is the end whatever it carries.
    return { value: findings, next: findings.length === 0 ? undefined : (textOrNull(next) ?? undefined) }
  }

  return pages(read, { what: 'secrets', from })
}

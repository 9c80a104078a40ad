import type { Context, Query } from '@patchbay/sdk'
import { type Answer, nextLink, pages, readAnswer } from '@patchbay/sdk/shape'
import { type AlertFamily, factsOf } from './alert-family.ts'
import type { Config } from './config.ts'
import { alertList } from './schema.ts'

/** A repository as it is called now. */
export interface Place {
  /** `owner/name`. */
  readonly fullName: string
  readonly defaultBranch: string | null
}

export function repositoryPath(fullName: string): string {
  return `/repos/${fullName.split('/').map(encodeURIComponent).join('/')}`
}

export function alertPath({ fullName }: Place, family: AlertFamily): string {
  return `${repositoryPath(fullName)}/${family}/alerts`
}

/** The oldest first: what is new or changed leaves earlier pages as they were, and unchanged pages cost nothing of the limit. */
const oldestFirst: Query = { sort: 'created', direction: 'asc', per_page: 100 }

/** What each list is asked for. */
const queries: Readonly<Record<AlertFamily, (place: Place) => Query>> = {
  // Fixed alerts pile up for good; those that are there are all in one list, so none is lost by changing its state.
  dependabot: () => ({ state: 'open,dismissed,auto_dismissed', ...oldestFirst }),
  // Takes one state only: two lists could both miss what changes its state in between.
  'code-scanning': ({ defaultBranch }) => ({
    ...(defaultBranch !== null && { ref: `refs/heads/${defaultBranch}` }),
    ...oldestFirst,
  }),
  // An empty cursor asks for cursors instead of page numbers.
  'secret-scanning': () => ({ hide_secret: true, after: '', ...oldestFirst }),
}

/**
 * Pages of raw alerts of one repository. `next` is GitHub's own link without the host, which the settings know, and can be handed
 * back as `from`, also by a later run.
 */
export function alertPages(
  { config, http }: Context<Config>,
  place: Place,
  family: AlertFamily,
  from?: string,
): AsyncGenerator<Answer<readonly unknown[]>, void, void> {
  const { name } = factsOf[family]

  async function read(link: string | undefined): Promise<Answer<readonly unknown[]>> {
    const first = { path: alertPath(place, family), query: queries[family](place) }
    const request = link === undefined ? first : { path: pageAddress(link, family, config) }
    const { body, headers } = await http.get({ ...request, conditional: true })
    const value = readAnswer(alertList, body, `GitHub’s list of ${name}`)
    const next = nextLink(headers, config.baseUrl)
    return { value, next: next && withoutHost(next) }
  }

  return pages(read, { what: `${name} of ${place.fullName}`, from })
}

function withoutHost(link: string): string {
  const { pathname, search } = new URL(link)
  return `${pathname}${search}`
}

/** Should a link to another page ever forget it: secrets stay hidden. */
function pageAddress(link: string, family: AlertFamily, { baseUrl }: Config): string {
  const url = new URL(`${new URL(baseUrl).origin}${link}`)
  const asks = family === 'secret-scanning' && url.searchParams.get('hide_secret') !== 'true'
  if (asks) url.searchParams.set('hide_secret', 'true')
  return url.href
}

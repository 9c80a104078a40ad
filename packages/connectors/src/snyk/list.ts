import { type Context, Fault, type Query } from '@patchbay/sdk'
import { type Answer, pages, readAnswer, sameHost } from '@patchbay/sdk/shape'
import { apiRoot, type Config } from './config.ts'
import { collection, countAnswer } from './schema.ts'

/** The version Snyk advises; every endpoint used here is generally available in it. */
export const version = '2024-10-15'

/** A list of the REST API. */
export interface Listing {
  /** Below `/rest`: `/orgs`. */
  readonly path: string
  readonly query?: Query
  /** For messages: "projects of Acme". */
  readonly what: string
}

/**
 * Pages of raw rows. `next` is Snyk's `starting_after` and can be handed back as `from`, also by a later run. The links around
 * it differ between endpoints (with and without `/rest`, as text and as `{ href }`), so only the cursor is taken from them.
 */
export function listPages(
  { config, http }: Context<Config>,
  { path, query, what }: Listing,
  from?: string,
): AsyncGenerator<Answer<readonly unknown[]>, void, void> {
  async function read(cursor: string | undefined): Promise<Answer<readonly unknown[]>> {
    const { body } = await http.get({
      path: `/rest${path}`,
      query: { version, limit: 100, ...query, starting_after: cursor },
    })
    const { data, links } = readAnswer(collection, body, `Snyk’s list of ${what}`)
    const link = typeof links?.next === 'string' ? links.next : links?.next?.href
    return { value: data, next: link ? cursorOf(link, apiRoot(config.baseUrl)) : undefined }
  }

  return pages(read, { what, from })
}

/** How many rows a list has, without reading them. Only lists that offer `meta_count` can say. */
export async function count({ http }: Context<Config>, { path, query, what }: Listing): Promise<number> {
  const { body } = await http.get({ path: `/rest${path}`, query: { version, ...query, meta_count: 'only' } })
  return readAnswer(countAnswer, body, `Snyk’s count of ${what}`).meta.count
}

function cursorOf(link: string, root: string): string {
  const cursor = new URL(sameHost(link, root)).searchParams.get('starting_after')
  if (cursor) return cursor
  throw new Fault('contract', 'Snyk names a next page without saying where it starts.', { path: 'links.next' })
}

import { Fault } from '../fault.ts'

/** One page as a connector's reader returns it. `next` is the vendor's cursor or link for the page after it. */
export interface Answer<T> {
  readonly value: T
  readonly next?: string | undefined
}

export interface Paging {
  /** What is listed, for messages: "findings of project 64d3…". */
  readonly what: string
  /** Cursor of the first page; absent starts at the beginning. */
  readonly from?: string | undefined
  /** Pages after which the listing is taken to be endless. Default 20,000. */
  readonly most?: number
}

/**
 * Walks a paged listing. The page after is asked for while the caller works on the one before, never more than one ahead.
 * A listing that hands out a cursor twice, or does not end, raises `contract` after the pages read so far were given.
 */
export async function* pages<T>(
  read: (cursor: string | undefined) => Promise<Answer<T>>,
  { what, from, most = 20_000 }: Paging,
): AsyncGenerator<Answer<T>, void, void> {
  const used = new Set<string | undefined>([from])
  let pending = read(from)
  for (let count = 1; ; count += 1) {
    const page = await pending
    if (page.next === undefined) {
      yield page
      return
    }
    const fault = refusal(page.next, used, count >= most, what, most)
    if (fault !== undefined) {
      yield { value: page.value }
      throw fault
    }
    used.add(page.next)
    pending = read(page.next)
    // A failure is met when the caller asks for that page; until then it must not count as unhandled.
    pending.catch(() => {})
    yield page
  }
}

function refusal(
  next: string,
  used: ReadonlySet<string | undefined>,
  full: boolean,
  what: string,
  most: number,
): Fault | undefined {
  if (used.has(next)) return new Fault('contract', `The listing of ${what} does not move: the same next page was given twice.`)
  if (full) return new Fault('contract', `The listing of ${what} does not end: it has more than ${most} pages.`)
  return undefined
}

/**
 * The `rel="next"` address of a `Link` header (RFC 8288), absolute, or `undefined` on the last page. An address on another
 * host raises `contract`: following it would hand the token to whoever wrote the answer.
 */
export function nextLink(headers: Readonly<Record<string, string>>, baseUrl: string): string | undefined {
  const link = linkWith(headers['link'] ?? '', 'next')
  return link === undefined ? undefined : sameHost(link, baseUrl)
}

/** The address with the given relation in a `Link` header, as written there. */
export function linkWith(header: string, relation: string): string | undefined {
  for (const [, address, parameters] of header.matchAll(/<([^<>]*)>([^<]*)/g)) {
    const relations = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s";,]+))/i.exec(parameters ?? '')
    if ((relations?.[1] ?? relations?.[2] ?? '').toLowerCase().split(/\s+/).includes(relation)) return address
  }
  return undefined
}

/**
 * A vendor's link resolved against the base address; another host or port raises `contract`. The scheme is the base address's:
 * servers behind a TLS proxy write `http` into their links.
 */
export function sameHost(link: string, baseUrl: string): string {
  const base = new URL(baseUrl)
  const url = URL.parse(link, baseUrl)
  if (url === null) throw new Fault('contract', 'The link to the next page is no web address.')
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  if (!isWeb || url.host !== base.host || url.username !== '' || url.password !== '') {
    throw new Fault(
      'contract',
      `The link to the next page leaves ${base.host} for ${url.host || url.protocol}; it was not followed.`,
    )
  }
  url.protocol = base.protocol
  return url.href
}

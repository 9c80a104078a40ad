import type { Http, Query } from '@patchbay/sdk'
import { type Answer, numberOrNull, pages, readAnswer } from '@patchbay/sdk/shape'
import { countAnswer, listAnswer } from './schema.ts'
import { serverSeconds } from './transport.ts'

/** Which objects of which namespace. */
export interface Selection {
  /** Path segment: `findings`, `projects`. */
  readonly resource: string
  /** Full dotted name. */
  readonly namespace: string
  readonly filter?: string
  /** Whether child namespaces are included. */
  readonly traverse?: boolean
}

export interface Listing extends Selection {
  readonly mask: readonly string[]
  /** Default 500, the vendor's maximum. */
  readonly pageSize?: number
}

// The answer's form is asked for with the content type, on GET too. This one names every field, so that a value that is not set
// can be told from one that is missing; with a mask it is hardly larger than the compact form.
const headers = { 'content-type': 'application/json', 'request-timeout': String(serverSeconds) }

/** Pages of raw objects. `next` is where the page after starts, and can be handed back as `from`, also by a later run. */
export function listPages(http: Http, listing: Listing, from?: string): AsyncGenerator<Answer<readonly unknown[]>, void, void> {
  const query = {
    ...selectionQuery(listing),
    'list_parameters.mask': listing.mask.join(','),
    'list_parameters.page_size': listing.pageSize ?? 500,
  }

  async function read(cursor: string | undefined): Promise<Answer<readonly unknown[]>> {
    const { body } = await http.get({ path: path(listing), query: { ...query, ...cursorQuery(cursor) }, headers })
    const { list } = readAnswer(listAnswer, body, `The answer of Endor Labs to a list of ${listing.resource}`)
    return { value: list.objects ?? [], next: nextCursor(list.response?.next_page_id, list.response?.next_page_token) }
  }

  return pages(read, { what: `${listing.resource} in ${listing.namespace}`, from })
}

/** How many objects there are, without reading them. */
export async function count(http: Http, selection: Selection): Promise<number> {
  const query = { ...selectionQuery(selection), 'list_parameters.count': true }
  const { body } = await http.get({ path: path(selection), query, headers })
  const answer = readAnswer(countAnswer, body, `The answer of Endor Labs to a count of ${selection.resource}`)
  return numberOrNull(answer.count_response.count) ?? 0
}

function path({ namespace, resource }: Selection): string {
  return `/v1/namespaces/${encodeURIComponent(namespace)}/${resource}`
}

function selectionQuery({ filter, traverse }: Selection): Query {
  return { 'list_parameters.filter': filter, 'list_parameters.traverse': traverse || undefined }
}

// Paging by the last object's id is the vendor's faster way. An answer that gives only an offset is followed by offset: taking
// it for the last page would make a half-read list look complete.
const offsetMark = 'offset:'

function nextCursor(pageId: string | null | undefined, pageToken: unknown): string | undefined {
  if (pageId) return pageId
  const offset = numberOrNull(pageToken)
  return offset === null || offset <= 0 ? undefined : `${offsetMark}${offset}`
}

function cursorQuery(cursor: string | undefined): Query {
  if (cursor === undefined) return {}
  return cursor.startsWith(offsetMark)
    ? { 'list_parameters.page_token': cursor.slice(offsetMark.length) }
    : { 'list_parameters.page_id': cursor }
}

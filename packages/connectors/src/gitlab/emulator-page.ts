import { type Answer, type Call, linkHeader, numberedPage, readCount, takePage, withQuery } from '@patchbay/sdk/testing'
import { complaint } from './emulator-error.ts'

const offsetLimit = 50_000
const totalLimit = 10_000

interface Row {
  readonly id: number
}

/** One page of rows that are filtered and in order, by number or, with `pagination=keyset`, after the last id. */
export function paged<T extends Row>(call: Call, rows: readonly T[], show: (row: T) => unknown): Answer {
  const size = readCount(call.query, 'per_page', { fallback: 20, min: 1, max: 100 })
  return call.query.get('pagination') === 'keyset' ? keyset(call, rows, show, size) : offset(call, rows, show, size)
}

/** Goes on by id, so only lists in the order of their ids can be read this way. */
function keyset<T extends Row>(call: Call, rows: readonly T[], show: (row: T) => unknown, size: number): Answer {
  if (call.query.get('order_by') !== 'id') {
    return complaint(405, 'Keyset pagination is not yet available for this type of request')
  }
  const { items, more } = takePage(rows, size)
  const bound = call.query.get('sort') === 'asc' ? 'id_after' : 'id_before'
  const next = more ? withQuery(addressOf(call), { [bound]: String(items.at(-1)?.id) }) : undefined
  return { status: 200, headers: headersWith(linkHeader({ next })), body: items.map(show) }
}

function offset<T>(call: Call, rows: readonly T[], show: (row: T) => unknown, size: number): Answer {
  const page = readCount(call.query, 'page', { fallback: 1, min: 1, max: Number.MAX_SAFE_INTEGER })
  if ((page - 1) * size > offsetLimit) {
    const text = `Offset pagination has a maximum allowed offset of ${offsetLimit} for requests that return objects of type Project. Remaining records can be retrieved using keyset pagination.`
    return complaint(405, text)
  }
  const { items, last } = numberedPage(rows, page, size)
  const to = (number: number) => withQuery(addressOf(call), { page: String(number), per_page: String(size) })
  const counted = rows.length <= totalLimit
  const link = linkHeader({
    prev: page > 1 ? to(page - 1) : undefined,
    next: page < last ? to(page + 1) : undefined,
    first: to(1),
    last: counted ? to(last) : undefined,
  })
  const numbers = {
    'x-page': String(page),
    'x-per-page': String(size),
    'x-next-page': page < last ? String(page + 1) : '',
    'x-prev-page': page > 1 ? String(page - 1) : '',
    ...(counted && { 'x-total': String(rows.length), 'x-total-pages': String(last) }),
  }
  return { status: 200, headers: { ...headersWith(link), ...numbers }, body: items.map(show) }
}

function addressOf(call: Call): string {
  return withQuery(`${call.url}${call.path}?${call.query}`, {})
}

function headersWith(link: string): Record<string, string> {
  return link === '' ? {} : { link }
}

import { type Answer, type Call, linkHeader, numberedPage, readCount, withQuery } from '@patchbay/sdk/testing'

/** Numbered pages with a `Link` header; `path` where the links lead elsewhere than the request. */
export function paged<T>(call: Call, rows: readonly T[], show: (row: T) => unknown, path = call.path): Answer {
  const size = readCount(call.query, 'per_page', { fallback: 30, min: 1, max: 100 })
  const page = readCount(call.query, 'page', { fallback: 1, min: 1, max: 1_000_000 })
  const { items, last } = numberedPage(rows, page, size)
  const url = withQuery(`${call.url}${path}?${call.query}`, {})
  const to = (number: number) => withQuery(url, { page: String(number) })
  const link = linkHeader({
    prev: page > 1 ? to(page - 1) : undefined,
    next: page < last ? to(page + 1) : undefined,
    last: page < last ? to(last) : undefined,
    first: page > 1 ? to(1) : undefined,
  })
  return { status: 200, headers: link === '' ? {} : { link }, body: items.map(show) }
}

/** A whole number from the query, kept between two bounds; `fallback` when it is missing or no number. */
export function readCount(
  query: URLSearchParams,
  name: string,
  bounds: { fallback: number; min: number; max: number },
): number {
  const text = query.get(name)
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isInteger(value)) return bounds.fallback
  return Math.min(bounds.max, Math.max(bounds.min, value))
}

/** One page of a source that may be endless: reads one row more than it gives, to know whether there is a next page. */
export function takePage<T>(rows: Iterable<T>, limit: number): { readonly items: readonly T[]; readonly more: boolean } {
  const items: T[] = []
  for (const row of rows) {
    if (items.length === limit) return { items, more: true }
    items.push(row)
  }
  return { items, more: false }
}

/** Page `page` (from 1) of a list held in memory, with the number of the last page. */
export function numberedPage<T>(
  rows: readonly T[],
  page: number,
  size: number,
): { readonly items: readonly T[]; readonly last: number } {
  const last = Math.max(1, Math.ceil(rows.length / size))
  return { items: rows.slice((page - 1) * size, page * size), last }
}

/** A cursor clients cannot take apart by accident. */
export function encodeCursor(position: string): string {
  return Buffer.from(`cursor:${position}`).toString('base64url')
}

/** `undefined` for text that no emulator handed out. */
export function decodeCursor(cursor: string): string | undefined {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  return text.startsWith('cursor:') ? text.slice('cursor:'.length) : undefined
}

/** RFC 8288: `<https://…?page=2>; rel="next", …`. Relations without a target are left out. */
export function linkHeader(links: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(links)
    .flatMap(([relation, target]) => (target === undefined ? [] : [`<${target}>; rel="${relation}"`]))
    .join(', ')
}

/** The same address with some query values set or, with `undefined`, taken away. */
export function withQuery(url: string, changes: Readonly<Record<string, string | undefined>>): string {
  const next = new URL(url)
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) next.searchParams.delete(name)
    else next.searchParams.set(name, value)
  }
  return next.toString()
}

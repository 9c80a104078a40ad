import { Fault } from '@patchbay/sdk'
import { type Answer, idAt, pages } from '@patchbay/sdk/shape'

const idOf = idAt('id')

interface NumberedList {
  readonly what: string
  readonly newestFirst?: boolean
  /** How the rows right before a page are read again, once the page was: `undefined` where pages are not seen to be full. */
  readonly seam?: { readonly size: number; readonly before: (page: number) => Promise<readonly unknown[]> }
}

/**
 * Rows of a list that is paged by number, a page at a time, each row once. It ends at an empty page: the server may send fewer
 * rows than asked for, so a short page proves nothing.
 *
 * With `newestFirst`, rows that appear or reappear while the list is read come in at the top and push the others down. What is
 * pushed down is met twice and given once; what jumped from a page not yet read to one that was is looked for at the end. Rows that
 * go pull the others up, from a page not yet read to one that was: behind a full page, of `seam.size` rows, its end is read again.
 */
export async function* numberedPages(
  read: (page: number) => Promise<readonly unknown[]>,
  { what, newestFirst = false, seam }: NumberedList,
): AsyncGenerator<readonly unknown[], void, void> {
  const known = new Set<string>()
  let count = 0
  let wasFull = false

  for await (const { value: rows } of pages((cursor) => numbered(read, Number(cursor ?? 0)), { what })) {
    if (wasFull && seam !== undefined) {
      const pulledUp = unknownRows(await seam.before(count), known)
      if (pulledUp.length > 0) yield pulledUp
    }
    wasFull = rows.length === seam?.size
    if (rows.length === 0) break
    const fresh = unknownRows(rows, known)
    if (fresh.length === 0)
      throw new Fault('contract', `The listing of ${what} does not move: page ${count} holds nothing new.`)
    count += 1
    yield fresh
  }

  // A single page is a moment, not a while.
  for (let page = 0; newestFirst && count > 1 && page < count; page += 1) {
    const fresh = unknownRows(await read(page), known)
    if (fresh.length === 0) return
    yield fresh
  }
}

async function numbered(
  read: (page: number) => Promise<readonly unknown[]>,
  page: number,
): Promise<Answer<readonly unknown[]>> {
  const value = await read(page)
  return { value, next: value.length === 0 ? undefined : String(page + 1) }
}

/** Rows not met before; those without an id are given, to be set aside by whoever reads them. */
function unknownRows(rows: readonly unknown[], known: Set<string>): readonly unknown[] {
  return rows.filter((row) => {
    const id = idOf(row)
    if (id === null) return true
    if (known.has(id)) return false
    known.add(id)
    return true
  })
}

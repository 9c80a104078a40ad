import { Fault } from '@patchbay/sdk'

/** Where a page starts: at a row, or where the vendor's own cursor says. */
export type Start = { readonly offset: number; readonly tail: readonly string[] } | { readonly cursor: string }

export interface OffsetPage {
  readonly rows: readonly unknown[]
  /** How many rows the whole list has now; `null` when the vendor does not say. */
  readonly total: number | null
  /** The vendor's cursor for the page after, where it gives one. */
  readonly cursor: string | null
}

export interface OffsetListing {
  readonly what: string
  readonly read: (start: Start) => Promise<OffsetPage>
  readonly idOf: (row: unknown) => string | null
  /** From the last page a run that died has stored. */
  readonly from?: Start | undefined
}

export interface Stretch {
  /** Rows not given before. */
  readonly rows: readonly unknown[]
  /** Where the page after starts; absent on the last one. */
  readonly next?: Start
}

/** Rows read twice on purpose at each seam. */
const overlap = 10
const mostPages = 100_000

/**
 * Walks a list by offset, or by the vendor's cursor once it gives one. The list changes while it is read: each page therefore
 * begins with the last rows of the one before. If none of them is there, rows moved up and some were skipped; the list is
 * then read once more from its start. Every row is given once. Returns what is still missing at the end, or `null`.
 *
 * Raises `contract` for a list that does not move.
 */
export async function* offsetPages({ what, read, idOf, from }: OffsetListing): AsyncGenerator<Stretch, string | null, void> {
  // What holds the seam was given by the run that died.
  const known = new Set<string>(from !== undefined && 'tail' in from ? from.tail : [])
  const cursors = new Set<string>()
  let start: Start = from ?? { offset: 0, tail: [] }
  let resumed = from !== undefined
  let readAgain = false
  let total: number | null = null

  for (let count = 1; count <= mostPages; count += 1) {
    const page = await read(start)
    total = page.total
    const ids = page.rows.map(idOf)
    if (isEnd(start, ids)) break
    if (isTorn(start, ids)) {
      if (readAgain) return `rows of the list of ${what}, which kept changing while it was read`
      readAgain = true
      resumed = false
      start = { offset: 0, tail: [] }
      continue
    }

    const rows = page.rows.filter((_, index) => isNew(ids[index] ?? null, known))
    if (rows.length === 0 && !readAgain && !(total !== null && known.size >= total)) throw stuck(what)
    const next = following(start, page, ids, cursors, what)
    yield { rows, ...(next !== null && { next }) }
    if (next === null) break
    start = next
  }
  if (total === null || resumed || known.size >= total) return null
  return `${total - known.size} of ${total} ${what}, which OX Security counts but does not list`
}

/** `null` at the end. A cursor is the vendor's own promise that nothing is skipped. */
function following(
  start: Start,
  { rows, total, cursor }: OffsetPage,
  ids: readonly (string | null)[],
  cursors: Set<string>,
  what: string,
): Start | null {
  if (cursor !== null) {
    if (cursors.has(cursor)) throw stuck(what)
    cursors.add(cursor)
    return { cursor }
  }
  if ('cursor' in start) return null
  const end = start.offset + rows.length
  if (total !== null && end >= total) return null
  const shared = Math.min(overlap, Math.floor(rows.length / 2))
  return { offset: end - shared, tail: ids.slice(rows.length - shared).filter((id) => id !== null) }
}

/** Nothing but the rows that hold the seam. A page without even those is torn, not the end. */
function isEnd(start: Start, ids: readonly (string | null)[]): boolean {
  if ('cursor' in start || start.tail.length === 0) return ids.length === 0
  return ids.length > 0 && ids.every((id) => id !== null && start.tail.includes(id))
}

function isTorn(start: Start, ids: readonly (string | null)[]): boolean {
  if ('cursor' in start || start.tail.length === 0) return false
  return !start.tail.some((id) => ids.includes(id))
}

/** Rows without an id are given, to be set aside by whoever reads them. */
function isNew(id: string | null, known: Set<string>): boolean {
  if (id === null) return true
  if (known.has(id)) return false
  known.add(id)
  return true
}

function stuck(what: string): Fault {
  return new Fault('contract', `The listing of ${what} does not move: a page holds nothing new.`)
}

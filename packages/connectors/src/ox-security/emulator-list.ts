import { decodeCursor, encodeCursor } from '@patchbay/sdk/testing'
import type { Book, Entry, Scan } from './emulator-book.ts'
import { type IssueQuery, issueFilter } from './emulator-filter.ts'
import { badInput } from './emulator-graphql.ts'
import { titleOf } from './emulator-issue.ts'
import { worstFirst } from './emulator-vulnerability.ts'

/** Which rows of a sorted list are wanted. */
export interface Paging {
  readonly limit: number
  readonly offset?: number | null
  readonly cursorValue?: string | null
  readonly sort?: {
    readonly fields?: readonly (string | null)[] | null
    readonly order?: readonly (string | null)[] | null
  } | null
}

/** One page, with the whole it was cut from. */
export interface Listing {
  readonly all: readonly Entry[]
  readonly items: readonly Entry[]
  readonly offset: number
  /** Leads to the page after this one; `null` on the last. */
  readonly cursorValue: string | null
}

interface Source {
  readonly book: Book
  readonly scan: Scan
  readonly entries: readonly Entry[]
  readonly rowsPerPage: number
}

/** The last list somebody paged through, so that the pages that follow need not filter and sort again. */
const lastLists = new WeakMap<Book, { readonly name: string; readonly all: readonly Entry[] }>()

export function listIssues(source: Source, query: IssueQuery, paging: Paging): Listing {
  if (paging.limit < 0 || (paging.offset ?? 0) < 0) throw badInput('limit and offset must not be negative.')
  const order = orderName(paging.sort)
  const all = arrange(source, query, paging.sort, order)
  const offset = paging.cursorValue ? readCursor(paging.cursorValue, order, all) : (paging.offset ?? 0)
  const items = all.slice(offset, offset + Math.min(paging.limit, source.rowsPerPage))
  const end = offset + items.length
  const last = items.at(-1)
  return { all, items, offset, cursorValue: last && end < all.length ? writeCursor(order, end, last) : null }
}

function arrange(source: Source, query: IssueQuery, sort: Paging['sort'], order: string): readonly Entry[] {
  const { book, scan, entries } = source
  const { conditionalFilters, filters, topLevelSearch, dateRange, owners, tagIds, inventoryFilters, issueId } = query
  const parts = [conditionalFilters, filters, topLevelSearch, dateRange, owners, tagIds, inventoryFilters, issueId]
  const name = JSON.stringify([scan.id, entries === scan.active, order, ...parts])
  const known = lastLists.get(book)
  if (known?.name === name) return known.all
  const all = entries.filter(issueFilter(book, query)).sort(compareBy(book, sort))
  lastLists.set(book, { name, all })
  return all
}

type Value = string | number

/** What can be sorted by here; other fields of the enum say the same about every issue. */
const values: Readonly<Record<string, (book: Book, entry: Entry) => Value>> = {
  Severity: (_book, entry) => entry.severity,
  OpenDate: (_book, entry) => entry.createdAt,
  Category: (_book, entry) => entry.category.name,
  Occurrences: (_book, entry) => entry.members.length,
  RepoName: (book, entry) => book.repositoryOf(entry).fullName,
  IssueName: (book, entry) =>
    titleOf(
      book
        .read(entry)
        .map(({ finding }) => finding)
        .sort(worstFirst),
    ),
}

const usual = { fields: ['Severity'], order: ['DESC'] }

function compareBy(book: Book, sort: Paging['sort']): (a: Entry, b: Entry) => number {
  const { fields, order } = sort ?? usual
  const keys = (fields ?? usual.fields).flatMap((field, index) => {
    const read = values[field ?? '']
    return read ? [{ read, sign: order?.[index] === 'ASC' ? 1 : -1 }] : []
  })
  return (a, b) => {
    for (const { read, sign } of keys) {
      const result = compare(read(book, a), read(book, b))
      if (result !== 0) return sign * result
    }
    return compare(a.id, b.id)
  }
}

function compare(a: Value, b: Value): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function orderName(sort: Paging['sort']): string {
  const { fields, order } = sort ?? usual
  return `${(fields ?? []).join('+')} ${(order ?? []).join('+')}`
}

function writeCursor(order: string, end: number, last: Entry): string {
  return encodeCursor(JSON.stringify([order, end, last.id]))
}

/** A cursor goes on after the issue it was given with, or where that was if the issue is gone. It is good for one order only. */
function readCursor(text: string, order: string, all: readonly Entry[]): number {
  const [, written, end, last] = /^\["([^"]*)",(\d+),"(.*)"\]$/.exec(decodeCursor(text) ?? '') ?? []
  if (written === undefined) throw badInput('Invalid cursorValue.')
  if (written !== order) throw badInput('cursorValue was created with another sort.')
  const after = all.findIndex(({ id }) => id === last) + 1
  return after > 0 ? after : Number(end)
}

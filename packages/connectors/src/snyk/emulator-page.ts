import { type Answer, type Call, EarlyAnswer } from '@patchbay/sdk/testing'
import { mediaType, problem, reject } from './emulator-error.ts'

/** How links are spelled: as captured live, as documented, in full, or in the schema's object form. */
export type LinkSpelling = 'prefixed' | 'bare' | 'absolute' | 'object'

/** What the last page says: nothing, a link to one more page that is empty, or a link to itself. */
export type LastPage = 'absent' | 'empty' | 'repeated'

export interface Paging {
  readonly links: LinkSpelling
  readonly lastPage: LastPage
  /** Most rows on a page, whatever is asked for. */
  readonly rowsPerPage: number
}

/** A list that is worked out piece by piece, so that the whole of it never has to be held. Rows keep their places in a piece. */
export interface Pieces<T> {
  readonly count: number
  piece(index: number): readonly T[]
  /** Rows that do not pass are not on any page. */
  keeps(row: T): boolean
}

export function inOnePiece<T>(rows: readonly T[]): Pieces<T> {
  return { count: 1, piece: () => rows, keeps: () => true }
}

interface Position {
  readonly piece: number
  readonly row: number
}

/** Smallest `limit` an endpoint takes. */
export type SmallestLimit = 1 | 10

/** An answer whose body can still get a `meta`. */
export interface PageAnswer extends Answer {
  readonly body: Readonly<Record<string, unknown>>
}

/** One page of a collection, wrapped as JSON:API has it. */
export function page<T>(
  call: Call,
  from: { readonly pieces: Pieces<T>; readonly paging: Paging; readonly smallest?: SmallestLimit },
  show: (row: T) => unknown,
): PageAnswer {
  const { pieces, paging } = from
  const limit = Math.min(readLimit(call, from.smallest ?? 10), paging.rowsPerPage)
  const after = readCursor(call, 'starting_after')
  const before = readCursor(call, 'ending_before')
  if (after !== undefined && before !== undefined)
    reject('ending_before', 'starting_after and ending_before exclude each other')

  const rows = before === undefined ? forward(pieces, after, limit) : backward(pieces, before, limit)
  const [first, last] = [rows.items[0], rows.items.at(-1)]
  const to = link(call, paging.links)
  const next = rows.after && last ? to({ starting_after: writeCursor(last.position) }) : undefined
  const links = {
    self: to({}, call.query),
    first: to({}),
    last: to({ ending_before: 'end' }),
    prev: rows.before && first ? to({ ending_before: writeCursor(first.position) }) : undefined,
    next: next ?? lastLink(paging.lastPage, { isEmpty: rows.items.length === 0, last: last?.position, call, to }),
  }
  const data = rows.items.map(({ row }) => show(row))
  return { status: 200, headers: { 'content-type': mediaType }, body: { jsonapi: { version: '1.0' }, data, links } }
}

interface Row<T> {
  readonly row: T
  readonly position: Position
}

interface Rows<T> {
  readonly items: readonly Row<T>[]
  readonly before: boolean
  readonly after: boolean
}

function forward<T>(pieces: Pieces<T>, after: Position | undefined, limit: number): Rows<T> {
  const items: Row<T>[] = []
  for (let piece = after?.piece ?? 0; piece < pieces.count; piece += 1) {
    const rows = pieces.piece(piece)
    for (let row = piece === after?.piece ? after.row + 1 : 0; row < rows.length; row += 1) {
      const value = rows[row]
      if (value === undefined || !pieces.keeps(value)) continue
      if (items.length === limit) return { items, before: after !== undefined, after: true }
      items.push({ row: value, position: { piece, row } })
    }
  }
  return { items, before: after !== undefined, after: false }
}

function backward<T>(pieces: Pieces<T>, before: Position, limit: number): Rows<T> {
  const items: Row<T>[] = []
  const after = before.piece < pieces.count
  for (let piece = Math.min(before.piece, pieces.count - 1); piece >= 0; piece -= 1) {
    const rows = pieces.piece(piece)
    for (let row = piece === before.piece ? before.row - 1 : rows.length - 1; row >= 0; row -= 1) {
      const value = rows[row]
      if (value === undefined || !pieces.keeps(value)) continue
      if (items.length === limit) return { items, before: true, after }
      items.unshift({ row: value, position: { piece, row } })
    }
  }
  return { items, before: false, after }
}

function lastLink(
  lastPage: LastPage,
  from: { isEmpty: boolean; last: Position | undefined; call: Call; to: ReturnType<typeof link> },
): unknown {
  if (lastPage === 'repeated') return from.to({}, from.call.query)
  if (lastPage === 'absent' || from.isEmpty || !from.last) return undefined
  return from.to({ starting_after: writeCursor(from.last) })
}

/** Writes a link with the request's own filters and the given cursor. */
function link(call: Call, spelling: LinkSpelling) {
  return (cursor: Readonly<Record<string, string>>, own?: URLSearchParams): unknown => {
    const query = new URLSearchParams(own ?? call.query)
    if (!own) {
      query.delete('starting_after')
      query.delete('ending_before')
      for (const [name, value] of Object.entries(cursor)) query.set(name, value)
    }
    query.sort()
    const path = `${call.path}?${query}`
    if (spelling === 'bare') return path.replace(/^\/rest/, '')
    if (spelling === 'absolute') return `${call.url}${path}`
    return spelling === 'object' ? { href: path, meta: {} } : path
  }
}

function readLimit(call: Call, smallest: number): number {
  const text = call.query.get('limit')
  if (text === null) return 10
  const limit = Number(text)
  if (!Number.isInteger(limit)) reject('limit', 'must be integer')
  if (limit < smallest) reject('limit', `must be >= ${smallest}`)
  if (limit > 100) reject('limit', 'must be <= 100')
  return limit
}

function writeCursor({ piece, row }: Position): string {
  return `v1.${Buffer.from(JSON.stringify({ p: piece, r: row })).toString('base64url')}`
}

function readCursor(call: Call, name: 'starting_after' | 'ending_before'): Position | undefined {
  const text = call.query.get(name)
  if (text === null) return undefined
  if (name === 'ending_before' && text === 'end') return { piece: Number.MAX_SAFE_INTEGER, row: 0 }
  const match = /^\{"p":(\d+),"r":(\d+)\}$/.exec(Buffer.from(text.slice(3), 'base64url').toString('utf8'))
  if (!text.startsWith('v1.') || !match) throw new EarlyAnswer(problem(400, 'Invalid cursor', name))
  return { piece: Number(match[1]), row: Number(match[2]) }
}

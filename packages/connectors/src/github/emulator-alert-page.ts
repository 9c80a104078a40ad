import { type Answer, type Call, decodeCursor, EarlyAnswer, encodeCursor, linkHeader, withQuery } from '@patchbay/sdk/testing'
import type { Alert } from './emulator-alert-book.ts'
import { problem } from './emulator-error.ts'

/** What a page is cut from, and where its links lead to. */
export interface AlertList {
  readonly alerts: readonly Alert[]
  /** Asked only for alerts near the page: what an alert says is worked out when it is read. */
  readonly keeps: (alert: Alert) => boolean
  readonly path: string
}

/** A page by cursor, `after` or `before` the alert it names, sorted by creation or change. */
export function alertPage(call: Call, list: AlertList, show: (alert: Alert) => unknown): Answer {
  const order = readOrder(call)
  const { items, before, after } = cut(sortAlerts(order, list.alerts), list.keeps, readWindow(call, order))
  const url = withQuery(`${call.url}${list.path}?${call.query}`, { after: undefined, before: undefined, page: undefined })
  const [first, last] = [items[0], items.at(-1)]
  const link = linkHeader({
    next: after && last ? withQuery(url, { after: writeCursor(order, last) }) : undefined,
    prev: before && first ? withQuery(url, { before: writeCursor(order, first) }) : undefined,
  })
  return { status: 200, headers: link === '' ? {} : { link }, body: items.map(show) }
}

/** Stops here with the 422 for a value outside of a closed set. */
export function refuseValue(field: string, value: string): never {
  const errors = [{ resource: 'Alert', field, code: 'invalid', message: `"${value}" is not a value of ${field}.` }]
  throw new EarlyAnswer(problem(422, undefined, { errors }))
}

export interface Order {
  readonly by: 'created' | 'updated'
  readonly sign: 1 | -1
}

export function readOrder(call: Call): Order {
  const by = call.query.get('sort') ?? 'created'
  if (by !== 'created' && by !== 'updated') refuseValue('sort', by)
  return { by, sign: (call.query.get('direction') ?? 'desc') === 'desc' ? -1 : 1 }
}

export function sortAlerts({ by, sign }: Order, alerts: readonly Alert[]): readonly Alert[] {
  return [...alerts].sort((a, b) => sign * compare(positionOf(by, a), positionOf(by, b)))
}

/** What orders alerts, as a cursor carries it: a moment, the repository and the alert's number in it. */
type Position = readonly [moment: string, repository: number, number: number]

function positionOf(by: Order['by'], { repository, number, createdAt, updatedAt }: Alert): Position {
  return [by === 'updated' ? updatedAt : createdAt, repository.id, number]
}

function compare(a: Position, b: Position): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1
  return a[1] - b[1] || a[2] - b[2]
}

interface Window {
  readonly size: number
  readonly backwards: boolean
  /** Whether an alert lies beyond the cursor, in the direction of reading. */
  readonly isBeyond: (alert: Alert) => boolean
}

function readWindow(call: Call, { by, sign }: Order): Window {
  const asked = Number(call.query.get('per_page') ?? 30)
  const size = Number.isInteger(asked) ? Math.min(100, Math.max(1, asked)) : 30
  const [after, before] = [readCursor(call, 'after'), readCursor(call, 'before')]
  if (after && before) throw new EarlyAnswer(problem(422, 'You cannot specify both after and before.'))
  const backwards = before !== undefined
  const cursor = before ?? after
  const direction = backwards ? -sign : sign
  return {
    size,
    backwards,
    isBeyond: (alert) => cursor === undefined || direction * compare(positionOf(by, alert), cursor) > 0,
  }
}

/** One page in the order of the list, and whether kept alerts lie on either side of it. */
function cut(
  sorted: readonly Alert[],
  keeps: AlertList['keeps'],
  { size, backwards, isBeyond }: Window,
): { readonly items: readonly Alert[]; readonly before: boolean; readonly after: boolean } {
  const inOrder = backwards ? sorted.toReversed() : sorted
  const start = inOrder.findIndex(isBeyond)
  const split = start < 0 ? inOrder.length : start
  const items: Alert[] = []
  let isMore = false
  for (let index = split; index < inOrder.length && !isMore; index += 1) {
    const alert = inOrder[index]
    if (!alert || !keeps(alert)) continue
    if (items.length === size) isMore = true
    else items.push(alert)
  }
  const isBehind = inOrder.slice(0, split).findLast(keeps) !== undefined
  return backwards ? { items: items.reverse(), before: isMore, after: isBehind } : { items, before: isBehind, after: isMore }
}

function writeCursor({ by }: Order, alert: Alert): string {
  return encodeCursor(positionOf(by, alert).join(' '))
}

/** An empty `after` is how cursor mode is asked for. */
function readCursor(call: Call, name: 'after' | 'before'): Position | undefined {
  const text = call.query.get(name) ?? ''
  if (text === '') return undefined
  const [moment = '', repository, number] = (decodeCursor(text) ?? '').split(' ')
  if (!Number.isInteger(Number(number))) throw new EarlyAnswer(problem(400, 'Invalid cursor'))
  return [moment, Number(repository), Number(number)]
}

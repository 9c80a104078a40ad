import { createHmac } from 'node:crypto'
import type { TicketState } from '../../../model/ticket.ts'
import { isRecord, textAt } from '../../../shape/blank.ts'
import { type Answer, type Call, EarlyAnswer, type Route } from '../../call.ts'
import type { Clock } from '../../clock.ts'
import { decodeCursor, encodeCursor, readCount, takePage } from '../../paging.ts'
import type { TrackerFacts } from '../../world.ts'

interface Row {
  readonly id: string
  readonly marker: string
  readonly title: string
  readonly text: string
  readonly createdAt: number
  changedAt: number
  state: TicketState
  readonly comments: { readonly marker: string; readonly text: string }[]
}

/** Tickets of the invented vendor. A search finds them twenty seconds after they were created. */
export interface Desk {
  readonly routes: readonly Route[]
  readonly facts: TrackerFacts
}

const indexLag = 20_000

export function createDesk(clock: Clock, key: string, guarded: (answer: (call: Call) => Answer) => Route['handle']): Desk {
  const rows = new Map<string, Row>()
  let counter = 0

  function rowOf({ params }: Call): Row {
    const row = rows.get(params['id'] ?? '')
    if (row === undefined) throw new EarlyAnswer({ status: 404, body: { message: 'No such ticket.' } })
    return row
  }

  function move(row: Row, state: TicketState): void {
    row.state = state
    row.changedAt = clock.now().getTime()
  }

  function create({ body }: Call): Answer {
    const [marker, title, text] = [textAt(body, 'marker'), textAt(body, 'title'), textAt(body, 'text')]
    if (marker === null || title === null || title.length > 200 || text === null || text.length > 5000)
      return { status: 400, body: { message: 'No such title or text.' } }
    counter += 1
    const now = clock.now().getTime()
    const row: Row = { id: `${counter}`, marker, title, text, createdAt: now, changedAt: now, state: 'open', comments: [] }
    rows.set(row.id, row)
    return { status: 201, body: row }
  }

  function list(call: Call): Answer {
    const [marker, since] = [call.query.get('marker'), call.query.get('since')]
    const found = [...rows.values()].filter(
      (row) =>
        row.createdAt + indexLag <= call.now.getTime() &&
        (marker === null || row.marker === marker) &&
        (since === null || row.changedAt >= Date.parse(since)),
    )
    const after = decodeCursor(call.query.get('cursor') ?? '')
    const start = after === undefined ? 0 : found.findIndex(({ id }) => id === after) + 1
    const { items, more } = takePage(found.slice(start), readCount(call.query, 'limit', { fallback: 50, min: 1, max: 50 }))
    const last = items.at(-1)
    return { status: 200, body: { tickets: items, next: more && last ? encodeCursor(last.id) : null } }
  }

  function change(call: Call): Answer {
    const row = rowOf(call)
    const goal = (['open', 'done', 'wont-do'] as const).find((state) => state === textAt(call.body, 'state'))
    if (goal === undefined) return { status: 400, body: { message: 'No such state.' } }
    move(row, goal)
    return { status: 200, body: row }
  }

  function comment(call: Call): Answer {
    const row = rowOf(call)
    if (!isRecord(call.body)) return { status: 400, body: { message: 'What is this?' } }
    row.comments.push({ marker: String(call.body['marker']), text: String(call.body['text']) })
    return { status: 201, body: { ok: true } }
  }

  const path = '/teams/{team}/tickets'
  return {
    routes: [
      { method: 'POST', pattern: path, handle: guarded(create) },
      { method: 'GET', pattern: path, handle: guarded(list) },
      { method: 'GET', pattern: `${path}/{id}`, handle: guarded((call) => ({ status: 200, body: rowOf(call) })) },
      { method: 'PATCH', pattern: `${path}/{id}`, handle: guarded(change) },
      { method: 'POST', pattern: `${path}/{id}/comments`, handle: guarded(comment) },
    ],
    facts: {
      repository: { fullName: 'acme/web-shop', url: 'https://github.com/acme/web-shop', nativeId: null },
      stranger: { fullName: 'stranger/thing', url: 'https://github.com/stranger/thing', nativeId: null },
      creating: `POST ${path}`,
      commenting: `POST ${path}/{id}/comments`,
      reading: [`GET ${path}`, `GET ${path}/{id}`],
      held: () =>
        [...rows.values()].map(({ id, title, text, comments, state }) => ({
          id,
          title,
          content: text,
          comments: comments.map((one) => one.text),
          state,
        })),
      people: {
        move: (id, to) => {
          const row = rows.get(id)
          if (row !== undefined) move(row, to)
        },
        remove: (id) => void rows.delete(id),
      },
      call: (id) => {
        const body = JSON.stringify({ ticket: { id } })
        return { headers: { 'x-sample-signature': `v1=${createHmac('sha256', key).update(body).digest('hex')}` }, body }
      },
    },
  }
}

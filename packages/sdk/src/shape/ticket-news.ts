import type { Ticket, TicketNews, TicketQuestion } from '../model/ticket.ts'

/** How a tracker is read. */
export interface TicketSource {
  /** The hub's own tickets as the tracker lists them, those that changed since then or all. May hold others, and may miss some. */
  readonly list: (since: string | null) => AsyncIterable<readonly Ticket[]>
  /** One of them by its id; `null` when it is gone. */
  readonly one: (id: string) => Promise<Ticket | null>
}

/** So few are quicker asked for one by one. */
const few = 5

/**
 * Answers a question about tickets from the tracker's list, and asks for what the list ought to have had one by one: somebody may have
 * taken the label away, or moved the ticket elsewhere.
 */
export async function* ticketNews(
  question: TicketQuestion,
  { list, one }: TicketSource,
): AsyncGenerator<readonly TicketNews[], void, void> {
  const { ids, since } = question
  const missing = new Set(ids)
  if (ids.length > few || since !== null) {
    for await (const tickets of list(since)) {
      const wanted = tickets.filter(({ id }) => missing.delete(id))
      if (wanted.length > 0) yield wanted.map((ticket) => ({ kind: 'ticket', ticket }) as const)
    }
  }
  if (since !== null) return
  for (const id of missing) {
    const ticket = await one(id)
    yield [ticket === null ? { kind: 'gone', id } : { kind: 'ticket', ticket }]
  }
}

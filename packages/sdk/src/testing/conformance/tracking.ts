import type { NewTicket, Ticket, TicketComment, TicketNews, TicketQuestion, TicketText } from '../../model/ticket.ts'
import type { OpenedTickets } from '../../plugin.ts'
import type { TrackerFacts } from '../world.ts'
import { beginning, type Session } from './session.ts'

/** The tickets of a session. Throws for a connector that has none. */
export function ticketsOf({ opened }: Session): OpenedTickets {
  if (opened.tickets === undefined) throw new Error('It has no tickets.')
  return opened.tickets
}

const plainText: TicketText = [
  { kind: 'paragraph', line: [{ text: 'Upgrade ' }, { text: 'lodash', as: 'code' }, { text: ' to 4.17.21.', as: 'strong' }] },
  {
    kind: 'list',
    lines: [
      [{ text: 'CVE-2021-23337', url: 'https://hub.example/vulnerabilities/vul_1' }, { text: ' in package-lock.json' }],
      [{ text: 'CVE-2020-8203' }],
    ],
  },
  { kind: 'code', text: 'npm install lodash@4.17.21' },
]

const mention =
  '@octocat [~admin] /close !23 #1 $5 {code} {noformat} *bold* `tick` <b>x</b> [l](https://evil.example) &amp; \u202e'

/** Words as somebody hostile puts them into the name of a package. */
export const hostileText: TicketText = [
  { kind: 'paragraph', line: [{ text: `/close\n${mention}\u0000\ud800`, as: 'strong' }, { text: '' }] },
  {
    kind: 'list',
    lines: Array.from({ length: 400 }, (_, index) => [
      { text: `${mention} ${index} `, as: 'code' },
      { text: 'x '.repeat(200) },
    ]),
  },
  { kind: 'code', text: '``` {code} {noformat}\n'.repeat(30) },
  { kind: 'paragraph', line: [] },
]

/** The ticket with that number, the same for the same number. */
export function ticketOf({ repository }: Pick<TrackerFacts, 'repository'>, number = 1): NewTicket {
  return {
    marker: `kit${String(number).padStart(9, '0')}`,
    since: beginning,
    repository,
    title: `Upgrade lodash (${number})`,
    text: plainText,
  }
}

export function commentOf(number = 1): TicketComment {
  return { marker: `kitc${String(number).padStart(8, '0')}`, since: beginning, text: plainText }
}

/** Time for the tracker to find what was just created. */
export function settle(session: Session): void {
  session.clock.advance(ticketsOf(session).settleSeconds * 1000)
}

export async function readAll(session: Session, question: TicketQuestion): Promise<readonly TicketNews[]> {
  const news: TicketNews[] = []
  for await (const page of ticketsOf(session).read(question)) news.push(...page)
  return news
}

/** Opens a ticket and lets the tracker settle. */
export async function openTicket(session: Session, facts: TrackerFacts, number = 1): Promise<Ticket> {
  const ticket = await ticketsOf(session).create(ticketOf(facts, number))
  settle(session)
  return ticket
}

/** Everything that is done with a ticket, once. */
export async function followTicket(session: Session, way: number): Promise<void> {
  const facts = session.world.ways[way]?.tickets
  if (facts === undefined) return
  const tickets = ticketsOf(session)
  const { id } = await openTicket(session, facts)
  await tickets.comment(id, commentOf())
  await tickets.move(id, 'done')
  await tickets.move(id, 'open')
  await readAll(session, { ids: [id], since: null })
  await readAll(session, { ids: [id], since: beginning })
}

import type { Ticket, TicketNews } from '@patchbay/sdk'
import { actionOfTicket, ticketActor } from '../../domain/ticket-state.ts'
import type { Store, Writers } from '../../store/store.ts'
import type { TicketRow } from '../../store/tickets/shapes.ts'
import { moveOn } from '../remediate/move-on.ts'

interface Deps {
  readonly store: Store
  readonly now: () => Date
}

/** How far the news can be trusted. */
interface Asked {
  readonly askedAt: Date
  /** What happened later may be missing in them. */
  readonly knownTo: Date
}

/** Takes in what a tracker says of tickets. What somebody moved over there moves the remediation, as far as it can go. */
export async function takeIn(
  { store, now }: Deps,
  connectionId: number,
  news: readonly TicketNews[],
  asked: Asked,
): Promise<void> {
  const ids = news.map((one) => (one.kind === 'gone' ? one.id : one.ticket.id))
  const rows = await store.transact((write) => write.tickets.findByExternalIds(connectionId, ids))
  const byId = new Map(rows.map((row) => [row.externalId, row]))
  for (const one of news) {
    const row = byId.get(one.kind === 'gone' ? one.id : one.ticket.id)
    if (row === undefined) continue
    await store.transact((write) =>
      one.kind === 'gone' ? write.tickets.gone(row.id, now()) : update(write, row, one.ticket, asked, now()),
    )
  }
}

async function update(
  write: Writers,
  { id, remediationId, state }: TicketRow,
  ticket: Ticket,
  asked: Asked,
  now: Date,
): Promise<void> {
  if (state !== ticket.state) {
    // Everybody locks vulnerabilities before what fixes them, and that before its ticket.
    await write.vulnerabilities.lock(await write.remediations.vulnerabilitiesOf([remediationId]))
  }
  const [remediation] = state === ticket.state ? [] : await write.remediations.lock([remediationId])
  const current = await write.tickets.lock(id)
  if (current === undefined) return
  if (current.state !== ticket.state && (await isOutdated(write, current, asked))) return
  await write.tickets.seen(id, ticket, now)
  if (remediation === undefined || current.state === ticket.state) return
  const action = actionOfTicket({ from: current.state, to: ticket.state, remediation: remediation.state })
  if (action === null) return
  const reason = `Ticket ${ticket.key} is ${ticket.word}.`
  await moveOn(write, remediation, { trigger: action, actor: ticketActor, reason }, now)
}

/** Older than what is known already, or about to be overruled by what the hub has yet to do over there. */
async function isOutdated(
  write: Writers,
  { id, writtenAt, changedAt }: TicketRow,
  { askedAt, knownTo }: Asked,
): Promise<boolean> {
  if (writtenAt !== null && writtenAt >= knownTo) return true
  if (changedAt !== null && (changedAt > askedAt || changedAt > knownTo)) return true
  return write.ticketTasks.isWaiting(id, 'move')
}

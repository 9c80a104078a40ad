import { setTimeout as pause } from 'node:timers/promises'
import type { Resource } from '@patchbay/client'
import { clientOf, type DemoHub, must } from './drive.ts'

/** Milliseconds until a tracker has a ticket, and until it hears what became of the work. */
const patience = 30_000

/** Opens a ticket for a remediation in the first tracker that takes it, and waits until it is there. */
export async function openTicket(hub: DemoHub, remediationId: string, say: (line: string) => void): Promise<void> {
  const client = clientOf(hub)
  const params = { path: { id: remediationId } }
  for (const { id, label } of must(await client.GET('/api/v1/trackers')).items) {
    const { error } = await client.POST('/api/v1/remediations/{id}/ticket', { params, body: { connectionId: id } })
    if (error !== undefined) continue
    const ticket = await ticketThat(hub, remediationId, ({ standing }) => standing === 'linked')
    if (ticket !== undefined) say(`${ticket.key} in ${label}: opened.`)
    return
  }
}

/** Says what a verified remediation did to its ticket. */
export async function followTicket(hub: DemoHub, remediationId: string, say: (line: string) => void): Promise<void> {
  const ticket = await ticketThat(hub, remediationId, ({ state, waiting }) => state === 'done' && waiting === 0)
  if (ticket !== undefined) say(`${ticket.key} in ${ticket.connection.label}: ${ticket.word}.`)
}

async function ticketThat(
  hub: DemoHub,
  remediationId: string,
  fits: (ticket: Resource<'Ticket'>) => boolean,
): Promise<Resource<'Ticket'> | undefined> {
  const query = { remediation: [remediationId], limit: 1 }
  for (const until = Date.now() + patience; Date.now() < until; await pause(200)) {
    const [ticket] = must(await clientOf(hub).GET('/api/v1/tickets', { params: { query } })).items
    if (ticket === undefined || fits(ticket)) return ticket
  }
  return undefined
}

import { z } from 'zod'
import { notFound } from '../../../domain/problem.ts'
import { databaseId } from '../../../domain/public-id.ts'
import { Ticket } from '../../../usecases/browse/resources/ticket.ts'
import { actorOf } from '../../caller.ts'
import { byId, Id, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const openTicket = defineRoute({
  id: 'openTicket',
  method: 'POST',
  path: '/remediations/:id/ticket',
  summary: 'Open a ticket for a remediation',
  description:
    'From the template in the settings. A proposed remediation is opened by it. The answer comes before the tracker has the ticket; one that ' +
    'could not be opened is tried again. There is never a second one.',
  permission: 'writer',
  within: itself,
  audit: { event: 'ticket.opened', object: ({ params }) => params.id },
  params: byId('remediation', 'rem_8'),
  query: none,
  body: z
    .strictObject({ connectionId: Id.describe('A connection to a tracker.') })
    .meta({ examples: [{ connectionId: 'con_1a' }] }),
  status: 201,
  response: Ticket,
  handle: async (call, { commands, browse }) => {
    const { id } = call.params
    await commands.tickets.open(databaseId('remediation', id), databaseId('connection', call.body.connectionId), actorOf(call))
    const ticket = await browse.tickets.of(id)
    if (ticket === null) throw notFound('remediation', id)
    return ticket
  },
})

import { databaseId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none, nothing } from '../../route.ts'

export const unlinkTicket = defineRoute({
  id: 'unlinkTicket',
  method: 'DELETE',
  path: '/remediations/:id/ticket',
  summary: 'Unlink the ticket of a remediation',
  description: 'Over there the ticket stays as it is; the two are no longer kept in step. Another one can be opened.',
  permission: 'writer',
  within: itself,
  audit: {
    event: 'ticket.unlinked',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.tickets.of(params.id),
  },
  params: byId('remediation', 'rem_8'),
  query: none,
  body: none,
  status: 204,
  response: nothing,
  handle: async (call, { commands }) => {
    await commands.tickets.unlink(databaseId('remediation', call.params.id), actorOf(call))
  },
})

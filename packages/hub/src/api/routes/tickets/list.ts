import { listOf } from '../../../usecases/browse/resources/common.ts'
import { Ticket, TicketState } from '../../../usecases/browse/resources/ticket.ts'
import { ids, listQuery, many } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listTickets = defineRoute({
  id: 'listTickets',
  method: 'GET',
  path: '/tickets',
  summary: 'List tickets',
  description: 'The tickets of remediations in trackers, newest first.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['-createdAt'], {
    remediation: ids('remediations'),
    connection: ids('connections to trackers'),
    state: many(TicketState),
  }),
  body: none,
  status: 200,
  response: listOf(Ticket, 'Ticket'),
  handle: ({ query }, { browse }) => browse.tickets.list(query, query),
})

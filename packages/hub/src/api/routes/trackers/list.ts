import { ConnectionRef, listOf } from '../../../usecases/browse/resources/common.ts'
import { defineRoute, none } from '../../route.ts'

export const listTrackers = defineRoute({
  id: 'listTrackers',
  method: 'GET',
  path: '/trackers',
  summary: 'List trackers',
  description: 'Connections that take tickets, by label.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: none,
  body: none,
  status: 200,
  response: listOf(ConnectionRef, 'Tracker'),
  handle: (_call, { browse }) => browse.tickets.trackers(),
})

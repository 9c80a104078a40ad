import { Connection } from '../../../usecases/browse/resources/connection.ts'
import { defineRoute, none } from '../../route.ts'
import { asSeenBy } from './details.ts'
import { oneConnection } from './settings.ts'

export const getConnection = defineRoute({
  id: 'getConnection',
  method: 'GET',
  path: '/connections/:id',
  summary: 'Show a connection',
  description: 'Its settings and its account only to maintainers.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: oneConnection,
  query: none,
  body: none,
  status: 200,
  response: Connection,
  handle: async (call, { browse }) => asSeenBy(call, await browse.connections.get(call.params.id)),
})

import { Connection } from '../../../usecases/browse/resources/connection.ts'
import { defineRoute, none } from '../../route.ts'
import { oneConnection } from './settings.ts'

export const getConnection = defineRoute({
  id: 'getConnection',
  method: 'GET',
  path: '/connections/:id',
  summary: 'Show a connection',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: oneConnection,
  query: none,
  body: none,
  status: 200,
  response: Connection,
  handle: ({ params }, { browse }) => browse.connections.get(params.id),
})

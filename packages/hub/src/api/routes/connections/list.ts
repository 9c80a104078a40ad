import { z } from 'zod'
import { listOf } from '../../../usecases/browse/resources/common.ts'
import { Connection, ConnectionState } from '../../../usecases/browse/resources/connection.ts'
import { listQuery, many } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'
import { asSeenBy } from './details.ts'

export const listConnections = defineRoute({
  id: 'listConnections',
  method: 'GET',
  path: '/connections',
  summary: 'List connections',
  description: 'Their settings and accounts only to maintainers.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['label'], { connector: many(z.string().max(100)), state: many(ConnectionState) }),
  body: none,
  status: 200,
  response: listOf(Connection, 'Connection'),
  handle: async (call, { browse }) => {
    const { items, nextCursor, count } = await browse.connections.list(call.query, call.query)
    return { items: items.map((connection) => asSeenBy(call, connection)), nextCursor, count }
  },
})

import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none, nothing } from '../../route.ts'
import { oneConnection } from './settings.ts'

export const removeConnection = defineRoute({
  id: 'removeConnection',
  method: 'DELETE',
  path: '/connections/:id',
  summary: 'Remove a connection',
  permission: 'maintainer',
  audit: {
    event: 'connection.removed',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.connections.get(params.id),
    after: ({ query }) => query,
  },
  params: oneConnection,
  query: z.strictObject({
    findings: z
      .enum(['keep', 'delete'])
      .default('keep')
      .describe('`keep` closes its findings with the reason "connection removed"; `delete` deletes them for good.'),
  }),
  body: none,
  status: 204,
  response: nothing,
  handle: async (call, { commands }) => {
    await commands.connections.remove(databaseId('connection', call.params.id), call.query.findings, actorOf(call))
  },
})

import { databaseId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none, nothing } from '../../route.ts'

export const testConnectionMessage = defineRoute({
  id: 'testConnectionMessage',
  method: 'POST',
  path: '/connections/:id/test-message',
  summary: 'Send a test message',
  description: 'Through a connection that tells people. Answers once it has arrived, or says why it did not.',
  permission: 'maintainer',
  limit: 10,
  audit: { event: 'connection.test-message', object: ({ params }) => params.id },
  params: byId('connection', 'con_1a'),
  query: none,
  body: none,
  status: 204,
  response: nothing,
  handle: async (call, { commands }) => {
    await commands.notifications.test(databaseId('connection', call.params.id), actorOf(call))
  },
})

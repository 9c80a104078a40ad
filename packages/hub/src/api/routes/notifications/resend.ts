import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { byId, Id } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const resendNotification = defineRoute({
  id: 'resendNotification',
  method: 'POST',
  path: '/notifications/:id/resend',
  summary: 'Send a notification again',
  description: 'To everybody who was told of it, or through one connection. The message keeps its id, so receivers can tell.',
  permission: 'maintainer',
  audit: { event: 'notification.resent', object: ({ params }) => params.id },
  params: byId('notification', 'ntf_1a'),
  query: none,
  body: z
    .strictObject({ connectionId: Id.optional().describe('Only through this connection.') })
    .meta({ examples: [{ connectionId: 'con_1a' }] }),
  status: 202,
  response: z.object({ sent: z.int().nonnegative().describe('Deliveries that are made again; what still waits is not.') }),
  handle: (call, { commands }) => {
    const { connectionId } = call.body
    const connection = connectionId === undefined ? null : databaseId('connection', connectionId)
    return commands.notifications.resend(databaseId('notification', call.params.id), connection, actorOf(call))
  },
})

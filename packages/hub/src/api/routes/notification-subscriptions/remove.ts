import { databaseId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none, nothing } from '../../route.ts'

export const removeNotificationSubscription = defineRoute({
  id: 'removeNotificationSubscription',
  method: 'DELETE',
  path: '/notification-subscriptions/:id',
  summary: 'Remove a notification subscription',
  description: 'Nothing new is told by it. What was handed out already still arrives.',
  permission: 'maintainer',
  audit: {
    event: 'notification-subscription.removed',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.notificationSubscriptions.get(params.id),
  },
  params: byId('notification subscription', 'sub_1'),
  query: none,
  body: none,
  status: 204,
  response: nothing,
  handle: async (call, { commands }) => {
    await commands.notifications.unsubscribe(databaseId('notification subscription', call.params.id), actorOf(call))
  },
})

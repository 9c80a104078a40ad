import { databaseId } from '../../../domain/public-id.ts'
import { NotificationSubscription } from '../../../usecases/browse/resources/notification.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { SubscriptionChange, subscriptionInput } from './input.ts'

export const updateNotificationSubscription = defineRoute({
  id: 'updateNotificationSubscription',
  method: 'PATCH',
  path: '/notification-subscriptions/:id',
  summary: 'Change a notification subscription',
  description: 'What was handed out already is not taken back.',
  permission: 'maintainer',
  audit: {
    event: 'notification-subscription.updated',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.notificationSubscriptions.get(params.id),
  },
  params: byId('notification subscription', 'sub_1'),
  query: none,
  body: SubscriptionChange,
  status: 200,
  response: NotificationSubscription,
  handle: async (call, { commands, browse }) => {
    const id = databaseId('notification subscription', call.params.id)
    await commands.notifications.updateSubscription(id, subscriptionInput(call.body), actorOf(call))
    return browse.notificationSubscriptions.get(call.params.id)
  },
})

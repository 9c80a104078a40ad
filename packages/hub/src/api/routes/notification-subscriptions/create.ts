import { databaseId, publicId } from '../../../domain/public-id.ts'
import { NotificationSubscription } from '../../../usecases/browse/resources/notification.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { SubscriptionBody, subscriptionInput } from './input.ts'

export const createNotificationSubscription = defineRoute({
  id: 'createNotificationSubscription',
  method: 'POST',
  path: '/notification-subscriptions',
  summary: 'Create a notification subscription',
  description: 'What is left out means everything. A new connection that tells people already has one, for everything.',
  permission: 'maintainer',
  audit: { event: 'notification-subscription.created', object: (_call, answer) => answer?.id ?? null },
  params: none,
  query: none,
  body: SubscriptionBody,
  status: 201,
  response: NotificationSubscription,
  handle: async (call, { commands, browse }) => {
    const { connectionId, ...terms } = call.body
    const input = { ...subscriptionInput(terms), connectionId: databaseId('connection', connectionId) }
    const id = await commands.notifications.subscribe(input, actorOf(call))
    return browse.notificationSubscriptions.get(publicId('notification subscription', id))
  },
})

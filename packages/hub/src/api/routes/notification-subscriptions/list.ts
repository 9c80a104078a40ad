import { listOf } from '../../../usecases/browse/resources/common.ts'
import { NotificationSubscription } from '../../../usecases/browse/resources/notification.ts'
import { ids, listQuery } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listNotificationSubscriptions = defineRoute({
  id: 'listNotificationSubscriptions',
  method: 'GET',
  path: '/notification-subscriptions',
  summary: 'List notification subscriptions',
  description: 'What is told through which connection. Several of one connection add up; nobody is told anything twice.',
  permission: 'maintainer',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['connection'], { connection: ids('connections') }),
  body: none,
  status: 200,
  response: listOf(NotificationSubscription, 'NotificationSubscription'),
  handle: ({ query }, { browse }) => browse.notificationSubscriptions.list(query, query),
})

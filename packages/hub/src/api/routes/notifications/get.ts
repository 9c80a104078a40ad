import { NotificationDetail } from '../../../usecases/browse/resources/notification.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getNotification = defineRoute({
  id: 'getNotification',
  method: 'GET',
  path: '/notifications/:id',
  summary: 'Show a notification, with every try to deliver it',
  permission: 'maintainer',
  audit: { none: 'Only reads.' },
  params: byId('notification', 'ntf_1a'),
  query: none,
  body: none,
  status: 200,
  response: NotificationDetail,
  handle: ({ params }, { browse }) => browse.notifications.get(params.id),
})

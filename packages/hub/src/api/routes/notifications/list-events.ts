import { z } from 'zod'
import { NotificationEvent } from '../../../usecases/browse/resources/notification.ts'
import { defineRoute, none } from '../../route.ts'

export const listNotificationEvents = defineRoute({
  id: 'listNotificationEvents',
  method: 'GET',
  path: '/notifications/events',
  summary: 'List what people can be told of',
  permission: 'maintainer',
  audit: { none: 'Only reads.' },
  params: none,
  query: none,
  body: none,
  status: 200,
  response: z.object({ items: z.array(NotificationEvent) }).meta({ id: 'NotificationEventList' }),
  handle: async (_call, { browse }) => ({ items: browse.notifications.events() }),
})

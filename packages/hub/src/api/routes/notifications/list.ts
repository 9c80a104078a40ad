import { z } from 'zod'
import { listOf } from '../../../usecases/browse/resources/common.ts'
import { DeliveryState, Notification } from '../../../usecases/browse/resources/notification.ts'
import { ids, listQuery, many } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listNotifications = defineRoute({
  id: 'listNotifications',
  method: 'GET',
  path: '/notifications',
  summary: 'List notifications',
  description: 'What there was to tell in the last 30 days, newest first, and what came of telling it.',
  permission: 'maintainer',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['-raisedAt'], {
    type: many(z.string().max(100)).describe('Event types, or `test`; any of them.'),
    connection: ids('connections through which it was told, or is to be'),
    state: many(DeliveryState).describe('With a delivery in one of these states.'),
  }),
  body: none,
  status: 200,
  response: listOf(Notification, 'Notification'),
  handle: ({ query }, { browse }) => browse.notifications.list(query, query),
})

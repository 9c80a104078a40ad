import { z } from 'zod'
import { urgencies } from '../../../domain/notification.ts'
import { eventTypes } from '../../../domain/notification-events.ts'
import { ActorRef, ConnectionRef, Time } from './common.ts'
import { ProductTypeRef } from './product.ts'

export const Urgency = z.enum(urgencies).meta({ id: 'Urgency', description: 'How much it matters, least first.' })
export type Urgency = z.output<typeof Urgency>

export const EventType = z.enum(eventTypes).meta({ id: 'EventType', description: 'What people can be told of.' })
export type EventType = z.output<typeof EventType>

export const DeliveryState = z.enum(['waiting', 'delivered', 'failed']).meta({
  id: 'DeliveryState',
  description: '`waiting`: to be tried, or tried again. `failed`: given up, a day after the first try or at a refusal.',
})
export type DeliveryState = z.output<typeof DeliveryState>

export const NotificationSubscription = z
  .object({
    id: z.string().meta({ examples: ['sub_1'] }),
    connection: ConnectionRef.describe('Through which people are told.'),
    types: z.array(z.string()).nullable().describe('Null for every type, also those of later versions.'),
    minimumUrgency: Urgency,
    productTypes: z.array(ProductTypeRef).nullable().describe('Only what concerns one of these; null for everything.'),
    createdBy: ActorRef.nullable(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'NotificationSubscription', description: 'What is told through a connection.' })
export type NotificationSubscription = z.output<typeof NotificationSubscription>

export const NotificationDelivery = z
  .object({
    connection: ConnectionRef.describe('Through which people are told.'),
    state: DeliveryState,
    tries: z.int().nonnegative(),
    nextTryAt: Time.nullable(),
    endedAt: Time.nullable(),
    lastMessage: z.string().nullable().describe('What went wrong at the last try; null when nothing did.'),
  })
  .meta({ id: 'NotificationDelivery' })
export type NotificationDelivery = z.output<typeof NotificationDelivery>

const facts = {
  id: z.string().meta({ examples: ['ntf_1a'] }),
  messageId: z.string().describe('What receivers know it by; the same at every try.'),
  type: z.string().meta({ description: 'An event type, or `test`.', examples: ['connection.needs-attention'] }),
  urgency: Urgency,
  at: Time,
  title: z.string(),
  text: z.string().nullable(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  path: z.string().describe('Page of the web app.'),
  connection: ConnectionRef.nullable().describe('What it is about, as it was called then.'),
  handedOutAt: Time.nullable().describe(
    'When it went to those who had asked for it; null while it is on its way, or still gathers.',
  ),
}

export const Notification = z
  .object({ ...facts, deliveries: z.array(NotificationDelivery) })
  .meta({ id: 'Notification', description: 'Something there was to tell, and what came of it.' })
export type Notification = z.output<typeof Notification>

export const NotificationDetail = z
  .object({
    ...facts,
    deliveries: z.array(
      NotificationDelivery.extend({
        log: z
          .array(
            z.object({
              at: Time,
              outcome: z.enum(['delivered', 'failed']),
              fault: z.string().nullable(),
              status: z.int().nullable().describe('HTTP status of the answer, where there was one.'),
              message: z.string().nullable(),
            }),
          )
          .describe('Every try, newest first.'),
      }).meta({ id: 'NotificationDeliveryDetail' }),
    ),
  })
  .meta({ id: 'NotificationDetail' })
export type NotificationDetail = z.output<typeof NotificationDetail>

export const NotificationEvent = z
  .object({ type: EventType, label: z.string(), description: z.string(), urgency: Urgency })
  .meta({ id: 'NotificationEvent', description: 'A kind of event people can be told of.' })
export type NotificationEvent = z.output<typeof NotificationEvent>

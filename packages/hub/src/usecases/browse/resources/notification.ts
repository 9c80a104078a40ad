import { z } from 'zod'
import { urgencies, whenQuiet } from '../../../domain/notification.ts'
import { eventTypes } from '../../../domain/notification-events.ts'
import { changeTypes } from '../../../domain/vulnerability-change.ts'
import { ActorRef, ConnectionRef, ProductRef, Time } from './common.ts'
import { Cadence } from './connection.ts'
import { ProductTypeRef } from './product.ts'
import { MinimumSeverity } from './scan-profile.ts'

export const Urgency = z.enum(urgencies).meta({ id: 'Urgency', description: 'How much it matters, least first.' })
export type Urgency = z.output<typeof Urgency>

export const EventType = z
  .enum([...eventTypes, ...changeTypes])
  .meta({ id: 'EventType', description: 'What people and receivers can be told of.' })
export type EventType = z.output<typeof EventType>

export const DeliveryState = z.enum(['waiting', 'delivered', 'failed']).meta({
  id: 'DeliveryState',
  description: '`waiting`: to be tried, or tried again. `failed`: given up, a day after the first try or at a refusal.',
})
export type DeliveryState = z.output<typeof DeliveryState>

export const Digest = z
  .object({
    cadence: Cadence.describe('When it is sent.'),
    whenQuiet: z.enum(whenQuiet).describe('When nothing changed: `tell` says so in a line, `skip` sends nothing.'),
  })
  .meta({ id: 'Digest', description: 'A message from time to time that sums up what changed since the last one.' })
export type Digest = z.output<typeof Digest>

export const NotificationSubscription = z
  .object({
    id: z.string().meta({ examples: ['sub_1'] }),
    connection: ConnectionRef.describe('Through which people are told.'),
    types: z.array(z.string()).nullable().describe('Null for every type operators are told of, also those of later versions.'),
    minimumUrgency: Urgency.describe('Of what operators are told of.'),
    minimumSeverity: MinimumSeverity.nullable().describe(
      'Of what is told of vulnerabilities; those of unknown severity are told whatever it is.',
    ),
    productTypes: z.array(ProductTypeRef).nullable().describe('Only what concerns one of these, or of the products.'),
    products: z.array(ProductRef).nullable().describe('With `productTypes`: null and null for everything.'),
    digest: Digest.extend({ nextAt: Time.nullable(), lastAt: Time.nullable() }).meta({ id: 'NotificationDigest' }).nullable(),
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
  type: z.string().meta({
    description: 'An event type, `vulnerability.changes`, `digest` or `test`.',
    examples: ['connection.needs-attention'],
  }),
  urgency: Urgency,
  at: Time,
  title: z.string(),
  text: z.string().nullable(),
  facts: z.array(
    z.object({
      label: z.string(),
      value: z.string(),
      path: z.string().nullable().describe('Page of the web app that shows more.'),
    }),
  ),
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
  .object({
    type: EventType,
    label: z.string(),
    description: z.string(),
    urgency: Urgency,
    byName: z.boolean().describe('Only told to those who ask for it by name: `types: null` does not mean it.'),
  })
  .meta({ id: 'NotificationEvent', description: 'A kind of event people can be told of.' })
export type NotificationEvent = z.output<typeof NotificationEvent>

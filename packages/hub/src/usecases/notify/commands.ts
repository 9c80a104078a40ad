import type { SubscriptionTerms } from '../../domain/notification.ts'
import { isEventType, testType } from '../../domain/notification-events.ts'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import type { ConnectionRow } from '../../store/connections/writer.ts'
import type { Writers } from '../../store/store.ts'
import type { Commands, SubscriptionInput } from '../commands.ts'
import { upstream } from '../upstream.ts'
import { type DeliverDeps, deliverOne } from './deliver.ts'
import { newMessageId } from './raise.ts'

interface Deps extends DeliverDeps {
  /** Starts delivering what is due now, without waiting for the next minute. */
  readonly deliverSoon: () => Promise<void>
}

/** Until then nobody else takes a test: who sends it makes the try. */
const reserved = 300_000

/** Who is told of what, and what was told, again. */
export function createNotify(deps: Deps): Commands['notifications'] {
  const { store, now } = deps
  return {
    subscribe: ({ connectionId, ...input }, actor) =>
      store.transact(async (write) => {
        await teller(deps, write, connectionId)
        const terms = await checked(write, { ...everything, ...pick(input), connectionId })
        return write.notifications.subscribe(terms, actor.id, now())
      }),
    updateSubscription: (subscriptionId, input) =>
      store.transact(async (write) => {
        const known = await found(write, subscriptionId)
        await write.notifications.updateSubscription(known.id, await checked(write, { ...known, ...pick(input) }), now())
      }),
    unsubscribe: (subscriptionId) =>
      store.transact(async (write) => {
        const { id } = await found(write, subscriptionId)
        await write.notifications.unsubscribe(id)
      }),
    replaceSubscriptions: (connectionId, inputs, actor) =>
      store.transact(async (write) => {
        await teller(deps, write, connectionId)
        const known = await write.notifications.subscriptionsOf(connectionId)
        for (const id of known.slice(inputs.length)) await write.notifications.unsubscribe(id)
        for (const [index, input] of inputs.entries()) {
          const terms = await checked(write, { ...everything, ...pick(input), connectionId })
          const id = known[index]
          if (id === undefined) await write.notifications.subscribe(terms, actor.id, now())
          else await write.notifications.updateSubscription(id, terms, now())
        }
      }),
    resend: async (notificationId, connectionId) => {
      const again = await store.transact(async (write) => {
        if (!(await write.deliveries.notificationExists(notificationId))) throw unknownNotification(notificationId)
        return write.deliveries.again(notificationId, connectionId, now())
      })
      if (again === null) throw neverSent(connectionId)
      await deps.deliverSoon()
      return { sent: again }
    },
    test: (connectionId) => test(deps, connectionId),
  }
}

/** What a connection that tells people is told of unless somebody says otherwise. */
export const everything = { types: null, minimumUrgency: 'information', productTypeIds: null } as const

function pick({ types, minimumUrgency, productTypeIds }: SubscriptionInput): Partial<Omit<SubscriptionTerms, 'connectionId'>> {
  return {
    ...(types !== undefined && { types }),
    ...(minimumUrgency !== undefined && { minimumUrgency }),
    ...(productTypeIds !== undefined && { productTypeIds }),
  }
}

async function found(write: Writers, id: number) {
  const subscription = await write.notifications.findSubscription(id)
  if (subscription === undefined) throw notFound('notification subscription', publicId('notification subscription', id))
  return subscription
}

async function checked(write: Writers, terms: SubscriptionTerms): Promise<SubscriptionTerms> {
  const unknown = terms.types?.find((type) => !isEventType(type))
  if (unknown !== undefined) {
    throw new Problem('invalid', `There is no event "${unknown}".`, { code: 'notification-type-unknown', field: 'types' })
  }
  for (const id of terms.productTypeIds ?? []) {
    if (!(await write.products.typeExists(id))) throw notFound('product type', publicId('product type', id))
  }
  if (terms.types?.length !== 0 && terms.productTypeIds?.length !== 0) return terms
  throw new Problem('invalid', 'A subscription that wants nothing tells nobody anything.', {
    code: 'notification-subscription-empty',
    field: terms.types?.length === 0 ? 'types' : 'productTypeIds',
    remedy: 'Name at least one, leave it out for all, or remove the subscription.',
  })
}

/** A connection that can tell people. */
async function teller({ plugins }: Deps, write: Writers, connectionId: number): Promise<ConnectionRow> {
  const connection = await write.connections.findForUpdate(connectionId)
  if (connection === undefined) throw notFound('connection', publicId('connection', connectionId))
  if (plugins.get(connection.connector)?.capabilities.includes('notify')) return connection
  throw new Problem('conflict', `"${connection.label}" tells nobody anything.`, {
    code: 'connection-cannot-notify',
    remedy: 'Choose a connection that sends messages, such as one to a chat.',
  })
}

/** Sends a message through a connection and waits for its outcome; it is in the log like any other. */
async function test(deps: Deps, connectionId: number): Promise<void> {
  const { store, now } = deps
  const deliveryId = await store.transact(async (write) => {
    const connection = await teller(deps, write, connectionId)
    const at = now()
    const notificationId = await write.notifications.raise(
      { messageId: newMessageId(), type: testType, urgency: 'information', connection, data: {}, raisedAt: at },
      null,
    )
    await write.deliveries.dispatched(notificationId, at)
    const later = new Date(at.getTime() + reserved)
    return write.deliveries.add({ notificationId, connectionId, productTypeIds: null }, at, later)
  })
  const end = deliveryId === undefined ? undefined : await deliverOne(deps, deliveryId)
  if (end?.fault) throw upstream(end.fault)
}

function unknownNotification(id: number): Problem {
  return notFound('notification', publicId('notification', id))
}

function neverSent(connectionId: number | null): Problem {
  return new Problem(
    'conflict',
    connectionId === null ? 'Nobody was told of this.' : 'This connection was never told of this.',
    { code: 'notification-not-sent', remedy: 'Only what was sent can be sent again. Subscribe to be told of the next one.' },
  )
}

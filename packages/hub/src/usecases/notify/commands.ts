import type { SubscriptionTerms } from '../../domain/notification.ts'
import { testType } from '../../domain/notification-events.ts'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import { sameCadence } from '../../domain/schedule.ts'
import { severityRank } from '../../domain/severity.ts'
import { changesAsked, justAfter } from '../../domain/vulnerability-change.ts'
import type { ConnectionRow } from '../../store/connections/writer.ts'
import type { Progress, Subscription } from '../../store/notifications/subscription-writer.ts'
import type { Writers } from '../../store/store.ts'
import type { Commands, SubscriptionInput } from '../commands.ts'
import { upstream } from '../upstream.ts'
import { type DeliverDeps, deliverOne } from './deliver.ts'
import { nextDigest } from './digest.ts'
import { newMessageId } from './raise.ts'
import { checkedTerms } from './terms.ts'

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
        return subscribe(write, terms, actor.id, now())
      }),
    updateSubscription: (subscriptionId, input) =>
      store.transact(async (write) => {
        const known = await found(write, subscriptionId)
        await update(write, known, await checked(write, { ...known, ...pick(input) }), now())
      }),
    unsubscribe: (subscriptionId) =>
      store.transact(async (write) => {
        const { id } = await found(write, subscriptionId)
        await write.subscriptions.unsubscribe(id)
      }),
    replaceSubscriptions: (connectionId, inputs, actor) =>
      store.transact(async (write) => {
        await teller(deps, write, connectionId)
        const known = await write.subscriptions.of(connectionId)
        for (const { id } of known.slice(inputs.length)) await write.subscriptions.unsubscribe(id)
        for (const [index, input] of inputs.entries()) {
          const terms = await checked(write, { ...everything, ...pick(input), connectionId })
          const subscription = known[index]
          if (subscription === undefined) await subscribe(write, terms, actor.id, now())
          else await update(write, subscription, terms, now())
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
const everything = {
  types: null,
  minimumUrgency: 'information',
  minimumSeverity: null,
  productTypeIds: null,
  productIds: null,
  digest: null,
} as const

/** Tells a connection that is new of everything operators are told of. */
export async function subscribeToEverything(write: Writers, connectionId: number, by: string, now: Date): Promise<void> {
  await write.subscriptions.subscribe({ ...everything, connectionId }, nothingYet, by, now)
}

const nothingYet: Progress = { changesPosition: null, digestPosition: null, digestNextAt: null }

async function subscribe(write: Writers, terms: SubscriptionTerms, by: string, now: Date): Promise<number> {
  return write.subscriptions.subscribe(terms, await progressOf(write, terms, null, now), by, now)
}

async function update(write: Writers, known: Subscription, terms: SubscriptionTerms, now: Date): Promise<void> {
  await write.subscriptions.update(known.id, terms, await progressOf(write, terms, known, now), now)
}

/** What is asked for anew begins now: whoever subscribes today is not told of what was before. */
async function progressOf(
  write: Writers,
  { types, digest }: SubscriptionTerms,
  known: Subscription | null,
  now: Date,
): Promise<Progress> {
  const { changesPosition, digestPosition, digestNextAt } = known?.progress ?? nothingYet
  const asksForChanges = changesAsked(types).length > 0
  if (!asksForChanges && digest === null) return nothingYet
  const end = await write.transitions.number()
  const sameDigest = known?.digest != null && digest !== null && sameCadence(known.digest.cadence, digest.cadence)
  return {
    changesPosition: asksForChanges ? (changesPosition ?? justAfter(end).position) : null,
    digestPosition: digest === null ? null : (digestPosition ?? end),
    digestNextAt: sameDigest ? digestNextAt : nextDigest(digest, now),
  }
}

function pick(input: SubscriptionInput): Partial<Omit<SubscriptionTerms, 'connectionId'>> {
  const { types, minimumUrgency, minimumSeverity, productTypeIds, productIds, digest } = input
  return {
    ...(types !== undefined && { types }),
    ...(minimumUrgency !== undefined && { minimumUrgency }),
    ...(minimumSeverity !== undefined && {
      minimumSeverity: minimumSeverity === null ? null : severityRank(minimumSeverity),
    }),
    ...(productTypeIds !== undefined && { productTypeIds }),
    ...(productIds !== undefined && { productIds }),
    ...(digest !== undefined && { digest }),
  }
}

async function found(write: Writers, id: number) {
  const subscription = await write.subscriptions.find(id)
  if (subscription === undefined) throw notFound('notification subscription', publicId('notification subscription', id))
  return subscription
}

async function checked(write: Writers, terms: SubscriptionTerms): Promise<SubscriptionTerms> {
  for (const id of terms.productTypeIds ?? []) {
    if (!(await write.products.typeExists(id))) throw notFound('product type', publicId('product type', id))
  }
  for (const id of terms.productIds ?? []) {
    if ((await write.products.find(id)) === undefined) throw notFound('product', publicId('product', id))
  }
  return checkedTerms(terms)
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
    return write.deliveries.add({ notificationId, connectionId, reach: everything }, at, later)
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

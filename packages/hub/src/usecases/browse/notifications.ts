import { eventKinds, eventTypes } from '../../domain/notification-events.ts'
import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import { changeDescriptions, changeTypes } from '../../domain/vulnerability-change.ts'
import type { DeliveryView, NotificationReader, SubscriptionView, TryView } from '../../store/notifications/reader.ts'
import type { ItemsRow, NotificationRow } from '../../store/notifications/shapes.ts'
import type { AboutConnection } from '../../store/notifications/writer.ts'
import { wordingOf } from '../notify/message.ts'
import type { ActorOf, NameActors } from './actors.ts'
import type { Browse } from './browse.ts'
import type { ConnectionRef } from './resources/common.ts'
import type { Notification, NotificationDelivery, NotificationSubscription } from './resources/notification.ts'
import { MinimumSeverity } from './resources/scan-profile.ts'
import { idsOf, iso, severityOf } from './values.ts'

interface Deps {
  readonly reader: NotificationReader
  readonly nameActors: NameActors
}

export function browseNotifications({ reader }: Pick<Deps, 'reader'>): Browse['notifications'] {
  return {
    async list(filter, page) {
      const connection = idsOf('connection', filter.connection)
      const { rows, nextCursor, count } = await reader.list({ ...filter, connection }, page)
      const ids = rows.map((row) => row.id)
      const [items, deliveries] = await Promise.all([reader.items(ids), reader.deliveries(ids)])
      const told = Map.groupBy(deliveries, (delivery) => delivery.notificationId)
      const listed = rows.map((row) => ({
        ...factsOf(row, items.get(row.id)),
        deliveries: (told.get(row.id) ?? []).map(toDelivery),
      }))
      return { items: listed, nextCursor, count }
    },
    async get(id) {
      const row = await reader.find(databaseId('notification', id))
      if (row === undefined) throw notFound('notification', id)
      const [items, deliveries, tries] = await Promise.all([
        reader.items([row.id]),
        reader.deliveries([row.id]),
        reader.tries(row.id),
      ])
      return {
        ...factsOf(row, items.get(row.id)),
        deliveries: deliveries.map((delivery) => ({
          ...toDelivery(delivery),
          log: tries.filter((one) => one.deliveryId === delivery.id).map(toTry),
        })),
      }
    },
    events: () => [
      ...eventTypes.map((type) => {
        const { label, description, urgency } = eventKinds[type]
        return { type, label, description, urgency, byName: false }
      }),
      ...changeTypes.map((type) => ({ type, ...changeDescriptions[type], urgency: 'information' as const, byName: true })),
    ],
  }
}

export function browseSubscriptions({ reader, nameActors }: Deps): Browse['notificationSubscriptions'] {
  return {
    async list(filter, page) {
      const { rows, nextCursor, count } = await reader.subscriptions(idsOf('connection', filter.connection), page)
      const actorOf = await nameActors(rows.map((row) => row.createdBy))
      return { items: rows.map((row) => toSubscription(row, actorOf)), nextCursor, count }
    },
    async get(id) {
      const view = await reader.subscription(databaseId('notification subscription', id))
      if (view === undefined) throw notFound('notification subscription', id)
      return toSubscription(view, await nameActors([view.createdBy]))
    },
  }
}

function factsOf(row: NotificationRow, items: ItemsRow = { total: 0, named: [] }): Omit<Notification, 'deliveries'> {
  const { title, text, path, facts } = wordingOf(row, items)
  return {
    id: publicId('notification', row.id),
    messageId: row.messageId,
    type: row.type,
    urgency: row.urgency,
    at: row.raisedAt.toISOString(),
    title,
    text,
    facts: facts.map(({ label, value, path: page = null }) => ({ label, value, path: page })),
    path,
    connection: row.connection === null ? null : connectionRef(row.connection),
    handedOutAt: iso(row.dispatchedAt),
  }
}

function toDelivery({ connection, state, tries, nextAt, endedAt, lastMessage }: DeliveryView): NotificationDelivery {
  return { connection: connectionRef(connection), state, tries, nextTryAt: iso(nextAt), endedAt: iso(endedAt), lastMessage }
}

function toTry({ at, outcome, fault, status, message }: TryView) {
  return { at: at.toISOString(), outcome, fault, status, message }
}

function toSubscription(view: SubscriptionView, actorOf: ActorOf): NotificationSubscription {
  const { types, minimumUrgency, minimumSeverity, productTypes, products, digest } = view
  return {
    id: publicId('notification subscription', view.id),
    connection: connectionRef(view.connection),
    types: types === null ? null : [...types],
    minimumUrgency,
    minimumSeverity: minimumSeverity === null ? null : MinimumSeverity.parse(severityOf(minimumSeverity)),
    productTypes: refs('product type', productTypes),
    products: refs('product', products),
    digest: digest && { ...digest, nextAt: isoOf(digest.nextAt), lastAt: isoOf(digest.lastAt) },
    createdBy: actorOf(view.createdBy),
    createdAt: view.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
  }
}

function refs(noun: 'product type' | 'product', rows: SubscriptionView['products']) {
  return rows === null ? null : rows.map(({ id, name }) => ({ id: publicId(noun, id), name }))
}

/** A time as the database writes it into JSON. */
function isoOf(time: string | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}

function connectionRef({ id, label, connector }: AboutConnection): ConnectionRef {
  return { id: publicId('connection', id), label, connector }
}

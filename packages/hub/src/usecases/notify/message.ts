import type { Message } from '@patchbay/sdk'
import { digestFacts } from '../../domain/notification-digest.ts'
import { eventKinds, type Happening, isEventType, wordsOf } from '../../domain/notification-events.ts'
import { publicId } from '../../domain/public-id.ts'
import type { ItemsRow, NotificationRow } from '../../store/notifications/shapes.ts'
import { readStoredData } from './stored-data.ts'

/** A notification in words, and the page of the web app it leads to. */
export interface Wording {
  readonly title: string
  readonly text: string | null
  readonly path: string
  readonly facts: readonly { readonly label: string; readonly value: string; readonly path?: string }[]
}

export function wordingOf(notification: NotificationRow, items: ItemsRow): Wording {
  const happening = happeningOf(notification, items)
  return { ...wordsOf(notification.type, happening), facts: factsOf(notification.type, happening) }
}

interface Told {
  readonly notification: NotificationRow
  readonly items: ItemsRow
  /** Of a message that carries changes of vulnerabilities, those. */
  readonly changes: readonly unknown[] | null
}

/** What receivers get. `publicUrl` is the hub's own address, where it is known: without it there is no link. */
export function messageOf({ notification, items, changes }: Told, publicUrl: string | undefined): Message {
  const { messageId, type, urgency, raisedAt } = notification
  const { title, text, path, facts } = wordingOf(notification, items)
  return {
    id: messageId,
    type,
    at: raisedAt.toISOString(),
    urgency,
    title,
    text,
    url: publicUrl === undefined ? null : `${publicUrl}${path}`,
    facts: facts.map(({ label, value, path: page }) => ({
      label,
      value,
      ...(publicUrl !== undefined && page !== undefined && { url: `${publicUrl}${page}` }),
    })),
    data: { ...dataOf(type, happeningOf(notification, items)), ...(changes !== null && { changes }) },
  }
}

function happeningOf({ connection, data }: NotificationRow, items: ItemsRow): Happening {
  return {
    ...readStoredData(data),
    connection: connection && { ...connection, id: publicId('connection', connection.id) },
    items,
  }
}

function factsOf(type: string, { connection, product, problem, items, digest }: Happening): Wording['facts'] {
  if (digest !== null) return digestFacts(digest)
  const more = items.total - items.named.length
  const names = items.named.map(({ name, note }) => (note === null ? name : `${name} (${note})`))
  return [
    ...(connection === null ? [] : [{ label: 'Connection', value: connection.label }]),
    ...(product === null ? [] : [{ label: 'Product', value: product.name, path: `/products/${product.id}` }]),
    ...(problem?.remedy == null ? [] : [{ label: 'What to do', value: problem.remedy }]),
    ...(names.length === 0
      ? []
      : [{ label: itemLabels[itemsOf(type)], value: [...names, ...(more > 0 ? [`and ${more} more`] : [])].join('\n') }]),
  ]
}

const itemLabels = { records: 'Records', vulnerabilities: 'Vulnerabilities' } as const

function itemsOf(type: string): keyof typeof itemLabels {
  return isEventType(type) ? eventKinds[type].items : 'records'
}

function dataOf(type: string, { connection, product, problem, operation, items, digest }: Happening): Message['data'] {
  return {
    ...(connection !== null && { connection }),
    ...(product !== null && { product }),
    ...(problem !== null && { problem }),
    ...(operation !== null && { operation }),
    ...(items.total > 0 &&
      (itemsOf(type) === 'records'
        ? { records: items.named, recordCount: items.total }
        : { vulnerabilities: items.named, vulnerabilityCount: items.total })),
    ...(digest !== null && { digest }),
  }
}

import type { Message } from '@patchbay/sdk'
import { type Happening, wordsOf } from '../../domain/notification-events.ts'
import { publicId } from '../../domain/public-id.ts'
import type { ItemsRow, NotificationRow } from '../../store/notifications/shapes.ts'
import { readStoredData } from './stored-data.ts'

/** A notification in words, and the page of the web app it leads to. */
export interface Wording {
  readonly title: string
  readonly text: string | null
  readonly path: string
  readonly facts: readonly { readonly label: string; readonly value: string }[]
}

export function wordingOf(notification: NotificationRow, items: ItemsRow): Wording {
  const happening = happeningOf(notification, items)
  return { ...wordsOf(notification.type, happening), facts: factsOf(happening) }
}

/** What receivers get. `publicUrl` is the hub's own address, where it is known: without it there is no link. */
export function messageOf(notification: NotificationRow, items: ItemsRow, publicUrl: string | undefined): Message {
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
    facts,
    data: dataOf(happeningOf(notification, items)),
  }
}

function happeningOf({ connection, data }: NotificationRow, items: ItemsRow): Happening {
  return {
    ...readStoredData(data),
    connection: connection && { ...connection, id: publicId('connection', connection.id) },
    items,
  }
}

function factsOf({ connection, problem, items }: Happening): Wording['facts'] {
  const more = items.total - items.named.length
  const names = items.named.map(({ name, note }) => (note === null ? name : `${name} (${note})`))
  return [
    ...(connection === null ? [] : [{ label: 'Connection', value: connection.label }]),
    ...(problem?.remedy == null ? [] : [{ label: 'What to do', value: problem.remedy }]),
    ...(names.length === 0
      ? []
      : [{ label: 'Records', value: [...names, ...(more > 0 ? [`and ${more} more`] : [])].join('\n') }]),
  ]
}

function dataOf({ connection, problem, operation, items }: Happening): Message['data'] {
  return {
    ...(connection !== null && { connection }),
    ...(problem !== null && { problem }),
    ...(operation !== null && { operation }),
    ...(items.total > 0 && { records: items.named, recordCount: items.total }),
  }
}

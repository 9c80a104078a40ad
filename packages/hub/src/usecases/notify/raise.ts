import { randomUUID } from 'node:crypto'
import { type EventType, eventKinds } from '../../domain/notification-events.ts'
import type { AboutConnection, NewItem } from '../../store/notifications/writer.ts'
import type { Writers } from '../../store/store.ts'
import type { StoredData } from './stored-data.ts'

interface Raised {
  readonly type: EventType
  /** The connection it is about; `null` for what is about products. */
  readonly connection: AboutConnection | null
  readonly now: Date
  readonly data?: StoredData
  /** What happened to several things at once. What else is raised of them within a minute joins it. */
  readonly items?: readonly NewItem[]
  /** What it gathers under besides its type; the connection when it is not given. */
  readonly gatherBy?: string
}

/** A gathering is due when nothing has joined it for a minute, and after ten whatever comes. */
const quiet = 60_000
const longest = 600_000

/**
 * Writes a notification down, in the transaction in which the thing happens: it is told if that commits, and only then. Who is
 * told is decided when it is due.
 */
export async function raise(write: Writers, { type, connection, now, data = {}, items, gatherBy }: Raised): Promise<void> {
  const { urgency } = eventKinds[type]
  const about = connection && { id: connection.id, label: connection.label, connector: connection.connector }
  const key = `${type} ${gatherBy ?? connection?.id ?? ''}`
  const notificationId = await write.notifications.raise(
    { messageId: newMessageId(), type, urgency, connection: about, data, raisedAt: now },
    items === undefined ? null : { key, dueAt: new Date(now.getTime() + quiet), longest },
  )
  await write.notifications.addItems(notificationId, items ?? [])
}

/** Unlike anybody else's: a receiver may listen to several hubs. */
export function newMessageId(): string {
  return `msg_${randomUUID()}`
}

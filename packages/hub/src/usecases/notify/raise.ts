import { randomUUID } from 'node:crypto'
import { type EventType, eventKinds } from '../../domain/notification-events.ts'
import type { AboutConnection, NewItem } from '../../store/notifications/writer.ts'
import type { Writers } from '../../store/store.ts'
import type { StoredData } from './stored-data.ts'

interface Raised {
  readonly type: EventType
  readonly connection: AboutConnection
  readonly now: Date
  readonly data?: StoredData
  /** What happened to several things at once. What else is raised of them within a minute joins it. */
  readonly items?: readonly NewItem[]
}

/** A gathering is due when nothing has joined it for a minute, and after ten whatever comes. */
const quiet = 60_000
const longest = 600_000

/**
 * Writes a notification down, in the transaction in which the thing happens: it is told if that commits, and only then. Who is
 * told is decided when it is due.
 */
export async function raise(write: Writers, { type, connection, now, data = {}, items }: Raised): Promise<void> {
  const { urgency } = eventKinds[type]
  const { id, label, connector } = connection
  const notificationId = await write.notifications.raise(
    { messageId: newMessageId(), type, urgency, connection: { id, label, connector }, data, raisedAt: now },
    items === undefined ? null : { key: `${type} ${id}`, dueAt: new Date(now.getTime() + quiet), longest },
  )
  await write.notifications.addItems(notificationId, items ?? [])
}

/** Unlike anybody else's: a receiver may listen to several hubs. */
export function newMessageId(): string {
  return `msg_${randomUUID()}`
}

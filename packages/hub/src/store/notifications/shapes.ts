import { sql } from 'kysely'
import type { Urgency } from '../../domain/notification.ts'
import type { AboutConnection } from './writer.ts'

/** A notification without its items. */
export interface NotificationRow {
  readonly id: number
  readonly messageId: string
  readonly type: string
  readonly urgency: Urgency
  /** As it was called then; `null` once it is deleted. */
  readonly connection: AboutConnection | null
  readonly data: unknown
  readonly raisedAt: Date
  readonly dispatchedAt: Date | null
}

/** The first items, and how many there are. */
export interface ItemsRow {
  readonly total: number
  readonly named: readonly { readonly id: string; readonly name: string; readonly note: string | null }[]
}

/** Items a message names; the others are counted. */
export const itemsNamed = 20

export const notificationColumns = sql`n.id, n.message_id as "messageId", n.type, n.urgency, n.data, n.raised_at as "raisedAt",
  n.dispatched_at as "dispatchedAt", case when n.connection_id is null then null else
    json_build_object('id', n.connection_id, 'label', n.connection_label, 'connector', n.connector) end as connection`

import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Urgency, WhenQuiet } from '../domain/notification.ts'

export interface NotificationSubscriptionTable {
  id: GeneratedAlways<number>
  connection_id: number
  /** `null`: all. */
  types: string[] | null
  minimum_urgency: Urgency
  /** `null`: all. */
  product_type_ids: number[] | null
  /** `null`: all. */
  product_ids: number[] | null
  /** Rank of a severity; `null`: all. */
  minimum_severity: number | null
  /** How far changes of vulnerabilities were told; `null` while none are asked for. */
  changes_position: number | null
  /** Vulnerabilities of the transition at that position that were told. */
  changes_index: Generated<number>
  /** The delivery that carries the last of them. */
  changes_delivery_id: Generated<number | null>
  /** `null`: no digest. */
  digest_cadence: ColumnType<unknown, string | null, string | null>
  digest_when_quiet: Generated<WhenQuiet>
  /** The last transition that is in a digest. */
  digest_position: number | null
  digest_last_at: Date | null
  digest_next_at: Date | null
  created_by: string | null
  created_at: Date
  updated_at: Date
}

export interface NotificationTable {
  id: GeneratedAlways<number>
  /** What receivers know it by. */
  message_id: string
  type: string
  urgency: Urgency
  /** The connection it is about. */
  connection_id: number | null
  connection_label: string | null
  connector: string | null
  /** What is raised under the same key before it is due joins it. */
  group_key: string | null
  data: ColumnType<unknown, string, never>
  raised_at: Date
  due_at: Date
  /** When it was handed to those who asked for it. */
  dispatched_at: Date | null
}

export interface NotificationItemTable {
  id: GeneratedAlways<number>
  notification_id: number
  /** Public id. */
  item: string
  name: string
  note: string | null
  product_type_id: number | null
  product_id: number | null
  /** Rank, where it has one. */
  severity: number | null
}

/** The changes one message carries. */
export interface NotificationBatchTable {
  notification_id: number
  changes: ColumnType<unknown, string, never>
}

/** Something that has been told and is not over. */
export interface NotificationSpellTable {
  key: string
  connection_id: number
  since: Date
}

export interface NotificationDeliveryTable {
  id: GeneratedAlways<number>
  notification_id: number
  /** The connection that tells people. */
  connection_id: number
  /** What of it may be told: what concerns one of these or of the products; both `null` for everything. */
  product_type_ids: number[] | null
  product_ids: number[] | null
  /** Rank; `null` for every severity. */
  minimum_severity: number | null
  state: 'waiting' | 'delivered' | 'failed'
  tries: Generated<number>
  /** Since it was first sent, or sent again. */
  failures: Generated<number>
  started_at: Date
  next_at: Date | null
  ended_at: Date | null
}

export interface NotificationTryTable {
  delivery_id: number
  seq: number
  at: Date
  outcome: 'delivered' | 'failed'
  fault: string | null
  status: number | null
  message: string | null
}

/** A deadline that was told to be missed. */
export interface SlaBreachTable {
  vulnerability_id: number
  due_at: Date
  told_at: Date
}

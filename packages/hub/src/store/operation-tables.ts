import type { ColumnType, GeneratedAlways } from 'kysely'

// What is kept of operations beside their line: what they said, and what they changed.

export interface OperationLogTable {
  operation_id: number
  id: GeneratedAlways<number>
  at: Date
  level: 'info' | 'warning' | 'error'
  message: string
  fields: ColumnType<Readonly<Record<string, string | number | boolean | null>>, string | undefined, string>
}

/** Findings that a page of a sync changed, by the kind of change. */
export interface SyncChangeTable {
  operation_id: number
  change: 'new' | 'changed' | 'reopened' | 'closed'
  scope: number
  page: number
  finding_ids: number[]
}

/** A record or repository that a discover found different. */
export interface DiscoverChangeTable {
  operation_id: number
  id: GeneratedAlways<number>
  change: 'new' | 'renamed' | 'back' | 'gone'
  record_id: number | null
  asset_id: number | null
  name: string
  former_name: string | null
}

/** A setting of the whole hub, as far as it was changed. */
export interface SettingTable {
  key: string
  value: ColumnType<unknown, string, string>
  updated_at: Date
  updated_by: string | null
}

/** What only one process does at a time, until its time is over. */
export interface LeaseTable {
  name: string
  holder: string
  until: Date
}

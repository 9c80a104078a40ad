import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { NullableJson } from './json-column.ts'

// Operations, and what is kept of them beside their line: what they said, and what they changed.

export interface OperationTable {
  id: GeneratedAlways<number>
  connection_id: number | null
  connection_label: string
  kind: 'check' | 'discover' | 'sync' | 'export'
  state: 'queued' | 'running' | 'complete' | 'partial' | 'failed' | 'cancelled'
  trigger: 'schedule' | 'user' | 'connect' | 'follow-up'
  requested_by: string | null
  /** The records it reads; `null` all that are GOOD when it begins. */
  record_ids: number[] | null
  requested_at: Generated<Date>
  started_at: Date | null
  ended_at: Date | null
  heartbeat_at: Date | null
  worker: string | null
  cancel_requested: Generated<boolean>
  progress: ColumnType<unknown, string | undefined, string>
  counts: ColumnType<unknown, string | undefined, string>
  coverage: NullableJson<unknown>
  problem: NullableJson<unknown>
  emptied_at: Date | null
}

export interface OperationNoteTable {
  operation_id: number
  seq: number
  kind: 'set-aside' | 'oddity' | 'gap' | 'hold' | 'fault'
  target: string | null
  external_id: string | null
  path: string | null
  message: string
  at: Generated<Date>
}

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

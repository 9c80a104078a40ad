import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type { UploadReason } from '../domain/upload-plan.ts'
import type { NullableJson } from './json-column.ts'

// Scan profiles, what is exported where, and the uploads.

export interface ScanProfileTable {
  id: GeneratedAlways<number>
  name: string
  is_default: boolean
  /** Whether it reaches what did not choose it: the products of a type that did, or everything, for the default. */
  propagate: boolean
  kinds: string[]
  minimum_severity: string | null
  /** Import rules that it sets; what is missing every connection says for itself. */
  rules: ColumnType<unknown, string, string>
  /** When its records are read beside the schedules of their connections. */
  schedule: ColumnType<unknown, string, string>
  next_sync_at: Date | null
  created_by: string | null
  created_at: Date
  updated_at: Date
}

export interface ScanProfileExporterTable {
  scan_profile_id: number
  connection_id: number
}

export interface ExporterTable {
  connection_id: number
  /** Nothing is sent before: the last try met a fault that will meet every other upload too. */
  hold_until: Date | null
  held_tries: Generated<number>
}

export interface ExportScopeTable {
  id: GeneratedAlways<number>
  connection_id: number
  asset_id: number
  /** What the destination knows it by. */
  name: string
  family: string
  slice: number
  /** Of the parts up to the last one that was cut together with it. */
  slices: number
  /** Of those that were cut before it. */
  slices_before: Generated<number>
  /** Vulnerabilities it takes, by their ids; without an end those that are to come, too. */
  first_id: Generated<number>
  last_id: number | null
  branch: string
  former_branches: Generated<string[]>
  /** Names of the repository and its product as they were last; they outlive both. */
  about: JSONColumnType<object>
  scan_profile_id: number | null
  kinds: string[]
  minimum_severity: string | null
  /** Of the syncs and counts behind it; another one hints at a change. */
  signature: string | null
  /** The newest event of the asset that was taken into account. */
  seen_event_id: number
  changed_at: Date | null
  retired_at: Date | null
  retired_because: 'removed' | 'archived' | 'unmapped' | 'not-exported' | null
  delivered_at: Date | null
  delivered_digest: string | null
  /** Of the latest delivery; the destination's own. */
  ticket: NullableJson<unknown>
  failed_count: Generated<number>
  failed_at: Date | null
  failed_left: Generated<boolean>
  to_plan: Generated<boolean>
  due_at: Date | null
  due_reason: UploadReason | null
  rests_because: string | null
  created_at: Date
}

export interface UploadTable {
  id: GeneratedAlways<number>
  scope_id: number
  connection_id: number
  reason: UploadReason
  stage: 'writing' | 'held' | 'sending' | 'waiting' | 'ended'
  /** Written for a look; nobody has confirmed it yet. It holds no slot. */
  held: Generated<boolean>
  /** Sends the document of the latest delivery again. */
  repeats: Generated<boolean>
  /** The destination's verdict; `not-sent` and `unchanged` are ours. */
  state: 'pending' | 'in-progress' | 'success' | 'skipped' | 'failure' | 'timed-out' | 'not-sent' | 'unchanged' | null
  word: string | null
  info: string | null
  remedy: string | null
  counts: ColumnType<unknown, string | undefined, string>
  branch: string
  scope: JSONColumnType<object>
  /** `changed_at` of the scope, which goes back there when this upload fails. */
  carries: Date | null
  began_at: Date
  /** Each try that reached the destination, or may have. */
  sent_at: Generated<Date[]>
  /** Whether the destination said that it has the document. */
  arrived: Generated<boolean>
  ended_at: Date | null
  /** When something is to be done: another try, another look at the status. */
  next_at: Date | null
  tries: Generated<number>
  polls: Generated<number>
  ticket: NullableJson<unknown>
  taken_at: Date | null
  digest: string | null
  findings: number | null
  commit: string | null
  left_out: Generated<number>
  left_out_list: ColumnType<unknown, string | undefined, string>
  file_name: string | null
  media_type: string | null
  /** Bytes, uncompressed. */
  size: number | null
  /** Whether the document is still there. */
  kept: Generated<boolean>
  worker: string | null
  leased_until: Date | null
  requested_by: string | null
}

export interface UploadDocumentTable {
  upload_id: number
  part: number
  content: Buffer
}

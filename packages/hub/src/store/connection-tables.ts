import type { Generated, GeneratedAlways } from 'kysely'
import type { Json, NullableJson } from './json-column.ts'

/** A configured connector. */
export interface ConnectionTable {
  id: GeneratedAlways<number>
  connector: string
  label: string
  config: Json<Record<string, unknown>>
  secrets: Json<Record<string, string>>
  auto_map: Generated<boolean>
  schedule: Json<unknown>
  rules: Json<unknown>
  ticket_settings: NullableJson<unknown>
  state: 'connected' | 'attention' | 'degraded' | 'paused'
  problem: NullableJson<unknown>
  account: NullableJson<unknown>
  /** What the vendor says. */
  credentials_expire_at: Date | null
  /** What a person says. */
  credentials_expire_given: Date | null
  last_discover_at: Date | null
  last_sync_at: Date | null
  next_discover_at: Date | null
  next_sync_at: Date | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
  /** Set when removed; with its findings kept the row stays, so that their history does. */
  removed_at: Date | null
  /** What is to become of the findings of a removed one; null once that is done. */
  removal: 'keep' | 'delete' | null
}

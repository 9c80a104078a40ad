import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { RecordCause } from '../domain/record-state.ts'
import type { Json, NullableJson } from './json-column.ts'

export interface RecordTable {
  id: GeneratedAlways<number>
  connection_id: number
  ref: string
  name: string
  url: string | null
  tags: Generated<string[]>
  archived: Generated<boolean>
  attributes: Json<Record<string, string>>
  clue: NullableJson<unknown>
  image: NullableJson<unknown>
  content: string
  present: Generated<boolean>
  first_seen_at: Date
  last_seen_at: Date
  missing_since: Date | null
  ignored_at: Date | null
  ignored_by: string | null
  fault: string | null
  state: 'NEW' | 'GOOD' | 'MISSING' | 'STALE' | 'IGNORED' | 'ERROR'
  state_reason: string
  state_cause: Generated<RecordCause>
  state_since: Date
  cursor: NullableJson<unknown>
  last_complete_sync_at: Date | null
  last_complete_operation_id: number | null
  /** Import rules of the scan profile by which it was read last. */
  profile_rules: ColumnType<unknown, string | undefined, string>
}

export interface MappingTable {
  record_id: number
  product_id: number | null
  asset_id: number | null
  branch: string | null
  had_product: boolean
  /** The image the record is mapped as; the asset follows from where that is built. */
  image_id: number | null
  method: 'native-id' | 'url' | 'former-url' | 'auto-product' | 'manual' | 'rule' | 'image'
  evidence: Json<unknown>
  created_by: string | null
  created_at: Generated<Date>
}

/** One change of a record's state, or of its mapping. */
export interface RecordEventTable {
  id: GeneratedAlways<number>
  record_id: number
  at: Date
  kind: 'state' | 'mapping'
  from_state: RecordTable['state'] | null
  to_state: RecordTable['state'] | null
  cause: RecordCause | null
  reason: string | null
  from_mapping: ColumnType<unknown, string | null, never>
  to_mapping: ColumnType<unknown, string | null, never>
  actor: string | null
  /** The event this one took back. */
  undoes: number | null
}

export interface MappingRuleTable {
  id: GeneratedAlways<number>
  position: number
  connection_id: number | null
  name_pattern: string | null
  url_pattern: string | null
  tag_pattern: string | null
  attribute_name: string | null
  attribute_pattern: string | null
  product_name: string
  product_type_id: number | null
  owner: string | null
  created_by: string | null
  created_at: Date
  updated_at: Date
}

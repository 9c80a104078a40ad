import type { ColumnType, GeneratedAlways } from 'kysely'
import type { RecordCause } from '../domain/record-state.ts'

type State = 'NEW' | 'GOOD' | 'MISSING' | 'STALE' | 'IGNORED' | 'ERROR'

/** One change of a record's state, or of its mapping. */
export interface RecordEventTable {
  id: GeneratedAlways<number>
  record_id: number
  at: Date
  kind: 'state' | 'mapping'
  from_state: State | null
  to_state: State | null
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

import type { Generated, GeneratedAlways } from 'kysely'
import type { Json, NullableJson } from './json-column.ts'

// What comes first and by when: SLA policies, rules that decide, and the public feeds.

export interface SlaPolicyTable {
  id: GeneratedAlways<number>
  name: string
  product_type_id: number | null
  product_id: number | null
  days: Json<unknown>
  created_by: string | null
  created_at: Date
  updated_at: Date
}

export interface PolicyTable {
  id: GeneratedAlways<number>
  name: string
  action: 'dismiss' | 'require'
  decision: string | null
  reason: string
  conditions: Json<unknown>
  product_type_id: number | null
  product_id: number | null
  enabled: Generated<boolean>
  expires_at: Date | null
  created_by: string | null
  created_at: Date
  updated_at: Date
}

export interface FeedTable {
  id: string
  /** Edition of the data that is held, as its publisher calls it. */
  version: string | null
  data_at: Date | null
  rows: number | null
  source: 'address' | 'file' | null
  address: string | null
  /** What the server gave to ask for changes by. */
  validators: NullableJson<unknown>
  changed_at: Date | null
  /** When it was last known to be the newest. */
  fetched_at: Date | null
  tried_at: Date | null
  problem: string | null
}

export interface KnownExploitedTable {
  identifier: string
  /** `YYYY-MM-DD` */
  added_on: string
  due_on: string | null
  ransomware: boolean
}

export interface EpssScoreTable {
  identifier: string
  score: number
  percentile: number
}

export interface AdvisoryLinkTable {
  a: string
  b: string
  advisory: string
}

export interface AdvisoryTable {
  identifier: string
  modified_at: Date
}

/** Whose vulnerabilities are to be assessed anew. */
export interface AssessmentDueTable {
  asset_id: number
  /** The last vulnerability that was. */
  progress: Generated<number>
  /** Whether their deadlines are granted anew too. */
  anew: Generated<boolean>
}

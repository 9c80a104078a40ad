import type { Generated } from 'kysely'
import type { Json } from './json-column.ts'

export interface FindingTable {
  id: Generated<number>
  asset_id: number
  record_id: number
  vulnerability_id: number
  detail_id: number
  wording_id: number | null
  identity: string
  identity_version: Generated<number>
  evidence: string
  content: string
  external_id: string
  kind: string
  severity: number
  reachability: number
  direct: boolean | null
  present: Generated<boolean>
  closed_reason: string | null
  closed_at: Date | null
  closed_operation_id: number | null
  /** When it was last known to be seen, of one that was closed. */
  last_seen_at: Date | null
  detected_at: Date | null
  first_seen_at: Date
  changed_at: Date
  purl: string | null
  fixed_version: string | null
  path: string | null
  extra: Json<unknown>
}

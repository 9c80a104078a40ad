import type { ChangeObstacle, ChangeRequestState } from '@patchbay/sdk'
import type { Generated, GeneratedAlways } from 'kysely'
import type { ChangeMaker, ChangeRequestStanding } from '../domain/change-request.ts'
import type { Json, NullableJson } from './json-column.ts'

// The pull and merge requests of remediations: what was meant to be opened, and what became of it.

export interface ChangeRequestTable {
  id: GeneratedAlways<number>
  remediation_id: number
  asset_id: number
  connection_id: number
  /** Name of the branch; by it another try finds what is there. */
  source: string
  made_by: ChangeMaker
  /** Paths of the manifests it changes; empty where somebody else finds them. */
  files: Json<readonly string[]>
  /** What is to be opened; `null` once it is. */
  proposal: NullableJson<unknown>
  standing: ChangeRequestStanding
  /** `null` until the platform has named it. */
  external_id: string | null
  key: string | null
  url: string | null
  state: ChangeRequestState | null
  obstacle: ChangeObstacle | null
  merge_commit: string | null
  /** When the platform was last heard of it, and when its state last changed. */
  seen_at: Date | null
  changed_at: Date | null
  /** What Renovate said, without secrets. */
  log: string | null
  /** Of the comment that a scan proved the fix, and when it arrived. */
  verified_marker: string | null
  verified_at: Date | null
  failures: Generated<number>
  /** When opening it was first tried, or asked for again. */
  started_at: Date
  next_at: Date | null
  /** Who has it in hand lets it go then at the latest. */
  held_until: Date | null
  problem: NullableJson<unknown>
  opened_by: string
  created_at: Date
}

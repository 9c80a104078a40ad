import type { Generated, GeneratedAlways } from 'kysely'
import type { RemediationMode } from '../domain/fix-group.ts'
import type { RemediationState } from '../domain/remediation-state.ts'
import type { Json } from './json-column.ts'

// Pieces of fixing work, what each closes, and what happened to it.

export interface RemediationTable {
  id: GeneratedAlways<number>
  asset_id: number
  /** Of its fix group, unique among what is proposed for an asset; `null` for what people put together. */
  group_key: string | null
  mode: RemediationMode
  /** What a person said, or what follows from the fix. */
  title: string
  told_title: string | null
  fix: Json<unknown>
  state: RemediationState
  state_since: Date
  state_reason: string | null
  /** Rank of a severity: what a person said, or what follows from its open vulnerabilities. */
  priority: number
  told_priority: number | null
  /** What a person said, or the earliest of its open vulnerabilities. */
  due_at: Date | null
  told_due_at: Date | null
  owner: string | null
  campaign_id: number | null
  /** Since when a vendor has to act; the clocks of its vulnerabilities stand still as long. */
  waiting_since: Date | null
  /** When that ends by itself. */
  waiting_until: Date | null
  waiting_reason: string | null
  waiting_by: string | null
  vulnerabilities: number
  open_vulnerabilities: number
  /** Open vulnerabilities by rank. */
  open_by_severity: Json<unknown>
  /** `null` for the hub itself. */
  created_by: string | null
  created_at: Date
  updated_at: Date
}

export interface RemediationVulnerabilityTable {
  vulnerability_id: number
  remediation_id: number
  added_at: Date
}

export type RemediationEventKind = 'state' | 'comment' | 'edited' | 'vulnerabilities' | 'left' | 'waiting' | 'resumed'

export interface RemediationEventTable {
  id: GeneratedAlways<number>
  remediation_id: number
  asset_id: number
  at: Date
  kind: RemediationEventKind
  /** `null` for the hub itself. */
  actor: string | null
  data: Json<unknown>
}

/** One fix across many repositories. */
export interface CampaignTable {
  id: GeneratedAlways<number>
  name: string
  /** Package URL without version. */
  package_key: string
  package_name: string
  package_type: string
  /** Versions from this one on are fixed. */
  below: string
  /** Of the upgrades it takes in. */
  group_key: string
  created_by: string | null
  created_at: Date
  closed_at: Date | null
  closed_by: string | null
}

/** Assets whose proposals have to be looked at again. */
export interface StaleProposalTable {
  asset_id: number
  since: Generated<Date>
}

import type { Generated } from 'kysely'

// What a sync keeps of its own run: its parts, the findings each page saw, and what import rules left out.

export interface SyncScopeTable {
  operation_id: number
  scope: number
  record_ids: number[]
  state: 'waiting' | 'reading' | 'complete' | 'changes' | 'partial' | 'held' | 'failed'
  position: string | null
  pages: Generated<number>
  set_aside: Generated<number>
  note: string | null
  /** Digests of its filtered pages, once its ledger is dropped. */
  filtered: Generated<string[]>
}

export interface SyncPageTable {
  operation_id: number
  scope: number
  page: number
  finding_ids: number[]
  /** Digest of what the import rules left out of the page; `null` for nothing. */
  filtered: string | null
}

/** What the import rules left out of one vendor page. The `entry_` columns line up. */
export interface FilteredPageTable {
  connection_id: number
  digest: string
  /** The operation that read it like this first. */
  operation_id: number
  at: Date
  record_ids: number[]
  reasons: string[]
  entry_record_ids: number[]
  entry_external_ids: string[]
  entry_reasons: string[]
  entry_kinds: string[]
  entry_severities: number[]
  entry_names: string[]
}

import type { TicketState } from '@patchbay/sdk'
import type { Generated, GeneratedAlways } from 'kysely'
import type { Json, NullableJson } from './json-column.ts'

// The tickets of remediations, what is still to be done to them over there, and how far each tracker was read.

export interface TicketTable {
  id: GeneratedAlways<number>
  remediation_id: number
  connection_id: number
  /** `null` until the tracker has named it. */
  external_id: string | null
  key: string | null
  url: string | null
  state: TicketState | null
  word: string | null
  /** When the tracker was last heard of it, when its state last changed, and when the hub last changed it itself. */
  seen_at: Date | null
  changed_at: Date | null
  written_at: Date | null
  gone_at: Date | null
  /** The last event of the remediation that the ticket was told of, or need not be. */
  told_event_id: number
  created_by: string | null
  created_at: Date
}

export type TicketTaskKind = 'create' | 'comment' | 'move'

export interface TicketTaskTable {
  id: GeneratedAlways<number>
  ticket_id: number
  kind: TicketTaskKind
  marker: string
  payload: Json<unknown>
  state: 'waiting' | 'done' | 'failed'
  failures: Generated<number>
  created_at: Date
  started_at: Date
  next_at: Date | null
  ended_at: Date | null
  problem: NullableJson<unknown>
}

export interface TicketReadingTable {
  connection_id: number
  since: Date | null
  whole_at: Date | null
  next_at: Date
  problem: NullableJson<unknown>
}

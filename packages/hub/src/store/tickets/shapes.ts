import type { TicketState } from '@patchbay/sdk'
import type { RemediationState } from '../../domain/remediation-state.ts'
import type { TicketTaskKind } from '../ticket-tables.ts'

/** A ticket, held until the transaction ends. */
export interface TicketRow {
  readonly id: number
  readonly remediationId: number
  readonly connectionId: number
  readonly externalId: string | null
  readonly key: string | null
  readonly state: TicketState | null
  readonly word: string | null
  readonly changedAt: Date | null
  readonly writtenAt: Date | null
  readonly goneAt: Date | null
}

/** Something to be done to a ticket over there. */
export interface TicketTask {
  readonly id: number
  readonly ticketId: number
  readonly connectionId: number
  readonly externalId: string | null
  readonly kind: TicketTaskKind
  readonly marker: string
  readonly payload: unknown
  readonly failures: number
  readonly createdAt: Date
  /** When it was first tried, or put in line again. */
  readonly startedAt: Date
}

/** What a try leads to: it is over, or comes again at `nextAt`. */
export type TaskEnd = { readonly state: 'done' | 'failed' } | { readonly state: 'waiting'; readonly nextAt: Date }

/** What a ticket says of its remediation. */
export interface WorkFacts {
  readonly state: RemediationState
  readonly title: string
  readonly asset: string
  readonly product: string | null
  /** Rank of a severity. */
  readonly priority: number
  readonly owner: string | null
  readonly dueAt: Date | null
  readonly fix: unknown
  readonly repository: { readonly fullName: string; readonly url: string; readonly nativeId: string } | null
  /** Of its last event; 0 for none. */
  readonly lastEventId: number
}

/** An open vulnerability that a remediation closes. */
export interface OpenVulnerability {
  readonly id: number
  readonly name: string
  readonly title: string
  readonly severity: number
  readonly package: string | null
  readonly location: string | null
}

/** What happened to a remediation since its ticket was last told. */
export interface UntoldEvent {
  readonly ticketId: number
  readonly remediationId: number
  readonly eventId: number
  readonly kind: string
  readonly actor: string | null
  readonly data: unknown
}

/** A tracker whose tickets are due to be read. */
export interface Reading {
  readonly connectionId: number
  readonly since: Date | null
  readonly wholeAt: Date | null
}

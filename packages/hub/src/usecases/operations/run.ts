import type { Opened, Plugin } from '@patchbay/sdk'
import type { ConnectionRow } from '../../store/connections/writer.ts'
import type { OperationCounts, OperationProblem, OperationState } from '../../store/operations/writer.ts'
import type { Store } from '../../store/store.ts'
import type { Dictionary } from '../sync/dictionary.ts'
import type { RunLog } from './run-log.ts'

/** Waiting and requests of one run, as the HTTP client counts them. */
export interface Traffic {
  readonly requests: number
  readonly waitedMs: number
}

/** One operation while it runs. */
export interface Run {
  readonly operationId: number
  readonly worker: string
  readonly connection: ConnectionRow
  /** The records to read; `null` all that are GOOD. */
  readonly recordIds: readonly number[] | null
  readonly plugin: Plugin
  readonly opened: Opened
  readonly signal: AbortSignal
  /** True once the process is asked to stop: finish the page in hand and return. */
  readonly stopping: () => boolean
  readonly traffic: () => Traffic
  readonly log: RunLog
  /** What the run has done so far; carried over when it goes on after a crash. */
  counts: OperationCounts
}

/** How a run ended. `requeue` leaves the operation waiting, to go on elsewhere. */
export type RunEnd =
  | {
      readonly kind: 'ended'
      readonly state: Exclude<OperationState, 'queued' | 'running'>
      readonly coverage: unknown
      readonly problem: OperationProblem | null
      /** Operations to start next. */
      readonly next: readonly { readonly connectionId: number; readonly label: string; readonly kind: 'discover' | 'sync' }[]
    }
  | { readonly kind: 'requeue' }
  | { readonly kind: 'lost' }

/** What every kind of operation needs. */
export interface OperationDeps {
  readonly store: Store
  readonly dictionary: Dictionary
  readonly now: () => Date
}

export const noCounts: OperationCounts = {
  pages: 0,
  seen: 0,
  new: 0,
  changed: 0,
  unchanged: 0,
  closed: 0,
  reopened: 0,
  setAside: 0,
  filtered: {},
  requests: 0,
  waitedMs: 0,
}

/** Adds what one page did to what the run did. */
export function addCounts(total: OperationCounts, part: Partial<OperationCounts>): OperationCounts {
  const filtered: Record<string, number> = { ...total.filtered }
  for (const [reason, n] of Object.entries(part.filtered ?? {})) filtered[reason] = (filtered[reason] ?? 0) + n
  return {
    pages: total.pages + (part.pages ?? 0),
    seen: total.seen + (part.seen ?? 0),
    new: total.new + (part.new ?? 0),
    changed: total.changed + (part.changed ?? 0),
    unchanged: total.unchanged + (part.unchanged ?? 0),
    closed: total.closed + (part.closed ?? 0),
    reopened: total.reopened + (part.reopened ?? 0),
    setAside: total.setAside + (part.setAside ?? 0),
    filtered,
    requests: total.requests + (part.requests ?? 0),
    waitedMs: total.waitedMs + (part.waitedMs ?? 0),
  }
}

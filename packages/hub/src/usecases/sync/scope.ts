import type { OperationNote } from '../../store/operations/writer.ts'
import type { ScopeRow } from '../../store/scopes/writer.ts'
import type { RuledTarget } from './ruled-target.ts'

/** One at a time, in order of asking. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>

/** How a scope ended. */
export interface ScopeEnd {
  readonly scope: number
  readonly state: ScopeRow['state']
  /** Why it is not complete, in a sentence. */
  readonly reason: string | null
}

/** The same, with what happened at its end: how many findings closed, what was skipped or held. */
export interface EndedScope extends ScopeEnd {
  readonly closed: number
  readonly notes: readonly OperationNote[]
}

export interface ScopeWork {
  readonly scope: ScopeRow
  readonly targets: readonly RuledTarget[]
  readonly turn: Turn
  /** Scopes in all, and how many are over, for the progress bar. */
  readonly total: number
  readonly done: () => number
}

/** The operation was taken over, cancelled, or its records lead elsewhere now; nothing of the page was written. */
export class ScopeLost extends Error {
  override readonly name = 'ScopeLost'
  readonly reason: 'lost' | 'cancelled' | 'remapped'

  constructor(reason: ScopeLost['reason']) {
    super(`The sync cannot go on: ${reason}.`)
    this.reason = reason
  }
}

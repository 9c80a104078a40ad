export const recordStates = ['NEW', 'GOOD', 'MISSING', 'STALE', 'IGNORED', 'ERROR'] as const

export type RecordState = (typeof recordStates)[number]

/** Why a record is in its state, for filters; the sentence beside it is for people. NEW has the matching's reasons besides. */
export const recordCauses = [
  'mapped',
  'not-mapped',
  'no-clue',
  'unreadable-address',
  'not-found',
  'ambiguous',
  'different-repository',
  'not-listed',
  'target-gone',
  'ignored',
  'fault',
] as const

export type RecordCause = (typeof recordCauses)[number]

export interface SettledState {
  readonly state: RecordState
  readonly cause: RecordCause
  /** Sentence for people. */
  readonly reason: string
}

export interface RecordStateFacts {
  /** `never-discovered`: no complete discover has ended since the connection exists, so nothing can be missing from it. */
  readonly seenInLastCompleteDiscover: boolean | 'never-discovered'
  readonly mapped: boolean
  /** Whether the product or repository the mapping leads to still exists. Says nothing without a mapping. */
  readonly targetExists: boolean
  readonly ignored: boolean
  /** What keeps this record from being synced although nothing else is wrong; a sentence for people. */
  readonly fault: string | null
}

/**
 * The state of a record, and the sentence that explains it. Total: every combination of facts has exactly one state.
 *
 * The first that holds wins. IGNORED, because the user said so. Then what became of a mapping: MISSING before STALE, as
 * remapping cannot help what the vendor no longer lists. Then ERROR for a fault, and last GOOD or NEW. A record that was
 * never mapped and is no longer listed is in none of the states users can act on, so it is an ERROR that says so; see
 * `isForgettable`.
 */
export function recordState(facts: RecordStateFacts): SettledState {
  const gone = facts.seenInLastCompleteDiscover === false
  if (facts.ignored) return { state: 'IGNORED', cause: 'ignored', reason: 'Ignored by a user.' }
  if (facts.mapped && gone) return { state: 'MISSING', cause: 'not-listed', reason: missingReason(facts) }
  if (facts.mapped && !facts.targetExists) {
    return { state: 'STALE', cause: 'target-gone', reason: 'What this was mapped to no longer exists.' }
  }
  if (gone) return { state: 'ERROR', cause: 'not-listed', reason: 'The vendor no longer lists this, and it is not mapped.' }
  if (facts.fault !== null) {
    return { state: 'ERROR', cause: 'fault', reason: facts.fault.trim() || 'The sync failed without a reason.' }
  }
  if (facts.mapped) return { state: 'GOOD', cause: 'mapped', reason: 'Mapped and listed by the vendor.' }
  return { state: 'NEW', cause: 'not-mapped', reason: 'Not mapped yet.' }
}

function missingReason(facts: RecordStateFacts): string {
  return facts.targetExists
    ? 'The vendor did not list this in the last complete discover.'
    : 'The vendor did not list this in the last complete discover, and what it was mapped to no longer exists.'
}

/**
 * Whether nobody would miss a record: the vendor no longer lists it, it is not mapped, and no user said to ignore it. A
 * discover may delete such a record unless findings from an earlier mapping still hang on it.
 */
export function isForgettable(facts: RecordStateFacts): boolean {
  return facts.seenInLastCompleteDiscover === false && !facts.mapped && !facts.ignored
}

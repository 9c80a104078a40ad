export const statuses = ['Open', 'In Progress', 'Pending Action', 'Resolved', 'Dismissed'] as const

export type Status = (typeof statuses)[number]

/** Statuses that count as open. */
export const openStatuses = ['Open', 'In Progress', 'Pending Action'] as const satisfies readonly Status[]

/** Why a finding is no longer present. Only `absent` means that a scanner looked and it was gone. */
export const closedReasons = [
  'absent',
  'below-minimum-severity',
  'no-cve',
  'rule-changed',
  'unmapped',
  'record-removed',
  'connection-removed',
] as const

export type ClosedReason = (typeof closedReasons)[number]

export const decisionKinds = ['none', 'false-positive', 'risk-accepted', 'wont-fix', 'not-affected', 'duplicate'] as const

export type DecisionKind = (typeof decisionKinds)[number]

/** Why something is not affected, in the words of VEX (CISA, Minimum Requirements for VEX, April 2023). */
export const justifications = [
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
] as const

export type Justification = (typeof justifications)[number]

/** What scanners say; the reason is that of the sighting that went last. */
export type Presence = { readonly present: true } | { readonly present: false; readonly reason: string }

/** What a human or a policy said. A word that is none of `decisionKinds` counts as `none`, so that no mistake hides a vulnerability. */
export interface Decision {
  readonly kind: string
  /** The moment a risk acceptance ends; `null` for never. Without meaning for other kinds. */
  readonly until: Date | null
}

/** How far the fix is: nobody works on it; somebody does; the change is merged and waits for a scan, or for somebody to look. */
export type Work = 'none' | 'in-progress' | 'awaiting-verification'

export interface StatusFacts {
  readonly presence: Presence
  readonly decision: Decision
  readonly work: Work
}

/** Decisions which say that there never was a problem here: its disappearance is no fix either. */
const neverAProblem: ReadonlySet<string> = new Set<DecisionKind>(['false-positive', 'not-affected', 'duplicate'])

const dismissing: ReadonlySet<string> = new Set<DecisionKind>(decisionKinds.filter((kind) => kind !== 'none'))

const statusOfWork: Readonly<Record<Work, Status>> = {
  none: 'Open',
  'in-progress': 'In Progress',
  'awaiting-verification': 'Pending Action',
}

/**
 * The status that follows from presence, decision and work. Only a scanner that looked and no longer saw it makes it
 * Resolved; every other way of going leaves it Dismissed, with the presence's reason. A decision in force holds while the
 * problem is present and comes back with it: no import can undo it, and none is needed for an expired one to stop counting.
 */
export function vulnerabilityStatus({ presence, decision, work }: StatusFacts, now: Date): Status {
  const decided = isInForce(decision, now)
  if (presence.present) return decided ? 'Dismissed' : statusOfWork[work]
  if (decided && neverAProblem.has(decision.kind)) return 'Dismissed'
  return presence.reason === 'absent' ? 'Resolved' : 'Dismissed'
}

/** Whether a decision counts at `now`. An acceptance ends at its `until`, not after it; a date nobody can read has passed. */
export function isInForce(decision: Decision, now: Date): boolean {
  if (!dismissing.has(decision.kind)) return false
  if (decision.kind !== 'risk-accepted' || decision.until === null) return true
  return now.getTime() < decision.until.getTime()
}

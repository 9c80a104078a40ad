import type { Work } from './status.ts'

/** Where a piece of fixing work stands. */
export const remediationStates = [
  'proposed',
  'open',
  'in-progress',
  'in-review',
  'awaiting-verification',
  'resolved',
  'dismissed',
  'reopened',
] as const

export type RemediationState = (typeof remediationStates)[number]

/** What people do with it. */
export const remediationActions = ['open', 'start', 'review', 'merge', 'rework', 'dismiss', 'restore'] as const

export type RemediationAction = (typeof remediationActions)[number]

/** What the hub finds out: only a complete sync verifies, only a vulnerability that is open again reopens, and a platform says what it declined. */
export const remediationFindings = ['verified', 'reappeared', 'obsolete', 'revived', 'declined'] as const

export type RemediationFinding = (typeof remediationFindings)[number]

export type RemediationTrigger = RemediationAction | RemediationFinding

interface Transition {
  readonly trigger: RemediationTrigger
  readonly from: readonly RemediationState[]
  readonly to: RemediationState
  /** Who may: everybody with the role Writer, or nobody but the hub. */
  readonly by: 'writer' | 'hub'
  /** What it means, in a sentence. */
  readonly means: string
}

/** The states in which somebody has to do something or has done it, and no scan has proved it. */
export const activeStates = ['open', 'in-progress', 'in-review', 'awaiting-verification', 'reopened'] as const

/** Every way from state to state; what is not here does not happen. */
export const remediationTransitions: readonly Transition[] = [
  { trigger: 'open', from: ['proposed'], to: 'open', by: 'writer', means: 'Somebody wants it done.' },
  { trigger: 'start', from: ['proposed', 'open', 'reopened'], to: 'in-progress', by: 'writer', means: 'Somebody is at it.' },
  {
    trigger: 'review',
    from: ['open', 'in-progress', 'reopened'],
    to: 'in-review',
    by: 'writer',
    means: 'The change waits for review.',
  },
  {
    trigger: 'merge',
    from: ['open', 'in-progress', 'in-review', 'reopened'],
    to: 'awaiting-verification',
    by: 'writer',
    means: 'The change is merged; a scan has to prove it.',
  },
  {
    trigger: 'rework',
    from: ['in-review', 'awaiting-verification'],
    to: 'in-progress',
    by: 'writer',
    means: 'The change was not enough, or was sent back.',
  },
  { trigger: 'dismiss', from: ['proposed', ...activeStates], to: 'dismissed', by: 'writer', means: 'It will not be done.' },
  { trigger: 'restore', from: ['dismissed'], to: 'open', by: 'writer', means: 'It will be done after all.' },
  {
    trigger: 'verified',
    from: activeStates,
    to: 'resolved',
    by: 'hub',
    means: 'A complete sync no longer sees its vulnerabilities.',
  },
  {
    trigger: 'obsolete',
    from: activeStates,
    to: 'dismissed',
    by: 'hub',
    means: 'Nothing is left to fix, but no scan saw a fix: decided otherwise, left out by the import rules, or unmapped.',
  },
  {
    trigger: 'reappeared',
    from: ['resolved'],
    to: 'reopened',
    by: 'hub',
    means: 'A scanner sees one of its vulnerabilities again.',
  },
  {
    trigger: 'revived',
    from: ['resolved'],
    to: 'reopened',
    by: 'hub',
    means: 'A decision on one of its vulnerabilities ended or was taken back, so that one is open again.',
  },
  {
    trigger: 'revived',
    from: ['dismissed'],
    to: 'open',
    by: 'hub',
    means: 'It was obsolete, and one of its vulnerabilities is open again. What people dismissed stays so.',
  },
  {
    trigger: 'declined',
    from: ['in-review'],
    to: 'open',
    by: 'hub',
    means: 'Its change request was closed without being merged.',
  },
]

/** The state that follows; `null` where nothing does. */
export function nextState(state: RemediationState, trigger: RemediationTrigger): RemediationState | null {
  const transition = remediationTransitions.find((one) => one.trigger === trigger && one.from.includes(state))
  return transition?.to ?? null
}

/** What people may do with it in a state. */
export function possibleActions(state: RemediationState): readonly RemediationAction[] {
  return remediationActions.filter((action) => nextState(state, action) !== null)
}

/** What a state says about the vulnerabilities in it. */
export function workOf(state: RemediationState): Work {
  if (state === 'in-progress' || state === 'in-review') return 'in-progress'
  return state === 'awaiting-verification' ? 'awaiting-verification' : 'none'
}

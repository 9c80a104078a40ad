import type { ChangeRequestState } from '@patchbay/sdk'
import type { RemediationTrigger } from './remediation-state.ts'

/**
 * How far a change request is: still to be opened, opened, given up before it was, or no longer shown by its platform. What was merged
 * or closed there was opened all the same.
 */
export const changeRequestStandings = ['opening', 'opened', 'failed', 'gone'] as const

export type ChangeRequestStanding = (typeof changeRequestStandings)[number]

/** Who makes the commit: the hub by an edit of manifests, or the operator's Renovate. */
export const changeMakers = ['patchbay', 'renovate'] as const

export type ChangeMaker = (typeof changeMakers)[number]

/**
 * What follows for a remediation when its request is seen in another state than before, in this order, as far as each can be done;
 * `null` before it was first seen. A merge is no proof: only a scan resolves.
 */
export function triggersOf(before: ChangeRequestState | null, after: ChangeRequestState): readonly RemediationTrigger[] {
  if (before === after) return []
  if (after === 'merged') return ['open', 'merge']
  if (after === 'open') return ['open', 'review']
  return before === null ? [] : ['declined']
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Seen in a state that long, it is looked at that often. What is fresh is watched; what lies for weeks costs little. */
const paces: Readonly<Record<ChangeRequestState, readonly { readonly until: number; readonly every: number }[]>> = {
  open: [
    { until: day, every: 5 * minute },
    { until: 30 * day, every: 30 * minute },
    { until: Number.POSITIVE_INFINITY, every: 6 * hour },
  ],
  // Somebody may open it again.
  closed: [{ until: 14 * day, every: hour }],
  merged: [],
}

/** When its platform is asked again what became of it; `null` for never. */
export function nextLook(request: {
  readonly state: ChangeRequestState
  readonly changedAt: Date
  readonly now: Date
}): Date | null {
  const { state, changedAt, now } = request
  const age = now.getTime() - changedAt.getTime()
  const pace = paces[state].find(({ until }) => age < until)
  return pace === undefined ? null : new Date(now.getTime() + pace.every)
}

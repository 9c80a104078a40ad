import type { RemediationState } from './remediation-state.ts'

/** States in which a remediation can wait for a vendor. Whatever leads out of them ends the wait. */
export const waitingStates = ['open', 'in-progress', 'in-review', 'reopened'] as const satisfies readonly RemediationState[]

export function mayWait(state: RemediationState): boolean {
  return waitingStates.some((one) => one === state)
}

/** The clock of a vulnerability, as far as waiting goes. */
export interface Wait {
  /** Since when it stands still; `null` while it runs. */
  readonly waitingSince: Date | null
  /** The remediation that stopped it; `null` for a person who stopped this one alone. */
  readonly waitingFor: number | null
  /** Milliseconds it stood still before. */
  readonly waitedMs: number
}

/** The clock once it stands still. */
export function stopped({ waitedMs }: Wait, waitingFor: number | null, now: Date): Wait {
  return { waitingSince: now, waitingFor, waitedMs }
}

/** The clock once it runs again. */
export function running({ waitingSince, waitedMs }: Wait, now: Date): Wait {
  const stood = waitingSince === null ? 0 : Math.max(0, now.getTime() - waitingSince.getTime())
  return { waitingSince: null, waitingFor: null, waitedMs: waitedMs + stood }
}

/**
 * The clock of a vulnerability in step with its remediation: `waiting` is that remediation while it waits, else `null`. What a
 * person stopped alone stays stopped until a person lets it run; a wait that passes from one remediation to another goes on.
 */
export function inStep(wait: Wait, waiting: number | null, now: Date): Wait {
  if (wait.waitingFor === waiting) return wait
  if (wait.waitingSince === null) return stopped(wait, waiting, now)
  if (wait.waitingFor === null) return wait
  return waiting === null ? running(wait, now) : { ...wait, waitingFor: waiting }
}

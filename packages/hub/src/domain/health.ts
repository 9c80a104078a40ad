/** What decides on the next step with a connection. */
export interface HealthFacts {
  readonly state: 'connected' | 'attention' | 'degraded' | 'paused'
  readonly problem: { readonly remedy: string | null } | null
  /** Whole days until the credentials end, once that is near. */
  readonly expiresInDays: number | null
}

/** The one thing a person can do for a connection now; `null` when there is nothing. */
export function nextStep({ state, problem, expiresInDays }: HealthFacts): string | null {
  if (state === 'paused') return 'Resume it when it should run again.'
  if (problem !== null && problem.remedy !== null) return problem.remedy
  if (state === 'attention') return 'Look at what its last operation says.'
  if (expiresInDays !== null) return renew(expiresInDays)
  return state === 'degraded' ? 'Look at what its last operation could not read. The next run tries again.' : null
}

function renew(days: number): string {
  if (days < 0) return 'Give new credentials: these have expired.'
  if (days === 0) return 'Give new credentials: these expire today.'
  return `Give new credentials: these expire in ${days === 1 ? '1 day' : `${days} days`}.`
}

/** Whether a kind of trouble passes without anybody doing something. */
export function mendsItself(kind: string): boolean {
  return kind === 'unreachable' || kind === 'throttled'
}

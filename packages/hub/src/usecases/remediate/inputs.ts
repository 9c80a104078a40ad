import type { Severity } from '@patchbay/sdk'

/** Work put together by a person: each repository or image of its vulnerabilities gets a remediation of its own. */
export interface RemediationInput extends RemediationPatch {
  readonly vulnerabilityIds: readonly number[]
}

/** What people may say about a remediation. What is left out stays; `null` goes back to what follows from its vulnerabilities. */
export interface RemediationPatch {
  readonly title?: string
  readonly owner?: string | null
  readonly priority?: Exclude<Severity, 'unknown'> | null
  /** ISO 8601 */
  readonly dueAt?: string | null
}

/** What a remediation waits for. */
export interface RemediationWait {
  readonly reason: string
  /** ISO 8601: when the clocks run again by themselves; `null` for not by themselves. */
  readonly until: string | null
}

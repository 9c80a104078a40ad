import type { Severity } from '@patchbay/sdk'
import type { Criticality } from './risk.ts'

/** Milliseconds. A day is 24 hours wherever it passes: no change of clocks gives or takes an hour of it. */
const day = 86_400_000

export const mostDays = 999

export const slaSeverities = ['critical', 'high', 'medium', 'low', 'info', 'unknown'] as const satisfies readonly Severity[]

/** Days to fix something of a severity: for every product, or for products of a criticality. 0 is no deadline. */
export interface SlaDays {
  readonly severities: Readonly<Partial<Record<Severity, number>>>
  readonly criticalities: Readonly<Partial<Record<Criticality, Readonly<Partial<Record<Severity, number>>>>>>
}

/** Days for a place. At most one of product and product type is set; neither is the hub's own. */
export interface SlaPolicy {
  readonly productTypeId: number | null
  readonly productId: number | null
  readonly days: SlaDays
}

export const defaultSlaDays: SlaDays = {
  severities: { critical: 3, high: 14, medium: 30, low: 90 },
  criticalities: {},
}

/** Where something is, and how bad and how important. */
export interface SlaPlace {
  readonly productId: number | null
  readonly productTypeId: number | null
  readonly severity: Severity
  readonly criticality: Criticality | null
}

/**
 * Days granted: by the nearest policy that says something of the severity. The product's own comes first, then its type's, then
 * the hub's, then the defaults; within one, what it says for the criticality before what it says for all. 0 for no deadline.
 */
export function slaDaysFor(policies: readonly SlaPolicy[], place: SlaPlace): number {
  const near = [
    policies.find(({ productId }) => productId !== null && productId === place.productId),
    policies.find(({ productTypeId }) => productTypeId !== null && productTypeId === place.productTypeId),
    policies.find(({ productId, productTypeId }) => productId === null && productTypeId === null),
  ].flatMap((policy) => (policy === undefined ? [] : [policy.days]))
  for (const days of [...near, defaultSlaDays]) {
    const special = place.criticality === null ? undefined : days.criticalities[place.criticality]?.[place.severity]
    const granted = special ?? days.severities[place.severity]
    if (granted !== undefined) return granted
  }
  return 0
}

/** What the clock of one vulnerability does. */
export interface SlaClock {
  /** Detection as the scanner tells it, or when the hub first saw it. */
  readonly since: Date
  readonly days: number
  /** Since when it stands still; `null` while it runs. */
  readonly waitingSince: Date | null
  /** Milliseconds it stood still before. */
  readonly waitedMs: number
  /** An exception: not due before. */
  readonly exemptUntil: Date | null
}

/** When something is due; `null` for no deadline and while the clock stands still. */
export function dueAt({ since, days, waitingSince, waitedMs, exemptUntil }: SlaClock): Date | null {
  if (days === 0 || waitingSince !== null) return null
  const due = since.getTime() + days * day + waitedMs
  return new Date(Math.max(due, exemptUntil?.getTime() ?? due))
}

/** Milliseconds that are left, negative once it is overdue; a clock that stands still keeps what was left. `null` for no deadline. */
export function timeLeft(clock: SlaClock, now: Date): number | null {
  const due = dueAt({ ...clock, waitingSince: null })
  return due === null ? null : due.getTime() - (clock.waitingSince ?? now).getTime()
}

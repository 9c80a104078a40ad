import type { UploadLimits } from '@patchbay/sdk'

/** Why an upload is made. `asked`: a person wants it now. */
export const uploadReasons = ['first', 'changed', 'refresh', 'retire', 'asked'] as const

export type UploadReason = (typeof uploadReasons)[number]

export type PlanLimits = Pick<UploadLimits, 'perDay' | 'refreshHours'>

/** What is known of one scope's uploads. */
export interface UploadHistory {
  /**
   * When uploads reached the destination, or may have: one whose outcome nobody knows counts, one that never left does not.
   * Those of the last 24 hours at least; in any order.
   */
  readonly sent: readonly Date[]
  /** When the destination last took a full state; `null` never. */
  readonly deliveredAt: Date | null
  /** Since when there is something it has not been told; `null` nothing. */
  readonly changedAt: Date | null
  /** The destination is to forget this scope. */
  readonly retired: boolean
  /** One is on its way. */
  readonly underway: boolean
  /** The findings are those of an unfinished sync: what was sent last may be repeated, nothing new may go. */
  readonly incomplete: boolean
  /** Of the tries since the last delivery. */
  readonly failed: FailedTries
}

interface FailedTries {
  readonly count: number
  readonly at: Date | null
  /** Whether the last one left; one that did not took no slot and may be repeated sooner. */
  readonly left: boolean
}

export type UploadPlan =
  | { readonly kind: 'upload'; readonly at: Date; readonly reason: UploadReason; readonly repeat: boolean }
  | { readonly kind: 'rest'; readonly because: 'underway' | 'unchanged' | 'incomplete' | 'retired' }

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** The destination's clock and ours differ, and an upload takes a while to arrive. */
const margin = minute
/** A refresh begins so long before it is due, so that it is through in time. */
const refreshLead = hour
/** After the first, second, … failure in a row of an upload that left: retries must not eat the slots of real changes. */
const backoffLeft = [15 * minute, hour, 4 * hour, 12 * hour, day]
const backoffUnsent = [minute, 2 * minute, 5 * minute, 15 * minute, 30 * minute, hour]

/**
 * When a scope is uploaded next, and why. At most `perDay` uploads in any 24 hours; at least one every `refreshHours`. While
 * slots are left a change goes at once; the last one waits a fair share of the day for further changes, so that they go
 * together. `at` may have passed: the scope is due since then, and the longest due goes first.
 */
export function planUpload(history: UploadHistory, limits: PlanLimits, now: Date): UploadPlan {
  const known = withoutFuture(history, now)
  if (known.underway) return { kind: 'rest', because: 'underway' }
  if (known.retired) return planRetirement(known, limits)
  const refresh = refreshOf(known, limits)
  if (known.incomplete) {
    if (refresh === null || known.deliveredAt === null) return { kind: 'rest', because: 'incomplete' }
    return { kind: 'upload', at: refresh, reason: 'refresh', repeat: true }
  }
  const change = changeOf(known, limits)
  if (change !== null && (refresh === null || change <= refresh)) {
    return { kind: 'upload', at: change, reason: known.deliveredAt === null ? 'first' : 'changed', repeat: false }
  }
  if (refresh === null) return { kind: 'rest', because: 'unchanged' }
  return { kind: 'upload', at: refresh, reason: 'refresh', repeat: false }
}

/** The first moment with a free slot; in the past when there is one now. */
export function freeSlotAt(sent: readonly Date[], { perDay }: PlanLimits): Date {
  return new Date(freeAt(sent, perDay, 1))
}

/** How many uploads may leave now; `null` without a limit. */
export function slotsLeft(sent: readonly Date[], { perDay }: PlanLimits, now: Date): number | null {
  if (perDay === null) return null
  return Math.max(0, perDay - sent.filter((at) => now.getTime() < at.getTime() + day + margin).length)
}

/**
 * A clock that was set back leaves uploads in the future, which would hold their slots for too long. They count from now on,
 * which is later than they really were: the budget is kept. `null` when there is nothing to mend.
 */
export function mendedTimes(times: readonly Date[], now: Date): readonly Date[] | null {
  if (!times.some((at) => at > now)) return null
  return times.map((at) => (at > now ? now : at))
}

function withoutFuture(history: UploadHistory, now: Date): UploadHistory {
  const clamped = (at: Date | null) => (at !== null && at > now ? now : at)
  return {
    ...history,
    sent: mendedTimes(history.sent, now) ?? history.sent,
    deliveredAt: clamped(history.deliveredAt),
    changedAt: clamped(history.changedAt),
    failed: { ...history.failed, at: clamped(history.failed.at) },
  }
}

function planRetirement(history: UploadHistory, limits: PlanLimits): UploadPlan {
  // What was never sent need not be taken back.
  if (history.changedAt === null || (history.deliveredAt === null && history.sent.length === 0)) {
    return { kind: 'rest', because: 'retired' }
  }
  const at = latest(history.changedAt.getTime(), retryAt(history), freeAt(history.sent, limits.perDay, 1))
  return { kind: 'upload', at, reason: 'retire', repeat: false }
}

function changeOf(history: UploadHistory, { perDay }: PlanLimits): Date | null {
  if (history.changedAt === null) return null
  const { sent, failed } = history
  // The first state of a scope need not wait for company, unless it was refused before.
  const slot = history.deliveredAt === null && failed.count === 0 ? freeAt(sent, perDay, 1) : unhurriedAt(sent, perDay)
  return latest(history.changedAt.getTime(), retryAt(history), slot)
}

function refreshOf(history: UploadHistory, { perDay, refreshHours }: PlanLimits): Date | null {
  if (history.deliveredAt === null || refreshHours === null) return null
  const due = history.deliveredAt.getTime() + refreshHours * hour - Math.min(refreshLead, (refreshHours * hour) / 24)
  return latest(due, retryAt(history), freeAt(history.sent, perDay, 1))
}

/** When a change may take a slot: at once while two are free, else a fair share of the day after the latest upload. */
function unhurriedAt(sent: readonly Date[], perDay: number | null): number {
  if (perDay === null || perDay === 1) return freeAt(sent, perDay, 1)
  const last = Math.max(...sent.map((at) => at.getTime()))
  return Math.max(freeAt(sent, perDay, 1), Math.min(freeAt(sent, perDay, 2), last + day / perDay))
}

/** The first moment with so many slots free; long ago when they are, or without a limit. */
function freeAt(sent: readonly Date[], perDay: number | null, slots: number): number {
  if (perDay === null) return 0
  const newestFirst = sent.map((at) => at.getTime()).toSorted((a, b) => b - a)
  const holder = newestFirst[perDay - slots]
  return holder === undefined ? 0 : holder + day + margin
}

function retryAt({ failed }: UploadHistory): number {
  if (failed.count === 0 || failed.at === null) return 0
  const steps = failed.left ? backoffLeft : backoffUnsent
  return failed.at.getTime() + (steps[failed.count - 1] ?? steps.at(-1) ?? day)
}

function latest(...times: readonly number[]): Date {
  return new Date(Math.max(...times))
}

const minute = 60_000
const day = 24 * 60 * minute

/** Minutes until the next try after the first, the second, … failed one; the last goes on. */
const pauses = [1, 2, 5, 10, 20, 40, 60, 120, 240] as const

export interface FailedTry {
  /** How many tries have failed since it was first sent, or sent again; at least 1. */
  readonly failures: number
  /** When it was first sent, or sent again. */
  readonly startedAt: Date
  readonly now: Date
  /** Seconds the receiver asks to wait. */
  readonly retryAfter: number | undefined
  /** What must not be lost is never given up: whoever is told next would not know what came before. */
  readonly lasting?: boolean
}

/** When a message is tried again; `null` when it is given up: a day after the first try, unless it lasts. */
export function nextTry({ failures, startedAt, now, retryAfter = 0, lasting = false }: FailedTry): Date | null {
  const pause = pauses[Math.min(failures, pauses.length) - 1] ?? pauses[0]
  const at = now.getTime() + Math.max(pause * minute, retryAfter * 1000)
  return !lasting && at - startedAt.getTime() > day ? null : new Date(at)
}

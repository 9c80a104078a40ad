import { type Answer, type Budget, type BudgetState, type Call, type Clock, createBudget } from '@patchbay/sdk/testing'
import type { Access } from './emulator-access.ts'
import { problem } from './emulator-error.ts'

/** Two limits for each key: so many requests an hour, so many a day. */
export interface Limits {
  /** Spends a request; the answer for a key that has none left. */
  refuse(call: Call): Answer | undefined
  headers(call: Call): Record<string, string>
  /** Leaves the holder of a key that many requests until the hour is over. */
  leave(key: string, remaining: number): void
}

export function createLimits(from: { hour: number; day: number; clock: Clock; access: Access }): Limits {
  const { clock, access } = from
  const hour = createBudget({ limit: from.hour, seconds: 3600, clock })
  const day = createBudget({ limit: from.day, seconds: 86_400, clock })

  return {
    refuse: (call) => {
      const name = access.nameOf(call)
      const isAllowed = hour.look(name).remaining > 0 && day.look(name).remaining > 0
      if (!isAllowed) return problem(429)
      hour.take(name)
      day.take(name)
      return undefined
    },
    headers: (call) => {
      const active = tighter(hour, day, access.nameOf(call))
      return {
        'RateLimit-HourLimit': String(from.hour),
        'RateLimit-DayLimit': String(from.day),
        'RateLimit-Limit': String(active.limit),
        'RateLimit-Remaining': String(active.remaining),
        'RateLimit-Reset': String(Math.ceil((active.resetsAt.getTime() - call.now.getTime()) / 1000)),
      }
    },
    leave: hour.leave,
  }
}

/** The limit that will be hit first. */
function tighter(hour: Budget, day: Budget, name: string): BudgetState {
  const [inHour, inDay] = [hour.look(name), day.look(name)]
  return inDay.remaining < inHour.remaining ? inDay : inHour
}

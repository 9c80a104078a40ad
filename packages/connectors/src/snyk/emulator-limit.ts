import { type Answer, type Call, type Clock, createBudget } from '@patchbay/sdk/testing'
import type { Access, Caller } from './emulator-access.ts'
import { problem } from './emulator-error.ts'

/**
 * The vendor's throttle: so many requests a minute for each key; whoever exceeds it gets 429 until a whole minute passed
 * without a request. Nothing in the answers tells how much is left.
 */
export interface Limits {
  refuse(call: Call): Answer | undefined
  /** Leaves the holder of a token that many requests until the minute is over. */
  leave(token: string, remaining: number): void
}

const minute = 60_000

export function createLimits(from: { readonly limit: number; readonly clock: Clock; readonly access: Access }): Limits {
  const budget = createBudget({ limit: from.limit, seconds: 60, clock: from.clock })
  const blockedUntil = new Map<string, number>()

  function allows({ name }: Caller): boolean {
    const now = from.clock.now().getTime()
    const silent = (blockedUntil.get(name) ?? 0) <= now
    if (silent && budget.take(name).allowed) return true
    blockedUntil.set(name, now + minute)
    return false
  }

  return {
    refuse: (call) => (allows(from.access.caller(call)) ? undefined : problem(429)),
    leave: (token, remaining) => {
      const caller = from.access.byToken(token)
      if (caller) budget.leave(caller.name, remaining)
    },
  }
}

import type { Clock } from './clock.ts'

/** Where a caller stands in the current window. */
export interface BudgetState {
  readonly limit: number
  readonly used: number
  readonly remaining: number
  /** When the window ends and the count starts over. */
  readonly resetsAt: Date
}

/** A fixed-window rate limit per caller. */
export interface Budget {
  /** Spends one and says whether there was one left. */
  take(caller: string): BudgetState & { readonly allowed: boolean }
  look(caller: string): BudgetState
  /** Leaves the caller that many until the window ends. */
  leave(caller: string, remaining: number): void
}

export function createBudget(options: { readonly limit: number; readonly seconds: number; readonly clock: Clock }): Budget {
  const windows = new Map<string, { used: number; resetsAt: Date }>()

  function windowOf(caller: string): { used: number; resetsAt: Date } {
    const now = options.clock.now()
    const current = windows.get(caller)
    if (current && current.resetsAt > now) return current
    const fresh = { used: 0, resetsAt: new Date(now.getTime() + options.seconds * 1000) }
    windows.set(caller, fresh)
    return fresh
  }

  function look(caller: string): BudgetState {
    const { used, resetsAt } = windowOf(caller)
    return { limit: options.limit, used, remaining: Math.max(0, options.limit - used), resetsAt }
  }

  return {
    take: (caller) => {
      const window = windowOf(caller)
      const allowed = window.used < options.limit
      if (allowed) window.used += 1
      return { ...look(caller), allowed }
    },
    look,
    leave: (caller, remaining) => {
      windowOf(caller).used = Math.max(0, options.limit - remaining)
    },
  }
}

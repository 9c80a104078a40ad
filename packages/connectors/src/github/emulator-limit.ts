import { type Answer, type Budget, type BudgetState, type Call, EarlyAnswer } from '@patchbay/sdk/testing'
import type { Access } from './emulator-access.ts'
import { problem } from './emulator-error.ts'

/** The primary rate limit: one budget an hour for each caller. */
export interface Limits {
  /** The answer for a caller that has nothing left. */
  refuse(call: Call): Answer | undefined
  /** Spends one request unless it was answered 304, and adds the headers. */
  count(call: Call, answer: Answer): Answer
  state(call: Call): BudgetState
  leave(token: string, remaining: number): void
}

/** Asking for the limit is free. */
const free: readonly string[] = ['/rate_limit', '/versions']

export function createLimits(from: { budget: Budget; access: Access; unlimited: boolean }): Limits {
  const { budget, access } = from

  function callerName(call: Call): string {
    try {
      return access.caller(call).name
    } catch (error) {
      if (error instanceof EarlyAnswer) return 'anonymous'
      throw error
    }
  }

  return {
    refuse: (call) => {
      if (from.unlimited || free.includes(call.path)) return undefined
      const name = callerName(call)
      if (budget.look(name).remaining > 0) return undefined
      return problem(
        403,
        `API rate limit exceeded for ${name}. If you reach out to GitHub Support for help, please include the request ID.`,
      )
    },
    count: (call, answer) => {
      if (from.unlimited) return answer
      const name = callerName(call)
      const state = answer.status === 304 || free.includes(call.path) ? budget.look(name) : budget.take(name)
      return { ...answer, headers: { ...answer.headers, ...limitHeaders(state) } }
    },
    state: (call) => budget.look(callerName(call)),
    leave: (token, remaining) => {
      budget.leave(access.byToken(token).name, remaining)
    },
  }
}

function limitHeaders(state: BudgetState): Record<string, string> {
  return {
    'x-ratelimit-limit': String(state.limit),
    'x-ratelimit-remaining': String(state.remaining),
    'x-ratelimit-used': String(state.used),
    'x-ratelimit-reset': String(Math.ceil(state.resetsAt.getTime() / 1000)),
    'x-ratelimit-resource': 'core',
  }
}

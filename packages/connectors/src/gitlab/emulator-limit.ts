import { type Answer, type Budget, type BudgetState, type Call, EarlyAnswer } from '@patchbay/sdk/testing'
import type { Access } from './emulator-access.ts'
import { problem } from './emulator-error.ts'

/** Requests a minute for each user. */
export interface Limits {
  /** The answer for a user that has nothing left. */
  refuse(call: Call): Answer | undefined
  /** Spends one request and adds the headers. */
  count(call: Call, answer: Answer): Answer
}

export function createLimits({ budget, access }: { readonly budget: Budget; readonly access: Access }): Limits {
  function userOf(call: Call): string {
    try {
      return access.caller(call).username
    } catch (error) {
      if (error instanceof EarlyAnswer) return 'unauthenticated'
      throw error
    }
  }

  return {
    refuse: (call) => {
      const { remaining, resetsAt } = budget.look(userOf(call))
      if (remaining > 0) return undefined
      const seconds = Math.ceil((resetsAt.getTime() - call.now.getTime()) / 1000)
      const answer = problem(429)
      return { ...answer, headers: { ...answer.headers, 'retry-after': String(seconds) } }
    },
    count: (call, answer) => {
      const headers = limitHeaders(budget.take(userOf(call)))
      return { ...answer, headers: { ...answer.headers, ...headers } }
    },
  }
}

function limitHeaders({ limit, used, remaining, resetsAt }: BudgetState): Record<string, string> {
  return {
    'ratelimit-name': 'throttle_authenticated_api',
    'ratelimit-limit': String(limit),
    'ratelimit-observed': String(used),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(Math.ceil(resetsAt.getTime() / 1000)),
    'ratelimit-resettime': resetsAt.toUTCString(),
  }
}

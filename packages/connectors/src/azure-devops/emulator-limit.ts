import type { Answer, Budget, BudgetState, Call } from '@patchbay/sdk/testing'
import { problem } from './emulator-error.ts'

/** What one user may use up in five minutes. */
export interface Limits {
  /** The answer for a user that is blocked. */
  refuse(call: Call): Answer | undefined
  /** Spends one request. Near the limit the answer says so, with a time to wait although it is a good one. */
  count(call: Call, answer: Answer): Answer
}

// Who asks is one and the same user here, whatever the token.
const user = 'user'

export function createLimits(budget: Budget): Limits {
  return {
    refuse: (call) => {
      const state = budget.look(user)
      if (state.remaining > 0) return undefined
      const answer = problem(429)
      return { ...answer, headers: limitHeaders(call, state) }
    },
    count: (call, answer) => {
      const state = budget.take(user)
      if (answer.status === 429 || state.remaining > state.limit / 10) return answer
      return { ...answer, headers: { ...limitHeaders(call, state), ...answer.headers } }
    },
  }
}

function limitHeaders(call: Call, { limit, remaining, resetsAt }: BudgetState): Record<string, string> {
  const seconds = Math.ceil((resetsAt.getTime() - call.now.getTime()) / 1000)
  return {
    'retry-after': String(remaining === 0 ? seconds : 5),
    'x-ratelimit-resource': 'Core',
    'x-ratelimit-delay': remaining === 0 ? '0' : '5.000',
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Math.ceil(resetsAt.getTime() / 1000)),
  }
}

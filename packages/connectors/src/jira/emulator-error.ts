import { type Answer, EarlyAnswer } from '@patchbay/sdk/testing'

/** Jira's error body: sentences, and sentences by field. */
export function problem(status: number, messages: readonly string[], errors: Readonly<Record<string, string>> = {}): Answer {
  return { status, body: { errorMessages: messages, errors } }
}

export function refuse(status: number, ...messages: readonly string[]): never {
  throw new EarlyAnswer(problem(status, messages))
}

export function refuseFields(errors: Readonly<Record<string, string>>): never {
  throw new EarlyAnswer(problem(400, [], errors))
}

const words: Readonly<Record<number, string>> = {
  401: 'You are not authenticated. Authentication required to perform this operation.',
  403: 'You do not have permission to perform this operation.',
  404: 'Issue does not exist or you do not have permission to see it.',
  429: 'Rate limit exceeded.',
  500: 'Internal server error',
}

export function usual(status: number): Answer {
  const answer = problem(status, [words[status] ?? `status ${status}`])
  return status === 429 ? { ...answer, headers: { 'ratelimit-reason': 'jira-burst-based', 'retry-after': '5' } } : answer
}

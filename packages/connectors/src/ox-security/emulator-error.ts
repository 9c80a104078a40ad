import type { Answer } from '@patchbay/sdk/testing'
import { refused } from './emulator-graphql.ts'

const words: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['BAD_REQUEST', 'Bad request'],
  401: ['UNAUTHENTICATED', 'Unauthorized'],
  403: ['FORBIDDEN', 'Forbidden'],
  404: ['NOT_FOUND', 'Not found'],
  405: ['METHOD_NOT_ALLOWED', 'Method not allowed'],
  429: ['RATE_LIMITED', 'Rate limit exceeded'],
  500: ['INTERNAL_SERVER_ERROR', 'Internal server error'],
  502: ['BAD_GATEWAY', 'Bad gateway'],
  503: ['SERVICE_UNAVAILABLE', 'Service unavailable'],
}

export function problem(status: number): Answer {
  const [code, message] = words[status] ?? ['INTERNAL_SERVER_ERROR', 'Server error']
  return refused(status, code, message)
}

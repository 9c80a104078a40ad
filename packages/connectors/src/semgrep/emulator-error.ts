import type { Answer } from '@patchbay/sdk/testing'

const words: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthorized',
  404: 'Not found',
  405: 'Method not allowed',
  429: 'Too many requests',
  500: 'Internal server error',
  502: 'Bad gateway',
  503: 'Service unavailable',
}

/** The vendor documents no error body; clients must not rely on this one. */
export function problem(status: number, message?: string): Answer {
  return { status, body: { error: message ?? words[status] ?? 'Server error' } }
}

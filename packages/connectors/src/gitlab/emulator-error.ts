import type { Answer } from '@patchbay/sdk/testing'

const messages: Readonly<Record<number, string>> = {
  400: '400 Bad request',
  401: '401 Unauthorized',
  403: '403 Forbidden',
  404: '404 Not Found',
  405: '405 Method Not Allowed',
  409: '409 Conflict',
  500: '500 Internal Server Error',
  503: '503 Service Unavailable',
}

/** GitLab's error body; what limits answer is no JSON. */
export function problem(status: number, message?: string): Answer {
  if (status === 429) return { status, headers: { 'content-type': 'text/plain' }, text: 'Retry later\n' }
  return { status, body: { message: message ?? messages[status] ?? `${status} Error` } }
}

/** The other error body: of parameters, and of tokens that are known and not good enough. */
export function complaint(status: number, error: string, extra: Readonly<Record<string, string>> = {}): Answer {
  return { status, body: { error, ...extra } }
}

import type { Answer } from '@patchbay/sdk/testing'

const messages: Readonly<Record<number, string>> = {
  400: 'Problems parsing JSON',
  401: 'Bad credentials',
  403: 'Resource not accessible by personal access token',
  404: 'Not Found',
  405: 'Not Found',
  409: 'Conflict',
  410: 'Issues has been disabled in this repository.',
  422: 'Validation Failed',
  429: 'API rate limit exceeded',
  500: 'Server Error',
  502: 'Server Error',
  503: 'Service unavailable',
}

/** GitHub's error body. A path that exists with another method is simply not found. */
export function problem(status: number, message?: string, extra: Readonly<Record<string, unknown>> = {}): Answer {
  const sent = status === 405 ? 404 : status
  return {
    status: sent,
    body: {
      message: message ?? messages[status] ?? 'Server Error',
      ...extra,
      documentation_url: 'https://docs.github.com/rest',
      status: String(sent),
    },
  }
}

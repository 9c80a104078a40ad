import type { Answer } from '@patchbay/sdk/testing'

const cloudMessages: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Token is invalid, expired, or not supported for this endpoint.',
  403: 'Your credentials lack one or more required privilege scopes.',
  404: 'Resource not found',
  405: 'Method not allowed',
  410: 'This resource is gone.',
  500: 'Something went wrong',
}

/** The error body of Bitbucket Cloud; its limits answer no JSON, and name no time. */
export function cloudProblem(status: number, message?: string, detail?: unknown): Answer {
  if (status === 429) {
    return { status, headers: { 'content-type': 'text/plain' }, text: 'Rate limit for this resource has been exceeded' }
  }
  const error = { message: message ?? cloudMessages[status] ?? 'Something went wrong', ...(detail !== undefined && { detail }) }
  return { status, body: { type: 'error', error } }
}

const serverErrors: Readonly<Record<number, readonly [message: string, exception: string]>> = {
  401: ['Authentication failed. Please check your credentials and try again.', 'auth.IncorrectPasswordAuthenticationException'],
  403: ['You are not permitted to access this resource', 'AuthorisationException'],
  404: ['The requested resource does not exist.', 'NoSuchEntityException'],
  429: ['Rate limit exceeded.', 'RateLimitExceededException'],
}

/** The error body of Bitbucket Data Center. */
export function serverProblem(status: number, message?: string, exception?: string): Answer {
  const [usual, name] = serverErrors[status] ?? ['An error occurred while processing the request.', 'ServerException']
  const error = {
    context: null,
    message: message ?? usual,
    exceptionName: `com.atlassian.bitbucket.${exception ?? name}`,
  }
  return { status, body: { errors: [error] } }
}

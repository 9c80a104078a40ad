import { createClient } from '@patchbay/client'
import { ApiProblem } from './problem.ts'

/** The hub this page came from. The session cookie proves who asks. */
export const api = createClient()

interface Outcome<T> {
  readonly data?: T
  readonly error?: unknown
  readonly response: Response
}

/** The body of a successful answer; throws an `ApiProblem` for any other. */
export async function answer<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call
  if (!response.ok || data === undefined) throw problemOf(response, error)
  return data
}

/** For operations that answer without a body. */
export async function done(call: Promise<Outcome<unknown>>): Promise<void> {
  const { error, response } = await call
  if (!response.ok) throw problemOf(response, error)
}

export function problemOf(response: Response, body: unknown): ApiProblem {
  return new ApiProblem(response.status, body, response.headers.get('x-request-id'))
}

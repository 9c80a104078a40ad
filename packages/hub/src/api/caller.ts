import { Problem } from '../domain/problem.ts'
import type { Caller } from '../people/people.ts'
import type { Actor } from '../usecases/commands.ts'

/** Who is asking. Routes that are not public always have a caller. */
export function callerOf(call: { readonly caller: Caller | null }): Caller {
  if (call.caller !== null) return call.caller
  throw new Problem('unauthenticated', 'Sign in first, or send a token.', { code: 'not-signed-in' })
}

/** Who acts, for the use cases. */
export function actorOf(call: { readonly caller: Caller | null }): Actor {
  return callerOf(call).actor
}

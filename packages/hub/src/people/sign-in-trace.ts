import { AsyncLocalStorage } from 'node:async_hooks'
import type { GlobalRole } from '../usecases/browse/resources/people.ts'

/** What comes out about somebody while the sign-in library answers one request. */
interface SignInTrace {
  user: { readonly id: string; readonly name: string } | null
  /** By their groups, for a user who is about to be created. */
  firstRole: GlobalRole | null
  roleChange: { readonly before: GlobalRole; readonly after: GlobalRole } | null
}

const traces = new AsyncLocalStorage<SignInTrace>()

/** Runs the work with a trace of its own, which the hooks of the library write to. */
export async function traced<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly trace: SignInTrace }> {
  const trace: SignInTrace = { user: null, firstRole: null, roleChange: null }
  return { result: await traces.run(trace, work), trace }
}

/** The trace of the request being answered. */
export function currentTrace(): SignInTrace | undefined {
  return traces.getStore()
}

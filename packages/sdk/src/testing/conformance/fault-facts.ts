import type { Fault } from '../../fault.ts'
import { type FaultKind, faultKinds } from '../../fault.ts'

/** By what it says it is: a connector may come with a copy of the class of its own. */
export function isFault(error: unknown): error is Fault {
  return error instanceof Error && error.name === 'Fault' && 'kind' in error && faultKinds.some((kind) => kind === error.kind)
}

/** Throws, with the error as its cause, unless it is a fault of one of these kinds. */
export function requireFault(error: unknown, kinds: readonly FaultKind[] = faultKinds): Fault {
  if (error === null) throw new Error(`It went well, where it should have raised ${kinds.join(' or ')}.`)
  if (!isFault(error)) throw new Error(`It threw what is no fault: ${String(error)}`, { cause: error })
  if (!kinds.includes(error.kind)) {
    throw new Error(`It raised ${error.kind} where it should have raised ${kinds.join(' or ')}: ${error.message}`, {
      cause: error,
    })
  }
  return error
}

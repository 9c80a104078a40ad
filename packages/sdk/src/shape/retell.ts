import { Fault, type FaultDetails, type FaultKind } from '../fault.ts'

/**
 * The same failure in terms of the settings: words, field and remedy of the connector's, and the kind it turned out to be. Keeps
 * the HTTP status, whether it arrived, and what the client said as its cause.
 */
export function retell(cause: Fault, kind: FaultKind, message: string, details: FaultDetails): Fault {
  const { status, arrived } = cause.details
  const kept = { ...(status !== undefined && { status }), ...(arrived !== undefined && { arrived }) }
  return new Fault(kind, message, { ...kept, ...details }, cause)
}

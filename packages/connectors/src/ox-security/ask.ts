import { type Context, Fault } from '@patchbay/sdk'
import { type Config, gateway } from './config.ts'
import type { Documents } from './documents.ts'

/** Asks one document again and again, with other variables. */
export type Ask = (variables: Readonly<Record<string, unknown>>) => Promise<unknown>

/**
 * One field OX has renamed would fail the whole document. Then the small one is asked once instead, and for the rest of the
 * listing: the records lack some facts, but none of them is lost.
 */
export function askFor({ http, log }: Context<Config>, { full, minimal }: Documents): Ask {
  let reduced = false

  return async (variables) => {
    if (!reduced) {
      try {
        return await http.graphql({ path: gateway, query: full, variables })
      } catch (error) {
        if (!isSchemaComplaint(error)) throw error
        reduced = true
        log.warn('OX Security does not know a field of the query any more; only the essential ones are read.', {
          fault: error.message,
        })
      }
    }
    return http.graphql({ path: gateway, query: minimal, variables })
  }
}

/** A document that does not fit the schema is refused as a whole: 400, or errors in a good answer. */
function isSchemaComplaint(error: unknown): error is Fault {
  if (!(error instanceof Fault) || error.kind !== 'contract') return false
  const words = /cannot query field|unknown (field|argument|type)|is not defined by type|must have a selection|validation/i
  return error.details.status === 400 || words.test(error.message)
}

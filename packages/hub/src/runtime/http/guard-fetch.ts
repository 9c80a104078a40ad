import { type Dispatcher, getGlobalDispatcher, setGlobalDispatcher } from 'undici'

/** Milliseconds to wait for an answer to begin, and for more of it; the guarded dispatcher itself has no limit. */
const patience = 10_000

/**
 * Sends the `fetch` of this process through a guarded dispatcher, for libraries that know no other way out: the sign-in
 * library asks the identity provider with it. Every connection is checked, those of redirects too. Answers how to undo it.
 */
export function guardFetch(guarded: Dispatcher): () => void {
  const before = getGlobalDispatcher()
  const hasty = guarded.compose(
    (dispatch) => (options, handler) => dispatch({ ...options, headersTimeout: patience, bodyTimeout: patience }, handler),
  )
  setGlobalDispatcher(hasty)
  return () => setGlobalDispatcher(before)
}

import { Fault, type HttpAnswer } from '@patchbay/sdk'
import type { Parsed } from './parse-json.ts'
import { looksLikeMarkup } from './vendor-message.ts'
import type { WireAnswer } from './wire.ts'

/** A good answer as connectors get it. Throws `contract` for a body that is not JSON, saying what it is instead. */
export function readAnswer(
  answer: WireAnswer,
  json: Parsed,
  method: string,
  url: URL,
  clean: (text: string) => string,
): HttpAnswer {
  const { status, headers, text } = answer
  if (status === 304) throw broken('"not modified", although nothing was remembered')
  if (text.trim() === '') {
    // Only what was asked to do something may have nothing to say.
    if (status === 204 || status === 205 || method !== 'GET') return { status, headers, body: null }
    throw broken('an empty body')
  }
  if (json !== null) return { status, headers, body: json.value }
  if (looksLikeMarkup(text)) {
    throw broken('a web page', 'Check the base URL, and whether a login page or proxy sits in between.')
  }
  throw broken(/^\s*[[{]/.test(text) ? 'JSON that is cut off or damaged' : 'something that is not JSON')

  function broken(what: string, remedy?: string): Fault {
    const message = `${url.host} answered ${status} to ${method} ${clean(url.pathname)} with ${what}.`
    return new Fault('contract', message, { status, ...(remedy !== undefined && { remedy }) })
  }
}

import { Fault, type Http } from '@patchbay/sdk'
import { type Common, createCall } from './call.ts'
import type { Call } from './sender.ts'
import type { Rules } from './verdict.ts'
import type { WireAnswer } from './wire.ts'

type UploadRequest = Parameters<Http['upload']>[0]

/** Milliseconds; a document of 100 MB over a line of 2 Mbit/s. */
const defaultTimeout = 10 * 60 * 1000

// A presigned address says 403 once it has run out (Amazon S3, "Error responses"): the place is gone, and no key of ours was refused.
const rules: Rules = { classify: ({ status }) => (status === 401 || status === 403 ? 'missing' : undefined) }

/**
 * The call that puts a file to an address the vendor handed out. `learn` is told what makes the address a secret. Throws
 * `contract` for what is no address.
 */
export function uploadCall(
  common: Common,
  { url: given, content, timeout }: UploadRequest,
  learn: (secret: string) => void,
): Call {
  const url = readAddress(given)
  for (const secret of secretsOf(url)) learn(secret)
  const call = createCall(
    common,
    'PUT',
    url,
    {},
    { rules, repeatable: true, authorize: async () => ({}), discard: () => false, timeout: timeout ?? defaultTimeout },
  )
  return {
    ...call,
    // The transport’s own headers may carry a key, and what is asked for must not change how the file is stored.
    headers: { 'user-agent': call.headers['user-agent'] ?? '', 'content-type': content.mediaType },
    target: targetOf(given),
    redirects: 'refuse',
    body: content,
  }
}

/** Throws `contract` for the one status below 400 that is no redirect and says that nothing was stored. */
export function expectStored({ status }: WireAnswer, { host }: URL): void {
  if (status === 304) throw new Fault('contract', `${host} answered the upload with "not modified".`, { status })
}

function readAddress(given: string): URL {
  if (URL.canParse(given)) return new URL(given)
  throw new Fault('contract', 'The address for the upload cannot be read.')
}

/** Path and query as they were given. A URL would spell some characters anew, and the signature is over the old spelling. */
function targetOf(given: string): string {
  const after = given.replace(/^[a-z][a-z\d+.-]*:\/*[^/?#]*/i, '').replace(/#.*$/, '')
  return after.startsWith('/') ? after : `/${after}`
}

// Longer than a date or the name of an algorithm.
const shortestSecret = 20

/** Whoever has the query has the right to write; its long values are what nobody could guess. */
function secretsOf(url: URL): readonly string[] {
  const values = [...url.searchParams.values()].filter((value) => value.length >= shortestSecret)
  return url.search.length > shortestSecret ? [url.search.slice(1), ...values] : values
}

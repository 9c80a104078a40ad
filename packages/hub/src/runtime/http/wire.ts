import { Fault } from '@patchbay/sdk'
import { readBody } from './body.ts'
import type { Outbound } from './outbound.ts'
import { type Outgoing, streamOf } from './outgoing.ts'
import { redirectTarget } from './target.ts'

/** One request as it goes out. */
export interface WireRequest {
  readonly method: string
  readonly url: URL
  /** Path and query to the letter, where the address is signed and must not be spelled anew. */
  readonly target?: string | undefined
  readonly redirects?: 'follow' | 'refuse' | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly body: Outgoing | undefined
  /** Milliseconds for the whole of it: connecting, redirects and body. */
  readonly timeout: number
  readonly maxBytes: number
  readonly signal: AbortSignal
}

/** One answer as it came in. */
export interface WireAnswer {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

const redirects = new Set([301, 302, 307, 308])
const maxRedirects = 5
const maxErrorBytes = 64 * 1024

/**
 * Sends one request and follows redirects on the same host; every new connection on the way passes the guard. Throws
 * `refused` and `contract`
 * faults, the signal's reason when the run was aborted, and otherwise what the socket threw.
 */
export async function send(outbound: Outbound, wanted: WireRequest): Promise<WireAnswer> {
  const deadline = AbortSignal.timeout(wanted.timeout)
  const signal = AbortSignal.any([wanted.signal, deadline])
  let url = wanted.url

  try {
    for (let hops = 0; hops <= maxRedirects; hops++) {
      const answer = await sendOnce(outbound, { ...wanted, url, signal })
      if (!redirects.has(answer.status)) return answer
      if (wanted.redirects === 'refuse') throw unexpected(url, wanted.method, answer.status)
      url = redirectTarget(wanted.url, url, answer.headers['location'])
      if (answer.status < 307 && wanted.method !== 'GET') throw lostBody(url, wanted.method, answer.status)
    }
  } catch (error) {
    wanted.signal.throwIfAborted()
    if (deadline.aborted) throw deadline.reason
    throw error
  }
  throw new Fault('refused', `${url.host} redirected more than ${maxRedirects} times.`)
}

async function sendOnce(
  outbound: Outbound,
  { method, url, target, headers, body, maxBytes, signal }: WireRequest,
): Promise<WireAnswer> {
  const streamed = typeof body === 'object'
  const response = await outbound.dispatcher.request({
    origin: url.origin,
    path: target ?? url.pathname + url.search,
    method,
    headers: streamed ? { ...headers, 'content-length': String(body.size) } : headers,
    body: streamed ? streamOf(body) : (body ?? null),
    signal,
  })
  const answerHeaders = flatten(response.headers)
  const failed = response.statusCode >= 300
  // Some servers name an encoding for a body they do not send; unpacking nothing would fail.
  const bodiless = response.statusCode === 204 || response.statusCode === 304 || answerHeaders['content-length'] === '0'
  const text = await readBody(response.body, bodiless ? undefined : answerHeaders['content-encoding'], {
    maxBytes: failed ? Math.min(maxErrorBytes, maxBytes) : maxBytes,
    whenLonger: failed ? 'cut' : 'refuse',
  })
  return { status: response.statusCode, headers: answerHeaders, text }
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      if (value === undefined) return []
      return [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]]
    }),
  )
}

function unexpected(url: URL, method: string, status: number): Fault {
  return new Fault('refused', `${url.host} answered a ${method} with a redirect (${status}), which is not followed.`, {
    status,
  })
}

// A 301 or 302 turns a POST into a GET (RFC 9110, section 15.4), whose success would look as if the POST had worked.
function lostBody(url: URL, method: string, status: number): Fault {
  return new Fault('refused', `${url.host} answered a ${method} with a redirect (${status}) that would drop its content.`, {
    status,
    remedy: 'Check the base URL: a missing or superfluous path at its end is the usual cause.',
  })
}

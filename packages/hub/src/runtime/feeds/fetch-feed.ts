import { Fault } from '@patchbay/sdk'
import type { Dispatcher } from 'undici'
import { networkFailure } from '../http/network-fault.ts'
import type { Outbound } from '../http/outbound.ts'
import { redirectTarget } from '../http/target.ts'
import { type FeedLimits, feedLimits, keepFeed, type StoredFeed } from './feed-file.ts'

export interface FeedValidators {
  readonly etag: string | null
  readonly lastModified: string | null
}

export interface FetchedFeed {
  readonly file: StoredFeed
  readonly validators: FeedValidators
}

const redirects = new Set([301, 302, 303, 307, 308])
const maxRedirects = 5
/** Milliseconds for the whole of it. */
const patience = 10 * 60_000

/**
 * Gets what is at an address into a temporary file, following redirects on the same host; every connection passes the guard.
 * `null` when it did not change since it had these validators. Throws a `Fault`, or a `Problem` for what is too large.
 */
export async function fetchFeed(
  outbound: Outbound,
  address: string,
  validators: FeedValidators | null,
  limits: FeedLimits = feedLimits,
): Promise<FetchedFeed | null> {
  const signal = AbortSignal.timeout(patience)
  const first = new URL(address)
  try {
    let url = first
    for (let hops = 0; hops <= maxRedirects; hops += 1) {
      const answer = await ask(outbound, url, validators, signal)
      if (!redirects.has(answer.statusCode)) return await received(answer, url, limits)
      await answer.body.dump()
      url = redirectTarget(first, url, headerOf(answer, 'location') ?? undefined)
    }
    throw new Fault('refused', `${first.host} redirected more than ${maxRedirects} times.`)
  } catch (error) {
    if (error instanceof Fault) throw error
    throw networkFailure(error, first.host, patience)?.fault ?? error
  }
}

function ask(outbound: Outbound, url: URL, validators: FeedValidators | null, signal: AbortSignal) {
  outbound.guard.inspect(url)
  return outbound.dispatcher.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: 'GET',
    headers: {
      // Publishers behind a shield turn away what names no client.
      'user-agent': 'Mozilla/5.0 (compatible; Patchbay)',
      accept: '*/*',
      ...(validators?.etag != null && { 'if-none-match': validators.etag }),
      ...(validators?.lastModified != null && { 'if-modified-since': validators.lastModified }),
    },
    signal,
  })
}

async function received(answer: Dispatcher.ResponseData, url: URL, limits: FeedLimits): Promise<FetchedFeed | null> {
  if (answer.statusCode === 304) {
    await answer.body.dump()
    return null
  }
  if (answer.statusCode !== 200) {
    await answer.body.dump()
    throw new Fault('unreachable', `${url.host} answered ${answer.statusCode} to GET ${url.pathname}.`, {
      status: answer.statusCode,
    })
  }
  const file = await keepFeed(answer.body, limits)
  return { file, validators: { etag: headerOf(answer, 'etag'), lastModified: headerOf(answer, 'last-modified') } }
}

function headerOf(answer: Dispatcher.ResponseData, name: string): string | null {
  const value = answer.headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? null
}

import {
  type Context,
  Fault,
  type Http,
  type HttpAnswer,
  type HttpRequest,
  type TokenExchange,
  type Transport,
} from '@patchbay/sdk'
import type { Redactor } from '../redact.ts'
import { createAuthorizer, fingerprint } from './authorizer.ts'
import { type Choices, type Common, createCall, type Given, lowerCase, type Method } from './call.ts'
import { conditionally } from './conditional.ts'
import { readGraphql, repeatableGraphql } from './graphql.ts'
import type { Outbound } from './outbound.ts'
import { readAnswer } from './read-answer.ts'
import { type Call, type Delivered, deliver, type RequestEvent } from './sender.ts'
import { readBase, targetOf } from './target.ts'
import { expectStored, uploadCall } from './upload.ts'
import type { Rules } from './verdict.ts'

/** What a client needs besides the transport. */
export interface HttpOptions {
  readonly outbound: Outbound
  /** Aborts whatever is in flight or waiting; its reason is then thrown as it is. */
  readonly signal: AbortSignal
  readonly log: Context<unknown>['log']
  /** Knows every secret of the connection; masks them in faults and events. Learns the tokens issued on the way. */
  readonly redactor: Redactor
  /** Longest wait of one request for rate limits and retries together, in milliseconds. Default 15 minutes. */
  readonly maxWait?: number
  /** Called after every try. */
  readonly onRequest?: (event: RequestEvent) => void
}

const defaultMaxWait = 15 * 60 * 1000

/**
 * Builds the only way out of a connector from its transport. Throws `config` for a base URL that is none and `refused` for
 * one the guard keeps away from; makes no request.
 */
export function createHttp(transport: Transport, options: HttpOptions): Http {
  const { outbound, redactor, signal } = options
  const sending = { ...options, maxWait: options.maxWait ?? defaultMaxWait }
  const base = readBase(transport.baseUrl)
  outbound.guard.inspect(base)
  const common: Common = { transport, host: base.host, identity: fingerprint(transport.auth), lanes: outbound.lanes }
  const authorizer = createAuthorizer(transport.auth, { now: outbound.clock.now, post: exchange, learn: redactor.add })

  function answerOf(call: Call, { answer, json }: Delivered): HttpAnswer {
    return readAnswer(answer, json, call.method, call.url, redactor.text)
  }

  async function exchange(auth: TokenExchange, headers: Readonly<Record<string, string>>): Promise<HttpAnswer> {
    const url = exchangeUrl(base, auth)
    const call = createCall(
      common,
      auth.method,
      url,
      auth.body ?? {},
      exchangeChoices(transport, url.host === base.host, headers),
    )
    return answerOf(call, await deliver(call, sending))
  }

  /** Runs what makes a request; no fault that comes out of it holds a secret. */
  async function guarded<T>(act: () => Promise<T>): Promise<T> {
    try {
      signal.throwIfAborted()
      return await act()
    } catch (error) {
      signal.throwIfAborted()
      throw redactor.error(error)
    }
  }

  function ask(method: Method, request: HttpRequest & Given, repeatable: boolean): Promise<HttpAnswer> {
    return guarded(async () => {
      const call = createCall(common, method, targetOf(base, request.path, request.query), request, {
        rules: transport,
        repeatable,
        authorize: authorizer.headers,
        discard: authorizer.discard,
        headers: ownHeaders(request.headers),
        timeout: request.timeout,
      })
      if (request.answer === 'text') return textOf(await deliver(call, sending))
      if (method !== 'GET' || request.conditional !== true) return answerOf(call, await deliver(call, sending))
      return await conditionally(outbound.memory, common.identity, call, (asked) => deliver(asked, sending), answerOf)
    })
  }

  return {
    get: (request) => ask('GET', typeof request === 'string' ? { path: request } : request, true),
    post: (request) => ask('POST', request, false),
    put: (request) => ask('PUT', request, true),
    patch: (request) => ask('PATCH', request, false),
    delete: (request) => ask('DELETE', request, true),
    graphql: async ({ path, query, variables }) => {
      const answer = await ask('POST', { path, json: { query, variables } }, repeatableGraphql(query))
      return readGraphql(answer, base.host, redactor.text)
    },
    upload: (request) =>
      guarded(async () => {
        const call = uploadCall(common, request, redactor.add)
        outbound.guard.inspect(call.url)
        const { answer } = await deliver(call, sending)
        expectStored(answer, call.url)
      }),
  }
}

function textOf({ answer: { status, headers, text } }: Delivered): HttpAnswer {
  return { status, headers, body: text }
}

/** The one request that may go to another host, because the transport itself names it. */
function exchangeUrl(base: URL, auth: TokenExchange): URL {
  return URL.canParse(auth.url) ? new URL(auth.url) : targetOf(base, auth.url)
}

/** A refused token request means wrong credentials, and OAuth refuses with 400 (RFC 6749, section 5.2). Asking twice does no harm. */
function exchangeChoices(transport: Transport, sameHost: boolean, headers: Readonly<Record<string, string>>): Choices {
  const rules: Rules = {
    ...(transport.retryStatuses && { retryStatuses: transport.retryStatuses }),
    ...(sameHost && transport.rateHeaders && { rateHeaders: transport.rateHeaders }),
    classify: ({ status }) => (status === 400 || status === 401 || status === 422 ? 'credentials' : undefined),
  }
  return { rules, repeatable: true, authorize: async () => headers, discard: () => false }
}

function ownHeaders(given: HttpRequest['headers']): Record<string, string> {
  const headers = lowerCase(given)
  // On a shared address, another Host header is another host.
  if ('host' in headers) throw new Fault('refused', 'A request may not choose its own Host header.')
  return headers
}

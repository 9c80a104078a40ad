import type { Transport } from '@patchbay/sdk'
import type { Lanes } from './lane.ts'
import type { Call } from './sender.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Content {
  readonly json?: unknown
  readonly form?: Readonly<Record<string, string>>
}

/** What all calls of one client have in common. */
export interface Common {
  readonly transport: Transport
  /** Host of the base URL: the one the transport's budget is about. */
  readonly host: string
  /** Tells the credentials apart. */
  readonly identity: string
  readonly lanes: Lanes
}

/** What one call decides for itself. */
export type Choices = Pick<Call, 'rules' | 'repeatable' | 'authorize' | 'discard'> & {
  readonly headers?: Readonly<Record<string, string>>
  readonly timeout?: number | undefined
}

const userAgent = 'Patchbay'
const defaults = { timeout: 60_000, attempts: 5, concurrency: 4, maxResponseBytes: 64 * 1024 * 1024 }

/** Fills in everything about a call that follows from the transport. */
export function createCall(common: Common, method: Method, url: URL, content: Content, choices: Choices): Call {
  const { transport, identity, lanes } = common
  const body = encode(content)
  return {
    ...choices,
    method,
    url,
    headers: {
      accept: 'application/json',
      'user-agent': userAgent,
      ...lowerCase(transport.headers),
      ...body?.headers,
      ...choices.headers,
    },
    body: body?.text,
    timeout: choices.timeout ?? transport.timeout ?? defaults.timeout,
    maxBytes: transport.maxResponseBytes ?? defaults.maxResponseBytes,
    attempts: transport.attempts ?? defaults.attempts,
    lane: () => lanes.of(`${url.host} ${identity}`, transport.concurrency ?? defaults.concurrency),
    budget: url.host === common.host ? transport.budget : undefined,
  }
}

export function lowerCase(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function encode({ json, form }: Content): { readonly text: string; readonly headers: Readonly<Record<string, string>> } | null {
  if (json !== undefined) return { text: JSON.stringify(json), headers: { 'content-type': 'application/json; charset=utf-8' } }
  if (form === undefined) return null
  return { text: new URLSearchParams(form).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } }
}

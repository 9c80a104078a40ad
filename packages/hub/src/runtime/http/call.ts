import { randomUUID } from 'node:crypto'
import type { Content, MultipartForm, Transport } from '@patchbay/sdk'
import { acceptedEncodings } from './body.ts'
import type { Lanes } from './lane.ts'
import { multipart, type Outgoing } from './outgoing.ts'
import type { Call } from './sender.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What is to be sent, in one of its forms. */
export interface Given {
  readonly json?: unknown
  readonly form?: Readonly<Record<string, string>>
  readonly multipart?: MultipartForm
  readonly content?: Content
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
export function createCall(common: Common, method: Method, url: URL, given: Given, choices: Choices): Call {
  const { transport, identity, lanes } = common
  const body = encode(given)
  return {
    ...choices,
    method,
    url,
    headers: {
      accept: 'application/json',
      'accept-encoding': acceptedEncodings,
      'user-agent': userAgent,
      ...lowerCase(transport.headers),
      ...body?.headers,
      ...choices.headers,
    },
    body: body?.content,
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

interface Encoded {
  readonly content: Outgoing
  readonly headers: Readonly<Record<string, string>>
}

function encode(given: Given): Encoded | null {
  if (given.json !== undefined) return typed(JSON.stringify(given.json), 'application/json; charset=utf-8')
  if (given.form !== undefined) return typed(new URLSearchParams(given.form).toString(), 'application/x-www-form-urlencoded')
  if (given.content !== undefined) return typed(given.content, given.content.mediaType)
  if (given.multipart === undefined) return null
  const form = multipart(given.multipart, randomUUID())
  return typed(form, form.mediaType)
}

function typed(content: Outgoing, mediaType: string): Encoded {
  return { content, headers: { 'content-type': mediaType } }
}

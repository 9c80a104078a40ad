import { createHmac } from 'node:crypto'
import { Fault } from '@patchbay/sdk'
import type { Outgoing } from './outgoing.ts'

/** What is signed: one try of one request. */
export interface Signable {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Outgoing | undefined
}

const prefix = 'whsec_'
const leastBytes = 24

/**
 * Headers that prove who sent a body and when (Standard Webhooks, "Signature scheme"): HMAC-SHA256 over `id.timestamp.body`.
 * `now` in milliseconds.
 */
export function signBody({ headers, body }: Signable, key: Buffer, now: number): Readonly<Record<string, string>> {
  const id = headers['webhook-id']
  if (id === undefined || typeof body !== 'string') throw new Error('What is signed needs a webhook-id and a text as its body.')
  const timestamp = String(Math.floor(now / 1000))
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}

/** The key behind a `whsec_` secret. Throws `credentials` for what is none. */
export function readSigningKey(secret: string): Buffer {
  const text = secret.startsWith(prefix) ? secret.slice(prefix.length) : ''
  const key = Buffer.from(text, 'base64')
  // Node skips what is no base64, which would sign with another key than the receiver's.
  if (key.length >= leastBytes && /^[A-Za-z0-9+/]+={0,2}$/.test(text)) return key
  throw new Fault(
    'credentials',
    `The signing secret must be "${prefix}" followed by at least ${leastBytes} bytes in base64. Copy it again.`,
  )
}

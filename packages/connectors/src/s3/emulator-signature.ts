import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Call } from '@patchbay/sdk/testing'

/** A key of the store. */
export interface StoreKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Of temporary keys, with the moment they end. */
  readonly session?: { readonly token: string; readonly endsAt: Date }
  /** Buckets it may use. */
  readonly buckets: readonly string[]
}

export interface Claim {
  readonly accessKeyId: string
  readonly scope: string
  readonly date: string
  readonly region: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
}

/** The parts of an Authorization header (AWS Signature Version 4, "Authenticating Requests"). `undefined` for anything else. */
export function readClaim({ headers }: Call): Claim | undefined {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/((\d{8})\/([^/]+)\/s3\/aws4_request), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers['authorization'] ?? '',
    )
  if (match === null) return undefined
  const [, accessKeyId = '', scope = '', date = '', region = '', signed = '', signature = ''] = match
  return { accessKeyId, scope, date, region, signedHeaders: signed.split(';'), signature }
}

/** Whether the request is what was signed with the secret: computed anew from what arrived. */
export function isSigned(call: Call, claim: Claim, { secretAccessKey }: StoreKey): boolean {
  const { method, path, query, headers } = call
  const canonical = [
    method,
    path,
    canonicalQuery(query),
    ...claim.signedHeaders.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    claim.signedHeaders.join(';'),
    headers['x-amz-content-sha256'] ?? '',
  ].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'] ?? '', claim.scope, sha256(canonical).toString('hex')].join('\n')
  const key = [claim.date, claim.region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${secretAccessKey}`,
  )
  const expected = hmac(key, toSign)
  const given = Buffer.from(claim.signature, 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** What has to be among the signed headers: the host, and everything that begins with x-amz. */
export function unsignedHeaders({ headers }: Call, { signedHeaders }: Claim): readonly string[] {
  return Object.keys(headers).filter((name) => (name === 'host' || name.startsWith('x-amz-')) && !signedHeaders.includes(name))
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function canonicalQuery(query: URLSearchParams): string {
  const pairs = [...query].map(([name, value]) => [escaped(name), escaped(value)] as const)
  return pairs
    .toSorted(([one, a], [other, b]) =>
      one === other ? Number(a > b) - Number(a < b) : Number(one > other) - Number(one < other),
    )
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

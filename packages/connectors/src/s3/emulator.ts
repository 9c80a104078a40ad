import { type Answer, type Call, type Clock, createEmulator, EarlyAnswer, type Emulator } from '@patchbay/sdk/testing'
import { failure, wordsOf, xml } from './emulator-errors.ts'
import { type Claim, isSigned, readClaim, type StoreKey, sha256, unsignedHeaders } from './emulator-signature.ts'

export interface S3EmulatorOptions {
  readonly clock?: Clock
  readonly port?: number
  /** What the store's clock says; default: that of this machine, by which requests are signed. */
  readonly time?: () => Date
}

interface StoredObject {
  readonly text: string
  readonly mediaType: string
  readonly etag: string
  readonly changedAt: Date
}

/** A store of objects with two buckets, whose objects are addressed by path. Tells only what was signed for it. */
export interface S3Emulator extends Emulator {
  readonly region: string
  readonly buckets: readonly [own: string, foreign: string]
  readonly keys: { readonly own: StoreKey; readonly temporary: StoreKey; readonly expired: StoreKey }
  /** Objects of the first bucket by key, in the order of the keys. */
  objects(): ReadonlyMap<string, string>
}

const region = 'eu-central-1'
const buckets = ['acme-findings', 'somebody-else'] as const
/** Requests are good for that long (Amazon S3, "Authenticating Requests"). */
const mostSkew = 15 * 60_000

const keys = {
  own: {
    accessKeyId: 'AKIAEMULATED000OWNER',
    secretAccessKey: 'emulated/secret+of/the+owner000000000000',
    buckets: [buckets[0]],
  },
  temporary: {
    accessKeyId: 'ASIAEMULATED00SESSION',
    secretAccessKey: 'emulated/secret+of/a+session00000000000',
    session: { token: 'emulated-session-token-that-is-good', endsAt: new Date('2100-01-01T00:00:00Z') },
    buckets: [buckets[0]],
  },
  expired: {
    accessKeyId: 'ASIAEMULATED00EXPIRED',
    secretAccessKey: 'emulated/secret+of/an+ended+session0000',
    session: { token: 'emulated-session-token-that-has-ended', endsAt: new Date('2026-01-01T00:00:00Z') },
    buckets: [buckets[0]],
  },
} as const satisfies Record<string, StoreKey>

export async function createS3Emulator({ clock, port, time = () => new Date() }: S3EmulatorOptions = {}): Promise<S3Emulator> {
  const held = new Map<string, Map<string, StoredObject>>(buckets.map((name) => [name, new Map()]))

  /** The bucket of a request that may do something there. */
  function admitted(call: Call): Map<string, StoredObject> {
    const claim = readClaim(call)
    if (claim === undefined) refuse('AccessDenied')
    const key = authenticated(call, claim, time())
    const bucket = call.params['bucket'] ?? ''
    const objects = held.get(bucket)
    if (objects === undefined) refuse('NoSuchBucket')
    if (!key.buckets.includes(bucket)) refuse('AccessDenied')
    return objects
  }

  const emulator = await createEmulator({
    ...(clock && { clock }),
    ...(port !== undefined && { port }),
    words: wordsOf,
    routes: [
      { method: 'GET', pattern: '/{bucket}/', handle: (call) => list(call, admitted(call)) },
      { method: 'PUT', pattern: '/{bucket}/{key*}', handle: (call) => put(call, admitted(call), time()) },
      { method: 'GET', pattern: '/{bucket}/{key*}', handle: (call) => get(call, admitted(call)) },
      {
        method: 'DELETE',
        pattern: '/{bucket}/{key*}',
        handle: (call) => {
          admitted(call).delete(call.params['key'] ?? '')
          return { status: 204 }
        },
      },
    ],
  })
  return {
    ...emulator,
    region,
    buckets,
    keys,
    objects: () => new Map(sorted(held.get(buckets[0]) ?? new Map()).map(([key, { text }]) => [key, text])),
  }
}

function refuse(code: Parameters<typeof failure>[0]): never {
  throw new EarlyAnswer(failure(code))
}

function authenticated(call: Call, claim: Claim, now: Date): StoreKey {
  const key: StoreKey | undefined = Object.values(keys).find(({ accessKeyId }) => accessKeyId === claim.accessKeyId)
  if (key === undefined) refuse('InvalidAccessKeyId')
  const at = momentOf(call.headers['x-amz-date'] ?? '')
  if (!(Math.abs(now.getTime() - at) <= mostSkew)) refuse('RequestTimeTooSkewed')
  if (claim.region !== region) refuse('AuthorizationHeaderMalformed')
  if (unsignedHeaders(call, claim).length > 0) refuse('AccessDenied')
  if (!isSigned(call, claim, key)) refuse('SignatureDoesNotMatch')
  const token = call.headers['x-amz-security-token']
  if (key.session?.token !== token) refuse('InvalidToken')
  if (key.session !== undefined && key.session.endsAt <= now) refuse('ExpiredToken')
  const stated = call.headers['x-amz-content-sha256'] ?? ''
  if (stated !== 'UNSIGNED-PAYLOAD' && stated !== sha256(call.text).toString('hex')) refuse('XAmzContentSHA256Mismatch')
  return key
}

/** `20261128T100000Z`. */
function momentOf(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
}

function put(call: Call, objects: Map<string, StoredObject>, now: Date): Answer {
  const { headers, params, text } = call
  if (headers['content-length'] === undefined) return failure('MissingContentLength')
  const digest = sha256(text)
  const checksum = headers['x-amz-checksum-sha256']
  if (checksum !== undefined && checksum !== digest.toString('base64')) return failure('BadDigest')
  const etag = `"${digest.toString('hex').slice(0, 32)}"`
  objects.set(params['key'] ?? '', { text, mediaType: headers['content-type'] ?? 'binary/octet-stream', etag, changedAt: now })
  return { status: 200, headers: { etag, ...(checksum !== undefined && { 'x-amz-checksum-sha256': checksum }) } }
}

function get({ params }: Call, objects: ReadonlyMap<string, StoredObject>): Answer {
  const found = objects.get(params['key'] ?? '')
  if (found === undefined) return failure('NoSuchKey')
  return { status: 200, headers: { 'content-type': found.mediaType, etag: found.etag }, text: found.text }
}

/** ListObjectsV2, without continuation: it answers no more than was asked for and says that there is more. */
function list({ query, params }: Call, objects: ReadonlyMap<string, StoredObject>): Answer {
  if (query.get('list-type') !== '2') return failure('InvalidRequest')
  const prefix = query.get('prefix') ?? ''
  const most = Number(query.get('max-keys') ?? 1000)
  const fitting = sorted(objects).filter(([key]) => key.startsWith(prefix))
  const shown = fitting
    .slice(0, most)
    .map(
      ([key, { etag, text, changedAt }]) =>
        `<Contents><Key>${plain(key)}</Key><LastModified>${changedAt.toISOString()}</LastModified><ETag>${plain(etag)}</ETag><Size>${Buffer.byteLength(text)}</Size></Contents>`,
    )
  const head = `<Name>${params['bucket']}</Name><Prefix>${plain(prefix)}</Prefix><KeyCount>${shown.length}</KeyCount><MaxKeys>${most}</MaxKeys>`
  const more = `<IsTruncated>${shown.length < fitting.length}</IsTruncated>`
  return xml(
    200,
    `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${head}${more}${shown.join('')}</ListBucketResult>`,
  )
}

function sorted<T>(objects: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...objects].toSorted(([one], [other]) => Number(one > other) - Number(one < other))
}

function plain(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

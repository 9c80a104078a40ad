import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Answer, Call, Clock } from '@patchbay/sdk/testing'

/** A slot somebody asked for, and what was put into it. */
export interface Slot {
  /** Decimal. */
  readonly id: string
  readonly activityId: string
  readonly filename: string
  readonly url: string
  /** The newest content. */
  content: string | null
  /** When the first content came. */
  putAt: Date | null
}

/** The object store behind presigned addresses, and its slots. */
export interface Storage {
  request(filename: string, base: string): Slot
  /** `PUT` to a presigned address. */
  put(call: Call): Answer
  byActivity(id: string): Slot | undefined
  readonly slots: readonly Slot[]
}

/** Below this path lies the object store, which is another host in the vendor's world. */
export const storagePattern = '/file-upload/{folder}/{key}'

const validSeconds = 86_400

export function createStorage(clock: Clock): Storage {
  const key = randomBytes(32)
  const slots: Slot[] = []

  function sign(path: string, date: string): string {
    return createHmac('sha256', key).update(`${path}\n${date}\n${validSeconds}`).digest('hex')
  }

  return {
    slots,
    request: (filename, base) => {
      const id = String(17_768 + slots.length)
      const digest = createHash('sha1').update(id).digest('hex')
      const path = `/file-upload/${digest.slice(0, 24)}/${encodeURIComponent(`${id}_${filename}`)}`
      const date = `${clock.now().toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
      const query = [
        'X-Amz-Algorithm=AWS4-HMAC-SHA256',
        `X-Amz-Credential=AKIAEMULATED%2F${date.slice(0, 8)}%2Fus-east-2%2Fs3%2Faws4_request`,
        `X-Amz-Date=${date}`,
        `X-Amz-Expires=${validSeconds}`,
        'X-Amz-SignedHeaders=host',
        `X-Amz-Signature=${sign(path, date)}`,
      ].join('&')
      const slot = { id, activityId: uuid(digest), filename, url: `${base}${path}?${query}`, content: null, putAt: null }
      slots.push(slot)
      return slot
    },
    put: (call) => {
      const { headers, query, path } = call
      if (headers['authorization'] !== undefined) {
        return storeError(
          400,
          'InvalidArgument',
          'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
        )
      }
      if (headers['content-length'] === undefined) {
        return storeError(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.')
      }
      const date = query.get('X-Amz-Date') ?? ''
      const slot = slots.find(({ url }) => decodeURIComponent(new URL(url).pathname) === decodeURIComponent(path))
      if (slot === undefined || query.toString() !== new URL(slot.url).searchParams.toString()) {
        return storeError(
          403,
          'SignatureDoesNotMatch',
          'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
        )
      }
      if (clock.now().getTime() > readDate(date) + validSeconds * 1000) {
        return storeError(403, 'AccessDenied', 'Request has expired')
      }
      // What is packed is stored packed: whoever reads it later finds no JSON.
      slot.content = headers['content-encoding'] === undefined ? call.text : '\u001f\u008b'
      slot.putAt ??= clock.now()
      return { status: 200, headers: { etag: `"${createHash('md5').update(call.text).digest('hex')}"` } }
    },
    byActivity: (id) => slots.find(({ activityId }) => activityId === id),
  }
}

function storeError(status: number, code: string, message: string): Answer {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>0A49CE4060975EAC</RequestId></Error>`
  return { status, text, headers: { 'content-type': 'application/xml' } }
}

/** `20261128T120000Z` in milliseconds. */
function readDate(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
}

/** Looks like version 5, as the service's ids do. */
function uuid(digest: string): string {
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-9${digest.slice(17, 20)}-${digest.slice(20, 32)}`
}

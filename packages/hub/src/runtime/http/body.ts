import { type Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { Fault } from '@patchbay/sdk'

/** What `Accept-Encoding` may ask for. */
export const acceptedEncodings = 'gzip, br'

export interface BodyLimits {
  /** Bytes after decompression. */
  readonly maxBytes: number
  /** What to do with the rest: an answer is refused, an error page is cut. */
  readonly whenLonger: 'refuse' | 'cut'
}

/**
 * Reads a body to text, decompressing and counting on the way, so that a small answer that unpacks to a huge one stops at
 * the limit. Bytes that are not UTF-8 become U+FFFD. Throws `refused` over the limit and `contract` when it does not unpack.
 */
export async function readBody(body: Readable, encoding: string | undefined, limits: BodyLimits): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  const collect = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      const room = limits.maxBytes - bytes
      bytes += chunk.length
      chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk)
      done(chunk.length > room ? full : null)
    },
  })

  try {
    await pipeline([body, ...decoders(encoding), collect])
  } catch (error) {
    if (error !== full) throw unpackFault(error) ?? error
    if (limits.whenLonger === 'refuse') throw tooLarge(limits.maxBytes)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

const full = new Error('The body is longer than its limit.')

function decoders(encoding = ''): NodeJS.ReadWriteStream[] {
  // Listed in the order they were applied (RFC 9110, section 8.4), so undone from the end.
  const names = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
  return names.reverse().flatMap((name) => {
    if (name === '' || name === 'identity') return []
    if (name === 'gzip' || name === 'x-gzip') return [createGunzip()]
    if (name === 'br') return [createBrotliDecompress()]
    if (name === 'deflate') return [createInflate()]
    throw new Fault('contract', `The answer is packed as "${name}", which was not asked for.`)
  })
}

function unpackFault(error: unknown): Fault | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!/^(Z_|ERR_BROTLI|ERR__ERROR_)/.test(code)) return undefined
  return new Fault('contract', 'The answer is damaged or cut off: it does not unpack.', {}, error)
}

function tooLarge(limit: number): Fault {
  const size = limit >= 1024 * 1024 ? `${Math.floor(limit / 1024 / 1024)} MiB` : `${limit} bytes`
  return new Fault('refused', `The answer is larger than ${size}, the most that is accepted from this vendor.`)
}

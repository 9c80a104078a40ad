import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

/** A text that was written away, compressed; gone when it is disposed of. */
export interface Spooled extends AsyncDisposable {
  /** Bytes, uncompressed. */
  readonly size: number
  /** Compressed (gzip), in pieces of at most 256 KiB. */
  parts(): AsyncIterable<Buffer>
}

const partBytes = 256 * 1024
const pieceLength = 64 * 1024

/** Writes a text of any length into a temporary file: whoever makes it may hold something that keeping it needs. */
export async function spool(pieces: AsyncIterable<string>): Promise<Spooled> {
  const file = join(tmpdir(), `patchbay-${randomUUID()}.gz`)
  const remove = () => unlink(file).catch(() => undefined)
  let size = 0

  // Every piece that is compressed on its own is a trip to another thread.
  async function* counted(): AsyncGenerator<Buffer, void, void> {
    let waiting = ''
    for await (const piece of pieces) {
      waiting += piece
      if (waiting.length < pieceLength) continue
      yield count(waiting)
      waiting = ''
    }
    if (waiting !== '') yield count(waiting)
  }

  function count(text: string): Buffer {
    const bytes = Buffer.from(text)
    size += bytes.length
    return bytes
  }

  try {
    await pipeline(Readable.from(counted()), createGzip(), createWriteStream(file, { mode: 0o600, flags: 'wx' }))
  } catch (error) {
    await remove()
    throw error
  }
  return {
    size,
    parts: () => createReadStream(file, { highWaterMark: partBytes }),
    [Symbol.asyncDispose]: async () => void (await remove()),
  }
}

/** The text behind stored parts, as bytes. */
export async function* unpacked(parts: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array, void, void> {
  const gunzip = createGunzip()
  const done = pipeline(Readable.from(parts), gunzip)
  // What goes wrong comes out of the iteration; here it would come twice.
  done.catch(() => undefined)
  yield* gunzip
}

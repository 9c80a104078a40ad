import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { unreadableFeed } from '../../domain/feeds/feed.ts'
import { Problem } from '../../domain/problem.ts'
import { archiveEntries } from './archive.ts'

export interface FeedLimits {
  /** Bytes as they come. */
  readonly packed: number
  /** Bytes once unpacked. */
  readonly unpacked: number
}

const mebibyte = 1024 * 1024

/** Above what any of the feeds is: the largest, a zip file of all OSV records, is somewhat over a gigabyte. */
export const feedLimits: FeedLimits = { packed: 2048 * mebibyte, unpacked: 512 * mebibyte }

/** A catalogue or a record is read as a whole. */
const mostText = 64 * mebibyte

/** Data of a feed in a temporary file. */
export interface StoredFeed extends AsyncDisposable {
  text(): Promise<string>
  lines(): AsyncIterable<string>
  entries: ReturnType<typeof archiveEntries>
}

/** Writes content into a temporary file. Throws a `too-large` problem, and leaves nothing behind then. */
export async function keepFeed(content: AsyncIterable<Uint8Array>, limits: FeedLimits = feedLimits): Promise<StoredFeed> {
  const path = join(tmpdir(), `patchbay-${randomUUID()}.feed`)
  const remove = () => unlink(path).catch(() => undefined)
  try {
    await pipeline(Readable.from(content), atMost(limits.packed), createWriteStream(path, { mode: 0o600, flags: 'wx' }))
  } catch (error) {
    await remove()
    throw error
  }
  return {
    async text() {
      const chunks: Buffer[] = []
      for await (const chunk of contentOf(path, Math.min(mostText, limits.unpacked))) chunks.push(chunk)
      return new TextDecoder().decode(Buffer.concat(chunks))
    },
    async *lines() {
      const input = Readable.from(contentOf(path, limits.unpacked))
      const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
      const failed = new Promise<never>((_, reject) => input.once('error', reject))
      failed.catch(() => undefined)
      const iterator = lines[Symbol.asyncIterator]()
      // Readline ends quietly when its input breaks off: a cut off file would pass for a short one.
      for (;;) {
        const next = await Promise.race([iterator.next(), failed])
        if (next.done) break
        yield next.value
      }
      if (input.errored) throw input.errored
    },
    entries: archiveEntries(path),
    [Symbol.asyncDispose]: async () => void (await remove()),
  }
}

/** What is in the file; packed content is unpacked. */
async function* contentOf(path: string, most: number): AsyncGenerator<Buffer, void, void> {
  const source = createReadStream(path)
  const limit = atMost(most)
  const done = (await isPacked(path)) ? pipeline(source, createGunzip(), limit) : pipeline(source, limit)
  // What goes wrong comes out of the iteration; here it would come twice.
  done.catch(() => undefined)
  try {
    yield* limit
  } catch (error) {
    if (error instanceof Problem) throw error
    throw unreadableFeed('The data is damaged or cut off: it does not unpack.')
  }
}

async function isPacked(path: string): Promise<boolean> {
  await using file = await open(path)
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
  return buffer[0] === 0x1f && buffer[1] === 0x8b
}

function atMost(bytes: number): Transform {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      if (seen <= bytes) return done(null, chunk)
      done(
        new Problem('too-large', `The data is larger than ${Math.floor(bytes / mebibyte)} MiB.`, {
          code: 'feed-too-large',
          remedy: 'Check the address or the file.',
        }),
      )
    },
  })
}

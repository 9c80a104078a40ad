import { posix } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { unreadableFeed } from '../../domain/feeds/feed.ts'

/** So many names are asked about at once. */
const namesAtOnce = 5000
/** Bytes of one entry; the largest records are a few megabytes. */
const largest = 32 * 1024 * 1024

export interface ArchiveEntry {
  /** Without folder and ending. */
  readonly name: string
  readonly text: string
}

/** The `.json` entries of a zip file whose names are wanted. Only those are unpacked, one at a time. */
export function archiveEntries(path: string) {
  return async function* entries(
    wanted: (names: readonly string[]) => Promise<ReadonlySet<string>>,
  ): AsyncGenerator<ArchiveEntry, void, void> {
    const archive = await opened(path)
    try {
      for await (const group of groupsOf(archive)) {
        const names = await wanted(group.map(nameOf))
        for (const entry of group) if (names.has(nameOf(entry))) yield { name: nameOf(entry), text: await read(archive, entry) }
      }
    } finally {
      archive.close()
    }
  }
}

async function* groupsOf(archive: ZipFile): AsyncGenerator<readonly Entry[], void, void> {
  let group: Entry[] = []
  try {
    for await (const entry of archive.eachEntry()) {
      if (!entry.fileName.endsWith('.json')) continue
      group.push(entry)
      if (group.length < namesAtOnce) continue
      yield group
      group = []
    }
  } catch (error) {
    throw damaged(error)
  }
  yield group
}

function nameOf(entry: Entry): string {
  return posix.basename(entry.fileName, '.json')
}

async function opened(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { lazyEntries: true, autoClose: false })
  } catch (error) {
    throw damaged(error)
  }
}

async function read(archive: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > largest) throw unreadableFeed(`The record ${entry.fileName} is too large.`)
  try {
    return await textOf(await archive.openReadStreamPromise(entry))
  } catch (error) {
    throw damaged(error)
  }
}

function damaged(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error)
  return unreadableFeed(`The data is no zip file, or a damaged one: ${message}.`)
}

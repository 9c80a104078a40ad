import { Fault } from '@patchbay/sdk'
import { type EpssScore, readEpss } from '../../domain/feeds/epss.ts'
import { type FeedId, requireNewer, requireWhole } from '../../domain/feeds/feed.ts'
import { readKev } from '../../domain/feeds/kev.ts'
import { type OsvAdvisory, readOsvAdvisory, readOsvChange } from '../../domain/feeds/osv.ts'
import { Problem } from '../../domain/problem.ts'
import type { Edition } from '../../store/feeds/writer.ts'
import type { Store } from '../../store/store.ts'
import { adviseLinks } from '../sync/aliases.ts'
import type { FeedDeps, FeedFile } from './feed-deps.ts'

/** What of an edition comes with its data. */
export type Written = Pick<Edition, 'version' | 'dataAt' | 'rows'>

/** What is held so far. */
export interface Held {
  readonly rows: number | null
  readonly dataAt: Date | null
}

const scoresAtOnce = 5000
const changesAtOnce = 5000
const advisoriesAtOnce = 200
/** Records asked for in one go: a first look at very many identifiers takes several. */
const mostRecords = 3000
const recordsAtOnce = 6

/** Reads the whole catalogue before it writes anything. */
export async function writeKev({ store }: FeedDeps, file: FeedFile, held: Held): Promise<Written> {
  const { version, releasedAt, entries } = readKev(await file.text())
  requireWhole(held.rows, entries.length)
  requireNewer(held.dataAt, releasedAt)
  await store.transact(async (write) => write.priority.markIdentifiers(await write.feeds.replaceKnownExploited(entries)))
  return { version, dataAt: releasedAt, rows: entries.length }
}

/** Reads the whole list before it writes anything, and then in the order of identifiers, stretch by stretch. */
export async function writeEpss({ store }: FeedDeps, file: FeedFile, held: Held): Promise<Written> {
  const { modelVersion, scoredAt, scores } = await readEpss(file.lines())
  requireWhole(held.rows, scores.length)
  requireNewer(held.dataAt, scoredAt)
  for (let from = 0; from < scores.length; from += scoresAtOnce) {
    const stretch = scores.slice(from, from + scoresAtOnce)
    await replaceStretch(store, scores[from - 1]?.identifier ?? '', stretch, from + scoresAtOnce >= scores.length)
  }
  return { version: modelVersion, dataAt: scoredAt, rows: scores.length }
}

function replaceStretch(store: Store, after: string, stretch: readonly EpssScore[], last: boolean): Promise<void> {
  return store.transact(async (write) => write.priority.markIdentifiers(await write.feeds.replaceScores(after, stretch, last)))
}

/** What of a feed was written, and how far that is all of it. */
export interface WrittenNow extends Written {
  /** Whether it came to the end. */
  readonly whole: boolean
  /** What could not be read although the rest was. */
  readonly problem: string | null
}

/**
 * Goes through the list of changed advisories and asks for the records of identifiers that scanners named, as far as they are
 * newer than what was read. A record that is missing or damaged keeps none of the others from being read.
 */
export async function writeOsvChanges(deps: FeedDeps, file: FeedFile, recordAt: (path: string) => string): Promise<WrittenNow> {
  const unread: string[] = []
  let newest: Date | null = null
  let asked = 0
  let lines: string[] = []
  const take = async () => {
    const changes = lines.flatMap((line) => readOsvChange(line) ?? [])
    lines = []
    for (const { modifiedAt } of changes) if (newest === null || modifiedAt > newest) newest = modifiedAt
    const known = await deps.store.transact((write) => write.advisories.known(changes.map((change) => change.identifier)))
    const wanted = changes.filter(({ identifier, modifiedAt }) => {
      const read = known.get(identifier)
      return read === null || (read !== undefined && read < modifiedAt)
    })
    const now = wanted.slice(0, mostRecords - asked)
    asked += now.length
    const addresses = now.map(({ identifier, path }) => ({ identifier, address: recordAt(path) }))
    unread.push(...(await readRecords(deps, addresses)))
    return now.length === wanted.length
  }
  let whole = true
  for await (const line of file.lines()) {
    lines.push(line)
    if (lines.length >= changesAtOnce && !(await take())) {
      whole = false
      break
    }
  }
  if (whole && lines.length > 0) whole = await take()
  const rows = await deps.store.transact((write) => write.advisories.count())
  const [first] = unread
  const problem = first === undefined ? null : `${unread.length} of the changed advisories cannot be read. The first: ${first}`
  return { version: null, dataAt: newest, rows, whole: whole && first === undefined, problem }
}

/** The same from a zip file of records. */
export async function writeOsvArchive(deps: FeedDeps, file: FeedFile): Promise<Written> {
  let newest: Date | null = null
  let batch: OsvAdvisory[] = []
  const wanted = async (names: readonly string[]) => {
    const known = await deps.store.transact((write) => write.advisories.known(names))
    return new Set(known.keys())
  }
  for await (const { name, text } of file.entries(wanted)) {
    const advisory = readOsvAdvisory(text, name)
    if (newest === null || advisory.modifiedAt > newest) newest = advisory.modifiedAt
    batch.push(advisory)
    if (batch.length < advisoriesAtOnce) continue
    await saveAdvisories(deps, batch)
    batch = []
  }
  await saveAdvisories(deps, batch)
  const rows = await deps.store.transact((write) => write.advisories.count())
  return { version: null, dataAt: newest, rows }
}

/** Returns what is wrong with each record that cannot be read; what is held of those stays. */
async function readRecords(
  deps: FeedDeps,
  wanted: readonly { readonly identifier: string; readonly address: string }[],
): Promise<readonly string[]> {
  const unread: string[] = []
  for (let from = 0; from < wanted.length; from += advisoriesAtOnce) {
    const batch: OsvAdvisory[] = []
    const rest = wanted.slice(from, from + advisoriesAtOnce)
    const worker = async () => {
      for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
        const advisory = await recordOf(deps, next)
        if (typeof advisory === 'string') unread.push(advisory)
        else if (advisory !== null) batch.push(advisory)
      }
    }
    await Promise.all(Array.from({ length: recordsAtOnce }, worker))
    await saveAdvisories(deps, batch)
  }
  return unread
}

/** One record; in words what is wrong with it. Throws for what would meet the next one too. */
async function recordOf(
  deps: FeedDeps,
  { identifier, address }: { readonly identifier: string; readonly address: string },
): Promise<OsvAdvisory | string | null> {
  try {
    const fetched = await deps.fetch(address, null)
    if (fetched === null) return null
    await using file = fetched.file
    return readOsvAdvisory(await file.text(), identifier)
  } catch (error) {
    const isOfRecord = error instanceof Problem || (error instanceof Fault && error.details.status === 404)
    if (!isOfRecord) throw error
    return error.message
  }
}

async function saveAdvisories({ store, now }: FeedDeps, advisories: readonly OsvAdvisory[]): Promise<void> {
  if (advisories.length === 0) return
  await store.transact(async (write) => {
    // Before anything else: groups change one at a time.
    await write.dictionary.lockAliases()
    const withdrawn = await write.advisories.save(advisories)
    await adviseLinks(
      write,
      advisories.flatMap((advisory) => advisory.links),
      withdrawn,
      now(),
    )
  })
}

/** How each feed is read from a single file. */
export const writeFile: Readonly<Record<FeedId, (deps: FeedDeps, file: FeedFile, held: Held) => Promise<Written>>> = {
  kev: writeKev,
  epss: writeEpss,
  osv: writeOsvArchive,
}

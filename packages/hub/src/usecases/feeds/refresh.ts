import { Fault } from '@patchbay/sdk'
import { withoutEnd } from '@patchbay/sdk/shape'
import { type FeedId, feedIds } from '../../domain/feeds/feed.ts'
import { Problem } from '../../domain/problem.ts'
import type { FeedState, Validators } from '../../store/feeds/writer.ts'
import type { HubSettings } from '../browse/resources/settings.ts'
import type { Commands } from '../commands.ts'
import { readHubSettings } from '../hub-settings.ts'
import type { FeedDeps, FeedFile } from './feed-deps.ts'
import { type Held, type WrittenNow, writeEpss, writeFile, writeKev, writeOsvChanges } from './write-feed.ts'

const hour = 3_600_000

/** How often each is asked whether there is news. Asking costs little: what did not change is not sent. */
const every: Readonly<Record<FeedId, number>> = { kev: 4 * hour, epss: 6 * hour, osv: 6 * hour }

/** And after it could not be reached. */
const retryAfter = hour

/** Public feeds on request and from files. `request` puts a refresh in line. */
export function createFeeds(deps: FeedDeps, request: (id: FeedId) => Promise<void>): Commands['feeds'] {
  return {
    refresh: async (id) => {
      if (!deps.reachable) {
        throw new Problem('conflict', 'This hub does not ask for feeds: PATCHBAY_FEEDS is off.', {
          code: 'feeds-off',
          remedy: 'Import a file, or switch it on and restart Patchbay.',
        })
      }
      await request(id)
    },
    import: async (id, content) => {
      await using file = await deps.keep(content)
      const written = await writeFile[id](deps, file, await heldOf(deps, id))
      const edition = { ...written, source: 'file', address: null, validators: null } as const
      await deps.store.transact((write) => write.feeds.settle(id, edition, deps.now()))
      return { rows: written.rows }
    },
  }
}

/**
 * Asks each feed that is switched on and due for news. One that cannot be had changes nothing but what is said of it, and hinders
 * none of the others.
 */
export async function refreshDueFeeds(deps: FeedDeps): Promise<void> {
  if (!deps.reachable) return
  const { feeds } = await settingsOf(deps)
  for (const id of feedIds.filter((each) => feeds[each])) {
    const state = await deps.store.transact((write) => write.feeds.find(id))
    if (isDue(id, state, addressOf(feeds, id), deps.now())) await refreshFeed(deps, id)
  }
}

/** Asks one feed for news, due or not. What hinders it is written down. */
export async function refreshFeed(deps: FeedDeps, id: FeedId): Promise<void> {
  const { feeds } = await settingsOf(deps)
  try {
    await refresh(deps, id, addressOf(feeds, id))
  } catch (error) {
    if (!isExpected(error)) throw error
    deps.log.info({ feed: id, problem: error.message }, 'A feed could not be read')
    await deps.store.transact((write) => write.feeds.fail(id, error.message, deps.now()))
  }
}

function isDue(id: FeedId, state: FeedState | undefined, address: string, now: Date): boolean {
  if (state?.triedAt == null || (state.source === 'address' && state.address !== address)) return true
  return now.getTime() - state.triedAt.getTime() >= (state.problem === null ? every[id] : retryAfter)
}

async function refresh(deps: FeedDeps, id: FeedId, address: string): Promise<void> {
  const held = await heldOf(deps, id)
  const fetched = await deps.fetch(address, held.address === address ? held.validators : null)
  if (fetched === null) {
    await deps.store.transact((write) => write.feeds.confirm(id, deps.now()))
    return
  }
  await using file = fetched.file
  const { whole, problem, ...written } = await writeFetched(deps, id, file, held, address)
  // What is not whole is asked for again, as if it had changed.
  const validators = whole ? fetched.validators : null
  const edition = { ...written, source: 'address', address, validators } as const
  await deps.store.transact(async (write) => {
    await write.feeds.settle(id, edition, deps.now())
    if (problem !== null) await write.feeds.fail(id, problem, deps.now())
  })
}

async function writeFetched(deps: FeedDeps, id: FeedId, file: FeedFile, held: Held, address: string): Promise<WrittenNow> {
  if (id === 'kev') return { ...(await writeKev(deps, file, held)), whole: true, problem: null }
  if (id === 'epss') return { ...(await writeEpss(deps, file, held)), whole: true, problem: null }
  const folder = address.replace(/\/[^/]*$/, '')
  return writeOsvChanges(deps, file, (path) => `${folder}/${path}`)
}

async function heldOf(
  { store }: FeedDeps,
  id: FeedId,
): Promise<Held & { readonly address: string | null; readonly validators: Validators | null }> {
  const state = await store.transact((write) => write.feeds.find(id))
  return state ?? { rows: null, dataAt: null, address: null, validators: null }
}

async function settingsOf({ store }: FeedDeps): Promise<HubSettings> {
  return readHubSettings(await store.transact((write) => write.settings.all()))
}

function addressOf(feeds: HubSettings['feeds'], id: FeedId): string {
  if (id === 'kev') return feeds.kevAddress
  if (id === 'epss') return feeds.epssAddress
  return `${withoutEnd(feeds.osvAddress, '/')}/modified_id.csv`
}

/** What a network, a publisher or a file may well do wrong. Anything else is a bug. */
function isExpected(error: unknown): error is Fault | Problem {
  return error instanceof Fault || error instanceof Problem
}

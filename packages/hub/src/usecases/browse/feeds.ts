import { type FeedId, feedIds } from '../../domain/feeds/feed.ts'
import type { FeedReader } from '../../store/feeds/reader.ts'
import type { FeedState } from '../../store/feeds/writer.ts'
import type { Browse } from './browse.ts'
import type { Feed } from './resources/feed.ts'
import type { HubSettings } from './resources/settings.ts'
import { iso } from './values.ts'

interface Deps {
  readonly reader: Pick<FeedReader, 'all'>
  readonly settings: Browse['settings']
  readonly now: () => Date
}

const day = 86_400_000

const facts: Readonly<Record<FeedId, Pick<Feed, 'name' | 'publisher'>>> = {
  kev: {
    name: 'CISA known exploited vulnerabilities',
    publisher: 'https://www.cisa.gov/known-exploited-vulnerabilities-catalog',
  },
  epss: { name: 'EPSS scores by FIRST', publisher: 'https://www.first.org/epss/' },
  osv: { name: 'OSV advisories', publisher: 'https://osv.dev/' },
}

/** The public feeds, whether or not anything was read from them. */
export function browseFeeds({ reader, settings, now }: Deps): Browse['feeds'] {
  return async () => {
    const [states, { feeds }] = await Promise.all([reader.all(), settings()])
    return feedIds.map((id) => {
      const state = states.find((each) => each.id === id)
      return {
        id,
        ...facts[id],
        state: stateOf(feeds[id], state, feeds.staleAfterDays, now()),
        address: addressOf(feeds, id),
        version: state?.version ?? null,
        dataAt: iso(state?.dataAt ?? null),
        rows: state?.rows ?? null,
        source: state?.source ?? null,
        changedAt: iso(state?.changedAt ?? null),
        fetchedAt: iso(state?.fetchedAt ?? null),
        triedAt: iso(state?.triedAt ?? null),
        problem: state?.problem ?? null,
      }
    })
  }
}

/** Data from an address is as old as the last time it was the newest; from a file, as old as it says it is. */
function stateOf(on: boolean, state: FeedState | undefined, staleAfterDays: number, now: Date): Feed['state'] {
  const known = state?.source === 'file' ? (state.dataAt ?? state.changedAt) : (state?.fetchedAt ?? null)
  if (!on && state?.source !== 'file') return 'off'
  if (known === null) return 'never'
  return now.getTime() - known.getTime() > staleAfterDays * day ? 'stale' : 'current'
}

function addressOf(feeds: HubSettings['feeds'], id: FeedId): string {
  return { kev: feeds.kevAddress, epss: feeds.epssAddress, osv: feeds.osvAddress }[id]
}

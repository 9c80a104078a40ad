import { z } from 'zod'
import { feedIds } from '../../../domain/feeds/feed.ts'
import { Time } from './common.ts'

export const FeedState = z.enum(['current', 'stale', 'never', 'off']).meta({
  id: 'FeedState',
  description: '`never`: nothing was read yet; `stale`: what was read is old; `off`: not asked for, but what was read is used.',
})
export type FeedState = z.output<typeof FeedState>

export const Feed = z
  .object({
    id: z.enum(feedIds),
    name: z.string().meta({ examples: ['CISA known exploited vulnerabilities'] }),
    publisher: z.string().meta({ examples: ['https://www.cisa.gov/known-exploited-vulnerabilities-catalog'] }),
    state: FeedState,
    address: z.string().describe('Where it is asked for.'),
    version: z.string().nullable().describe('Edition of the data held, as its publisher calls it.'),
    dataAt: Time.nullable().describe('Of when the data held is.'),
    rows: z.int().nonnegative().nullable(),
    source: z.enum(['address', 'file']).nullable().describe('Where the data held came from.'),
    changedAt: Time.nullable().describe('When the data held was read.'),
    fetchedAt: Time.nullable().describe('When the data held was last known to be the newest.'),
    triedAt: Time.nullable(),
    problem: z.string().nullable().describe('Why the last try brought nothing; the data held stays in use.'),
  })
  .meta({ id: 'Feed', description: 'A public source of facts that priority rests on.' })
export type Feed = z.output<typeof Feed>

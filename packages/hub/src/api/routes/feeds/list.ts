import { z } from 'zod'
import { Feed } from '../../../usecases/browse/resources/feed.ts'
import { defineRoute, none } from '../../route.ts'

export const listFeeds = defineRoute({
  id: 'listFeeds',
  method: 'GET',
  path: '/feeds',
  summary: 'List public feeds',
  description:
    'CISA KEV, EPSS and OSV: which data is held, how old it is, and what hinders newer. Addresses are settings of the hub.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: none,
  body: none,
  status: 200,
  response: z.object({ items: z.array(Feed) }).meta({ id: 'FeedList' }),
  handle: async (_call, { browse }) => ({ items: [...(await browse.feeds())] }),
})

import { z } from 'zod'
import { none } from '../../route.ts'
import { defineUpload } from '../../upload-route.ts'
import { feedParams } from './params.ts'

export const importFeed = defineUpload({
  id: 'importFeed',
  method: 'POST',
  path: '/feeds/:id/import',
  summary: 'Import the data of a feed from a file',
  description:
    'For hubs without a way out. `kev`: the catalogue as JSON; `epss`: the daily list, packed or not; `osv`: `all.zip` of one ecosystem or of all. Refused when it cannot be read, is cut off, or is older than what is held; the data held stays in use then.',
  permission: 'owner',
  audit: { event: 'feed.imported', object: ({ params }) => params.id },
  params: feedParams,
  query: none,
  status: 200,
  response: z.object({ rows: z.int().nonnegative() }),
  handle: ({ params }, content, { commands }) => commands.feeds.import(params.id, content),
})

import { z } from 'zod'
import { defineRoute, none } from '../../route.ts'
import { feedParams } from './params.ts'

export const refreshFeed = defineRoute({
  id: 'refreshFeed',
  method: 'POST',
  path: '/feeds/:id/refresh',
  summary: 'Ask a feed for news now',
  description: 'As soon as a worker is free; the list of feeds tells what came of it.',
  permission: 'owner',
  audit: { event: 'feed.refreshed', object: ({ params }) => params.id },
  params: feedParams,
  query: none,
  body: none,
  status: 202,
  response: z.object({ requested: z.literal(true) }),
  handle: async ({ params }, { commands }) => {
    await commands.feeds.refresh(params.id)
    return { requested: true } as const
  },
})

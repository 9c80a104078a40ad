import { z } from 'zod'
import { publicId } from '../../../domain/public-id.ts'
import { Campaign } from '../../../usecases/browse/resources/campaign.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'

export const createCampaign = defineRoute({
  id: 'createCampaign',
  method: 'POST',
  path: '/campaigns',
  summary: 'Create a campaign',
  description:
    'Opens the proposed upgrades of a package wherever a version below the bound is in use, and takes in those that later syncs find. It takes a role on everything.',
  permission: 'writer',
  audit: { event: 'campaign.created', object: (_call, answer) => answer?.id ?? null },
  params: none,
  query: none,
  body: z
    .strictObject({
      name: z.string().trim().min(1).max(200),
      package: z.string().trim().min(1).max(500).describe('Package URL; its version does not count.'),
      below: z.string().trim().min(1).max(200).describe('The first version that is fixed.'),
    })
    .meta({
      examples: [{ name: 'Log4Shell', package: 'pkg:maven/org.apache.logging.log4j/log4j-core', below: '2.17.1' }],
    }),
  status: 201,
  response: Campaign,
  handle: async (call, { commands, browse }) => {
    const id = await commands.campaigns.create(call.body, actorOf(call))
    return browse.campaigns.get(publicId('campaign', id))
  },
})

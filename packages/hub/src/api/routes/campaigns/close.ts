import { databaseId } from '../../../domain/public-id.ts'
import { Campaign } from '../../../usecases/browse/resources/campaign.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const closeCampaign = defineRoute({
  id: 'closeCampaign',
  method: 'POST',
  path: '/campaigns/:id/close',
  summary: 'Close a campaign',
  description: 'It takes in nothing more; what it has taken in goes on.',
  permission: 'writer',
  audit: { event: 'campaign.closed', object: ({ params }) => params.id },
  params: byId('campaign', 'cmp_2'),
  query: none,
  body: none,
  status: 200,
  response: Campaign,
  handle: async (call, { commands, browse }) => {
    await commands.campaigns.close(databaseId('campaign', call.params.id), actorOf(call))
    return browse.campaigns.get(call.params.id)
  },
})

import { Campaign } from '../../../usecases/browse/resources/campaign.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getCampaign = defineRoute({
  id: 'getCampaign',
  method: 'GET',
  path: '/campaigns/:id',
  summary: 'Show a campaign',
  description: 'Its remediations are listed by `GET /remediations?campaign=…`.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: byId('campaign', 'cmp_2'),
  query: none,
  body: none,
  status: 200,
  response: Campaign,
  handle: ({ params }, { browse }) => browse.campaigns.get(params.id),
})

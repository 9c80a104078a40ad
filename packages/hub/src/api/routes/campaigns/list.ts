import { Campaign } from '../../../usecases/browse/resources/campaign.ts'
import { listOf } from '../../../usecases/browse/resources/common.ts'
import { listQuery } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listCampaigns = defineRoute({
  id: 'listCampaigns',
  method: 'GET',
  path: '/campaigns',
  summary: 'List campaigns',
  description: 'The newest first, with how far they are in what the caller sees.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['-createdAt'], {}),
  body: none,
  status: 200,
  response: listOf(Campaign, 'Campaign'),
  handle: ({ query }, { browse }) => browse.campaigns.list(query),
})

import { listOf } from '../../../../usecases/browse/resources/common.ts'
import { Member } from '../../../../usecases/browse/resources/people.ts'
import { listQuery } from '../../../lists.ts'
import { byId, itself } from '../../../params.ts'
import { defineRoute, none } from '../../../route.ts'

export const listMembers = defineRoute({
  id: 'listMembers',
  method: 'GET',
  path: '/product-types/:id/members',
  summary: 'List who has a role on a product type',
  description: 'Beside those whose role counts for everything.',
  permission: 'maintainer',
  within: itself,
  audit: { none: 'Only reads.' },
  params: byId('product type', 'pt_1'),
  query: listQuery(['name'], {}),
  body: none,
  status: 200,
  response: listOf(Member, 'Member'),
  handle: async ({ params, query }, { people, browse }) => {
    await browse.productTypes.get(params.id)
    return people.members.list(params.id, query)
  },
})

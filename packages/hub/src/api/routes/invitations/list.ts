import { listOf } from '../../../usecases/browse/resources/common.ts'
import { Invitation } from '../../../usecases/browse/resources/people.ts'
import { listQuery } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listInvitations = defineRoute({
  id: 'listInvitations',
  method: 'GET',
  path: '/invitations',
  summary: 'List invitations nobody accepted yet',
  permission: 'maintainer',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['-id'], {}),
  body: none,
  status: 200,
  response: listOf(Invitation, 'Invitation'),
  handle: ({ query }, { people }) => people.invitations.list(query),
})

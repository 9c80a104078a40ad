import { listOf } from '../../../usecases/browse/resources/common.ts'
import { Policy } from '../../../usecases/browse/resources/policy.ts'
import { listQuery } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listPolicies = defineRoute({
  id: 'listPolicies',
  method: 'GET',
  path: '/policies',
  summary: 'List policies',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['id'], {}),
  body: none,
  status: 200,
  response: listOf(Policy, 'Policy'),
  handle: ({ query }, { browse }) => browse.policies.list(query),
})

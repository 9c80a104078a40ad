import { Policy } from '../../../usecases/browse/resources/policy.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getPolicy = defineRoute({
  id: 'getPolicy',
  method: 'GET',
  path: '/policies/:id',
  summary: 'Show a policy',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: byId('policy', 'pol_3'),
  query: none,
  body: none,
  status: 200,
  response: Policy,
  handle: ({ params }, { browse }) => browse.policies.get(params.id),
})

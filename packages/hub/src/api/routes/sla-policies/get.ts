import { SlaPolicy } from '../../../usecases/browse/resources/policy.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getSlaPolicy = defineRoute({
  id: 'getSlaPolicy',
  method: 'GET',
  path: '/sla-policies/:id',
  summary: 'Show an SLA policy',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: byId('SLA policy', 'sla_2'),
  query: none,
  body: none,
  status: 200,
  response: SlaPolicy,
  handle: ({ params }, { browse }) => browse.slaPolicies.get(params.id),
})

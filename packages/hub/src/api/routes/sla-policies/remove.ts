import { databaseId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none, nothing } from '../../route.ts'

export const removeSlaPolicy = defineRoute({
  id: 'removeSlaPolicy',
  method: 'DELETE',
  path: '/sla-policies/:id',
  summary: 'Remove an SLA policy',
  description: 'What is there already keeps its days until something is applied.',
  permission: 'maintainer',
  audit: {
    event: 'sla-policy.removed',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.slaPolicies.get(params.id),
  },
  params: byId('SLA policy', 'sla_2'),
  query: none,
  body: none,
  status: 204,
  response: nothing,
  handle: async (call, { commands }) => {
    await commands.slaPolicies.remove(databaseId('SLA policy', call.params.id), actorOf(call))
  },
})

import { databaseId } from '../../../domain/public-id.ts'
import { SlaPolicy } from '../../../usecases/browse/resources/policy.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { SlaPolicyPatch } from './input.ts'

export const updateSlaPolicy = defineRoute({
  id: 'updateSlaPolicy',
  method: 'PATCH',
  path: '/sla-policies/:id',
  summary: 'Change an SLA policy',
  description: 'It counts for what is found from then on; `/sla-policies/apply` grants its days to what is there already.',
  permission: 'maintainer',
  audit: {
    event: 'sla-policy.updated',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.slaPolicies.get(params.id),
  },
  params: byId('SLA policy', 'sla_2'),
  query: none,
  body: SlaPolicyPatch,
  status: 200,
  response: SlaPolicy,
  handle: async (call, { commands, browse }) => {
    const { name, days } = call.body
    const change = { ...(name !== undefined && { name }), ...(days !== undefined && { days }) }
    await commands.slaPolicies.update(databaseId('SLA policy', call.params.id), change, actorOf(call))
    return browse.slaPolicies.get(call.params.id)
  },
})

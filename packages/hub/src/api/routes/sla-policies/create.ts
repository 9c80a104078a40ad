import { publicId } from '../../../domain/public-id.ts'
import { SlaPolicy } from '../../../usecases/browse/resources/policy.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { scopeOf } from '../policies/scope.ts'
import { SlaPolicyBody } from './input.ts'

export const createSlaPolicy = defineRoute({
  id: 'createSlaPolicy',
  method: 'POST',
  path: '/sla-policies',
  summary: 'Create an SLA policy',
  description: 'It counts for what is found from then on; `/sla-policies/apply` grants its days to what is there already.',
  permission: 'maintainer',
  audit: { event: 'sla-policy.created', object: (_call, answer) => answer?.id ?? null },
  params: none,
  query: none,
  body: SlaPolicyBody,
  status: 201,
  response: SlaPolicy,
  handle: async (call, { commands, browse }) => {
    const { name, days } = call.body
    const id = await commands.slaPolicies.create({ name, days, ...scopeOf(call.body) }, actorOf(call))
    return browse.slaPolicies.get(publicId('SLA policy', id))
  },
})

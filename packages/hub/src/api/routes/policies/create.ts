import { publicId } from '../../../domain/public-id.ts'
import { Policy } from '../../../usecases/browse/resources/policy.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { PolicyBody, policyChange } from './input.ts'

export const createPolicy = defineRoute({
  id: 'createPolicy',
  method: 'POST',
  path: '/policies',
  summary: 'Create a policy',
  description: 'What follows is done within a minute, and for new findings as they come. What a person decided stays.',
  permission: 'maintainer',
  audit: { event: 'policy.created', object: (_call, answer) => answer?.id ?? null },
  params: none,
  query: none,
  body: PolicyBody,
  status: 201,
  response: Policy,
  handle: async (call, { commands, browse }) => {
    const { name, action, reason, conditions } = call.body
    const input = { ...policyChange(call.body), name, action, reason, conditions }
    const id = await commands.policies.create(input, actorOf(call))
    return browse.policies.get(publicId('policy', id))
  },
})

import { databaseId } from '../../../domain/public-id.ts'
import { Policy } from '../../../usecases/browse/resources/policy.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { PolicyPatch, policyChange } from './input.ts'

export const updatePolicy = defineRoute({
  id: 'updatePolicy',
  method: 'PATCH',
  path: '/policies/:id',
  summary: 'Change a policy',
  description: 'What follows is done within a minute, and for new findings as they come. What a person decided stays.',
  permission: 'maintainer',
  audit: {
    event: 'policy.updated',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.policies.get(params.id),
  },
  params: byId('policy', 'pol_3'),
  query: none,
  body: PolicyPatch,
  status: 200,
  response: Policy,
  handle: async (call, { commands, browse }) => {
    await commands.policies.update(databaseId('policy', call.params.id), policyChange(call.body), actorOf(call))
    return browse.policies.get(call.params.id)
  },
})

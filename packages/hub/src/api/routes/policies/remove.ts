import { databaseId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none, nothing } from '../../route.ts'

export const removePolicy = defineRoute({
  id: 'removePolicy',
  method: 'DELETE',
  path: '/policies/:id',
  summary: 'Remove a policy',
  description: 'What it decided is taken back within a minute.',
  permission: 'maintainer',
  audit: {
    event: 'policy.removed',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.policies.get(params.id),
  },
  params: byId('policy', 'pol_3'),
  query: none,
  body: none,
  status: 204,
  response: nothing,
  handle: async (call, { commands }) => {
    await commands.policies.remove(databaseId('policy', call.params.id), actorOf(call))
  },
})

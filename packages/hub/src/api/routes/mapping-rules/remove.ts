import { databaseId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none, nothing } from '../../route.ts'

export const removeMappingRule = defineRoute({
  id: 'removeMappingRule',
  method: 'DELETE',
  path: '/mapping-rules/:id',
  summary: 'Remove a mapping rule',
  description: 'What it has mapped already stays as it is.',
  permission: 'maintainer',
  audit: {
    event: 'mapping-rule.removed',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.mappingRules.get(params.id),
  },
  params: byId('mapping rule', 'rule_1'),
  query: none,
  body: none,
  status: 204,
  response: nothing,
  handle: async (call, { commands }) => {
    await commands.mappingRules.remove(databaseId('mapping rule', call.params.id), actorOf(call))
  },
})

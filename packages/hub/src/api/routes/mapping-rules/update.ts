import { databaseId } from '../../../domain/public-id.ts'
import { MappingRule } from '../../../usecases/browse/resources/mapping-rule.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { MappingRuleChange, ruleInput } from './input.ts'

export const updateMappingRule = defineRoute({
  id: 'updateMappingRule',
  method: 'PATCH',
  path: '/mapping-rules/:id',
  summary: 'Change a mapping rule, or move it in the order',
  description: 'What it has mapped already stays as it is.',
  permission: 'maintainer',
  audit: {
    event: 'mapping-rule.updated',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.mappingRules.get(params.id),
  },
  params: byId('mapping rule', 'rule_1'),
  query: none,
  body: MappingRuleChange,
  status: 200,
  response: MappingRule,
  handle: async (call, { commands, browse }) => {
    await commands.mappingRules.update(databaseId('mapping rule', call.params.id), ruleInput(call.body), actorOf(call))
    return browse.mappingRules.get(call.params.id)
  },
})

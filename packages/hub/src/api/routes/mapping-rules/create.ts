import { publicId } from '../../../domain/public-id.ts'
import { MappingRule } from '../../../usecases/browse/resources/mapping-rule.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { MappingRuleBody, ruleInput } from './input.ts'

export const createMappingRule = defineRoute({
  id: 'createMappingRule',
  method: 'POST',
  path: '/mapping-rules',
  summary: 'Create a mapping rule',
  description: 'It needs a condition. It maps new records from the next discover on; `/mapping-rules/apply` does it at once.',
  permission: 'maintainer',
  audit: { event: 'mapping-rule.created', object: (_call, answer) => answer?.id ?? null },
  params: none,
  query: none,
  body: MappingRuleBody,
  status: 201,
  response: MappingRule,
  handle: async (call, { commands, browse }) => {
    const input = { ...ruleInput(call.body), productName: call.body.product }
    const id = await commands.mappingRules.create(input, actorOf(call))
    return browse.mappingRules.get(publicId('mapping rule', id))
  },
})

import { MappingRule } from '../../../usecases/browse/resources/mapping-rule.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getMappingRule = defineRoute({
  id: 'getMappingRule',
  method: 'GET',
  path: '/mapping-rules/:id',
  summary: 'Show a mapping rule',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: byId('mapping rule', 'rule_1'),
  query: none,
  body: none,
  status: 200,
  response: MappingRule,
  handle: ({ params }, { browse }) => browse.mappingRules.get(params.id),
})

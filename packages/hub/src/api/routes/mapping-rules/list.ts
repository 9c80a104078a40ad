import { listOf } from '../../../usecases/browse/resources/common.ts'
import { MappingRule } from '../../../usecases/browse/resources/mapping-rule.ts'
import { listQuery } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listMappingRules = defineRoute({
  id: 'listMappingRules',
  method: 'GET',
  path: '/mapping-rules',
  summary: 'List mapping rules',
  description: 'In the order they are tried for records that nothing maps yet; the first that fits decides.',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['position'], {}),
  body: none,
  status: 200,
  response: listOf(MappingRule, 'MappingRule'),
  handle: ({ query }, { browse }) => browse.mappingRules.list(query),
})

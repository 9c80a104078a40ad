import { listOf } from '../../../usecases/browse/resources/common.ts'
import { SlaPolicy } from '../../../usecases/browse/resources/policy.ts'
import { listQuery } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listSlaPolicies = defineRoute({
  id: 'listSlaPolicies',
  method: 'GET',
  path: '/sla-policies',
  summary: 'List SLA policies',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['id'], {}),
  body: none,
  status: 200,
  response: listOf(SlaPolicy, 'SlaPolicy'),
  handle: ({ query }, { browse }) => browse.slaPolicies.list(query),
})

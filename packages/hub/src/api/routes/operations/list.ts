import { listOf } from '../../../usecases/browse/resources/common.ts'
import { Operation, OperationKind, OperationState } from '../../../usecases/browse/resources/operation.ts'
import { ids, listQuery, many } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listOperations = defineRoute({
  id: 'listOperations',
  method: 'GET',
  path: '/operations',
  summary: 'List operations',
  description: 'Newest first.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['-id'], { kind: many(OperationKind), state: many(OperationState), connection: ids('connections') }),
  body: none,
  status: 200,
  response: listOf(Operation, 'Operation'),
  handle: ({ query }, { browse }) => browse.operations.list(query, query),
})

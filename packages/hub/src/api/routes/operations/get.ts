import { Operation } from '../../../usecases/browse/resources/operation.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getOperation = defineRoute({
  id: 'getOperation',
  method: 'GET',
  path: '/operations/:id',
  summary: 'Show an operation',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: byId('operation', 'op_k2'),
  query: none,
  body: none,
  status: 200,
  response: Operation,
  handle: ({ params }, { browse }) => browse.operations.get(params.id),
})

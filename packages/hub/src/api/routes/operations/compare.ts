import { OperationComparison } from '../../../usecases/browse/resources/comparison.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const compareOperation = defineRoute({
  id: 'compareOperation',
  method: 'GET',
  path: '/operations/:id/comparison',
  summary: 'Compare an operation with the one before it',
  description: 'With the last one before it of the same kind and connection that ended complete or partial.',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: byId('operation', 'op_k2'),
  query: none,
  body: none,
  status: 200,
  response: OperationComparison,
  handle: ({ params }, { browse }) => browse.operations.comparison(params.id),
})

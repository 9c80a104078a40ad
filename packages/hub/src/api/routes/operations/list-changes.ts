import { listOf } from '../../../usecases/browse/resources/common.ts'
import { ChangeKind, OperationChange } from '../../../usecases/browse/resources/comparison.ts'
import { listQuery, many } from '../../lists.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const listOperationChanges = defineRoute({
  id: 'listOperationChanges',
  method: 'GET',
  path: '/operations/:id/changes',
  summary: 'List what an operation changed',
  description:
    'The findings a sync changed, or the records and repositories a discover found different. Findings are shown as they are now; what was deleted since is missing, and one that its scanner listed twice may come twice.',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: byId('operation', 'op_k2'),
  query: listQuery(['seq'], { change: many(ChangeKind) }),
  body: none,
  status: 200,
  response: listOf(OperationChange, 'OperationChange'),
  handle: ({ params, query }, { browse }) => browse.operations.changes(params.id, query, query),
})

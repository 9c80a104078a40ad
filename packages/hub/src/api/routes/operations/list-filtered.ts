import { z } from 'zod'
import { listOf } from '../../../usecases/browse/resources/common.ts'
import { FilteredFinding } from '../../../usecases/browse/resources/explanation.ts'
import { listQuery, many } from '../../lists.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const listOperationFiltered = defineRoute({
  id: 'listOperationFiltered',
  method: 'GET',
  path: '/operations/:id/filtered',
  summary: 'List what the import rules left out of an operation',
  description:
    'Kept until a later sync has read the same records again: of an older operation the list may be shorter than its count. What the vendor was asked to hold back is counted only.',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: byId('operation', 'op_k2'),
  query: listQuery(['seq'], { reason: many(z.string().max(100)).describe('Reasons, as in the counts; any of them.') }),
  body: none,
  status: 200,
  response: listOf(FilteredFinding, 'FilteredFinding'),
  handle: ({ params, query }, { browse }) => browse.operations.filtered(params.id, query, query),
})

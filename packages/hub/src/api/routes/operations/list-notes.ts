import { listOf } from '../../../usecases/browse/resources/common.ts'
import { NoteKind, OperationNote } from '../../../usecases/browse/resources/operation.ts'
import { listQuery, many } from '../../lists.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const listOperationNotes = defineRoute({
  id: 'listOperationNotes',
  method: 'GET',
  path: '/operations/:id/notes',
  summary: 'List what an operation noted',
  description: 'Rows that could not be read, values nobody documented, parts that were skipped.',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: byId('operation', 'op_k2'),
  query: listQuery(['seq'], { kind: many(NoteKind) }),
  body: none,
  status: 200,
  response: listOf(OperationNote, 'OperationNote'),
  handle: ({ params, query }, { browse }) => browse.operations.notes(params.id, query, query),
})

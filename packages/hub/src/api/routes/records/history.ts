import { listOf } from '../../../usecases/browse/resources/common.ts'
import { RecordEvent } from '../../../usecases/browse/resources/record-history.ts'
import { listQuery } from '../../lists.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const listRecordHistory = defineRoute({
  id: 'listRecordHistory',
  method: 'GET',
  path: '/records/:id/history',
  summary: 'List what became of a record',
  description: 'Every change of its state and of its mapping, newest first: from what to what, why, when and by whom.',
  permission: 'reader',
  within: itself,
  audit: { none: 'Only reads.' },
  params: byId('record', 'rec_2f'),
  query: listQuery(['-at'], {}),
  body: none,
  status: 200,
  response: listOf(RecordEvent, 'RecordEvent'),
  handle: ({ params, query }, { browse }) => browse.records.history(params.id, query),
})

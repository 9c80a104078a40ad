import { VendorRecord } from '../../../usecases/browse/resources/record.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getRecord = defineRoute({
  id: 'getRecord',
  method: 'GET',
  path: '/records/:id',
  summary: 'Show a record',
  permission: 'reader',
  within: itself,
  audit: { none: 'Only reads.' },
  params: byId('record', 'rec_2f'),
  query: none,
  body: none,
  status: 200,
  response: VendorRecord,
  handle: ({ params }, { browse }) => browse.records.get(params.id),
})

import { databaseId } from '../../../domain/public-id.ts'
import { VendorRecord } from '../../../usecases/browse/resources/record.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const unmapRecord = defineRoute({
  id: 'unmapRecord',
  method: 'POST',
  path: '/records/:id/unmap',
  summary: 'Unmap a record',
  description: 'It is NEW again, and its findings are closed with the reason "unmapped".',
  permission: 'maintainer',
  audit: {
    event: 'record.unmapped',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.records.get(params.id),
  },
  params: byId('record', 'rec_2f'),
  query: none,
  body: none,
  status: 200,
  response: VendorRecord,
  handle: async (call, { commands, browse }) => {
    await commands.records.unmap(databaseId('record', call.params.id), actorOf(call))
    return browse.records.get(call.params.id)
  },
})

import { databaseId } from '../../../domain/public-id.ts'
import { VendorRecord } from '../../../usecases/browse/resources/record.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const restoreRecord = defineRoute({
  id: 'restoreRecord',
  method: 'POST',
  path: '/records/:id/restore',
  summary: 'Stop ignoring a record',
  description: 'Its state follows from the facts again.',
  permission: 'maintainer',
  audit: {
    event: 'record.restored',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.records.get(params.id),
  },
  params: byId('record', 'rec_2f'),
  query: none,
  body: none,
  status: 200,
  response: VendorRecord,
  handle: async (call, { commands, browse }) => {
    await commands.records.restore(databaseId('record', call.params.id), actorOf(call))
    return browse.records.get(call.params.id)
  },
})

import { databaseId } from '../../../domain/public-id.ts'
import { VendorRecord } from '../../../usecases/browse/resources/record.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const ignoreRecord = defineRoute({
  id: 'ignoreRecord',
  method: 'POST',
  path: '/records/:id/ignore',
  summary: 'Ignore a record',
  description: 'It is not synced; later discovers keep it ignored.',
  permission: 'maintainer',
  audit: {
    event: 'record.ignored',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.records.get(params.id),
  },
  params: byId('record', 'rec_2f'),
  query: none,
  body: none,
  status: 200,
  response: VendorRecord,
  handle: async (call, { commands, browse }) => {
    await commands.records.ignore(databaseId('record', call.params.id), actorOf(call))
    return browse.records.get(call.params.id)
  },
})

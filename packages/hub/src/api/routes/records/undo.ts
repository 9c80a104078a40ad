import { databaseId } from '../../../domain/public-id.ts'
import { VendorRecord } from '../../../usecases/browse/resources/record.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const undoRecord = defineRoute({
  id: 'undoRecord',
  method: 'POST',
  path: '/records/:id/undo',
  summary: 'Take the last mapping change back',
  description:
    'What a person mapped or unmapped last holds no longer: the former mapping is restored, and the findings are where they were. Refused when anything changed the mapping since.',
  permission: 'maintainer',
  audit: {
    event: 'record.mapping-undone',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.records.get(params.id),
  },
  params: byId('record', 'rec_2f'),
  query: none,
  body: none,
  status: 200,
  response: VendorRecord,
  handle: async (call, { commands, browse }) => {
    await commands.records.undo(databaseId('record', call.params.id), actorOf(call))
    return browse.records.get(call.params.id)
  },
})

import { databaseId } from '../../../domain/public-id.ts'
import { VendorRecord } from '../../../usecases/browse/resources/record.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { MapBody, targetOf } from './target.ts'

export const mapRecord = defineRoute({
  id: 'mapRecord',
  method: 'POST',
  path: '/records/:id/map',
  summary: 'Map a record',
  description:
    'To a repository, a product, or a new product. Its findings move with it; `/records/preview` says beforehand what that does.',
  permission: 'maintainer',
  audit: {
    event: 'record.mapped',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.records.get(params.id),
  },
  params: byId('record', 'rec_2f'),
  query: none,
  body: MapBody,
  status: 200,
  response: VendorRecord,
  handle: async (call, { commands, browse }) => {
    await commands.records.map(databaseId('record', call.params.id), targetOf(call.body), actorOf(call))
    return browse.records.get(call.params.id)
  },
})

import { databaseId, publicId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { RequestedOperation } from '../connections/requested-operation.ts'

export const syncRecord = defineRoute({
  id: 'syncRecord',
  method: 'POST',
  path: '/records/:id/sync',
  summary: 'Sync one record now',
  description:
    'Reads the findings of this record and no others; it has to be GOOD. Joins a sync of its connection that waits, and waits behind one that runs.',
  permission: 'maintainer',
  audit: { event: 'record.sync-requested', object: ({ params }) => params.id },
  params: byId('record', 'rec_2f'),
  query: none,
  body: none,
  status: 202,
  response: RequestedOperation,
  handle: async (call, { commands, browse }) => {
    const { outcomes, operations } = await commands.operations.syncRecords(
      [databaseId('record', call.params.id)],
      actorOf(call),
    )
    const [operation] = operations
    if (operation === undefined) throw outcomes[0]?.problem ?? new Error('A sync was neither refused nor asked for')
    return { operation: await browse.operations.get(publicId('operation', operation.operationId)), joined: operation.joined }
  },
})

import { databaseId, publicId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { RequestedOperation } from './requested-operation.ts'
import { oneConnection } from './settings.ts'

export const syncConnection = defineRoute({
  id: 'syncConnection',
  method: 'POST',
  path: '/connections/:id/sync',
  summary: 'Sync now',
  description: 'Reads the findings of GOOD records. Joins a run that is already waiting or running.',
  permission: 'maintainer',
  audit: { event: 'connection.sync-requested', object: ({ params }) => params.id },
  params: oneConnection,
  query: none,
  body: none,
  status: 202,
  response: RequestedOperation,
  handle: async (call, { commands, browse }) => {
    const id = databaseId('connection', call.params.id)
    const { operationId, joined } = await commands.operations.request(id, 'sync', actorOf(call))
    return { operation: await browse.operations.get(publicId('operation', operationId)), joined }
  },
})

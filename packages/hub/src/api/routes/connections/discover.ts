import { databaseId, publicId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { RequestedOperation } from './requested-operation.ts'
import { oneConnection } from './settings.ts'

export const discoverConnection = defineRoute({
  id: 'discoverConnection',
  method: 'POST',
  path: '/connections/:id/discover',
  summary: 'Discover now',
  description: 'Lists the vendor’s products into records. Joins a run that is already waiting or running.',
  permission: 'maintainer',
  audit: { event: 'connection.discover-requested', object: ({ params }) => params.id },
  params: oneConnection,
  query: none,
  body: none,
  status: 202,
  response: RequestedOperation,
  handle: async (call, { commands, browse }) => {
    const id = databaseId('connection', call.params.id)
    const { operationId, joined } = await commands.operations.request(id, 'discover', actorOf(call))
    return { operation: await browse.operations.get(publicId('operation', operationId)), joined }
  },
})

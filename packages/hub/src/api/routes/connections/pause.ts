import { databaseId } from '../../../domain/public-id.ts'
import { Connection } from '../../../usecases/browse/resources/connection.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { oneConnection } from './settings.ts'

export const pauseConnection = defineRoute({
  id: 'pauseConnection',
  method: 'POST',
  path: '/connections/:id/pause',
  summary: 'Pause a connection',
  description: 'Nothing runs by itself until it is resumed. Its findings stay as they are.',
  permission: 'maintainer',
  audit: { event: 'connection.paused', object: ({ params }) => params.id },
  params: oneConnection,
  query: none,
  body: none,
  status: 200,
  response: Connection,
  handle: async (call, { commands, browse }) => {
    await commands.connections.pause(databaseId('connection', call.params.id), actorOf(call))
    return browse.connections.get(call.params.id)
  },
})

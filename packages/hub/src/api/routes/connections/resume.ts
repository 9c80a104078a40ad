import { databaseId } from '../../../domain/public-id.ts'
import { Connection } from '../../../usecases/browse/resources/connection.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { oneConnection } from './settings.ts'

export const resumeConnection = defineRoute({
  id: 'resumeConnection',
  method: 'POST',
  path: '/connections/:id/resume',
  summary: 'Resume a connection',
  description: 'Runs on its schedules again.',
  permission: 'maintainer',
  audit: { event: 'connection.resumed', object: ({ params }) => params.id },
  params: oneConnection,
  query: none,
  body: none,
  status: 200,
  response: Connection,
  handle: async (call, { commands, browse }) => {
    await commands.connections.resume(databaseId('connection', call.params.id), actorOf(call))
    return browse.connections.get(call.params.id)
  },
})

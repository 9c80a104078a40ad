import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { Connection } from '../../../usecases/browse/resources/connection.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { config, label, oneConnection, options } from './settings.ts'

export const updateConnection = defineRoute({
  id: 'updateConnection',
  method: 'PATCH',
  path: '/connections/:id',
  summary: 'Change a connection',
  description: 'New settings are checked before they are saved. Secrets that are left out keep their value.',
  permission: 'maintainer',
  audit: {
    event: 'connection.updated',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.connections.get(params.id),
  },
  params: oneConnection,
  query: none,
  body: z.strictObject({ label: label.optional(), config: config.optional(), ...options }),
  status: 200,
  response: Connection,
  handle: async (call, { commands, browse }) => {
    await commands.connections.update(databaseId('connection', call.params.id), call.body, actorOf(call))
    return browse.connections.get(call.params.id)
  },
})

import { z } from 'zod'
import { publicId } from '../../../domain/public-id.ts'
import { Connection } from '../../../usecases/browse/resources/connection.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { config, label, options } from './settings.ts'

export const createConnection = defineRoute({
  id: 'createConnection',
  method: 'POST',
  path: '/connections',
  summary: 'Connect',
  description: 'Checks the credentials first and saves only what works. Discover and the first sync then begin by themselves.',
  permission: 'maintainer',
  audit: { event: 'connection.created', object: (_call, answer) => answer?.id ?? null },
  params: none,
  query: none,
  body: z.strictObject({ connector: z.string().min(1).max(100), label, config, ...options }),
  status: 201,
  response: Connection,
  handle: async (call, { commands, browse }) => {
    const { connectionId } = await commands.connections.create(call.body, actorOf(call))
    return browse.connections.get(publicId('connection', connectionId))
  },
})

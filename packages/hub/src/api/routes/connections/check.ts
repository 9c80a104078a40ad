import { databaseId } from '../../../domain/public-id.ts'
import { Account } from '../../../usecases/browse/resources/connection.ts'
import { defineRoute, none } from '../../route.ts'
import { oneConnection } from './settings.ts'

export const checkConnection = defineRoute({
  id: 'checkConnection',
  method: 'POST',
  path: '/connections/:id/check',
  summary: 'Check a connection',
  description: 'Tries the saved credentials now, and updates the state of the connection.',
  permission: 'maintainer',
  audit: { event: 'connection.checked', object: ({ params }) => params.id },
  params: oneConnection,
  query: none,
  body: none,
  status: 200,
  response: Account,
  handle: async ({ params }, { commands }) => {
    const outcome = await commands.connections.check(databaseId('connection', params.id))
    return { ...outcome, warnings: [...outcome.warnings] }
  },
})

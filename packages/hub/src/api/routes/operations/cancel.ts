import { databaseId } from '../../../domain/public-id.ts'
import { Operation } from '../../../usecases/browse/resources/operation.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const cancelOperation = defineRoute({
  id: 'cancelOperation',
  method: 'POST',
  path: '/operations/:id/cancel',
  summary: 'Cancel an operation',
  description: 'It stops after the page in hand. What was stored stays; nothing is closed.',
  permission: 'maintainer',
  audit: { event: 'operation.cancelled', object: ({ params }) => params.id },
  params: byId('operation', 'op_k2'),
  query: none,
  body: none,
  status: 200,
  response: Operation,
  handle: async (call, { commands, browse }) => {
    await commands.operations.cancel(databaseId('operation', call.params.id), actorOf(call))
    return browse.operations.get(call.params.id)
  },
})

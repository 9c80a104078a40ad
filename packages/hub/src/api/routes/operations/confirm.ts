import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const confirmOperation = defineRoute({
  id: 'confirmOperation',
  method: 'POST',
  path: '/operations/:id/confirm',
  summary: 'Confirm that what vanished is gone',
  description: 'A complete answer that drops most of a record is held. Confirming closes what it did not see.',
  permission: 'maintainer',
  audit: { event: 'operation.confirmed', object: ({ params }) => params.id },
  params: byId('operation', 'op_k2'),
  query: none,
  body: none,
  status: 200,
  response: z.object({ closed: z.int().nonnegative().describe('Findings that were closed.') }),
  handle: (call, { commands }) => commands.operations.confirm(databaseId('operation', call.params.id), actorOf(call)),
})

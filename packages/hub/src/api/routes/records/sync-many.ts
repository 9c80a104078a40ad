import { z } from 'zod'
import { databaseId, publicId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { RequestedOperation } from '../connections/requested-operation.ts'
import { ManyBody, Outcomes, outcomeOf } from './many.ts'

export const syncRecords = defineRoute({
  id: 'syncRecords',
  method: 'POST',
  path: '/records/sync',
  summary: 'Sync many records now',
  description:
    'Reads the findings of these records and no others, in one operation a connection. Each record has an outcome of its own; what is refused leaves the others alone.',
  permission: 'maintainer',
  audit: { event: 'record.sync-requested', object: () => null },
  params: none,
  query: none,
  body: ManyBody,
  status: 202,
  response: Outcomes.extend({ operations: z.array(RequestedOperation) }).meta({ id: 'RequestedSyncs' }),
  handle: async (call, { commands, browse }) => {
    const ids = call.body.ids.map((id) => databaseId('record', id))
    const { outcomes, operations } = await commands.operations.syncRecords(ids, actorOf(call))
    const requested = operations.map(async ({ operationId, joined }) => ({
      operation: await browse.operations.get(publicId('operation', operationId)),
      joined,
    }))
    return { items: outcomes.map(outcomeOf), operations: await Promise.all(requested) }
  },
})

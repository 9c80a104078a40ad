import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { RemediationDetail } from '../../../usecases/browse/resources/remediation.ts'
import { actorOf } from '../../caller.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { told, toldBy } from './input.ts'

export const updateRemediation = defineRoute({
  id: 'updateRemediation',
  method: 'PATCH',
  path: '/remediations/:id',
  summary: 'Say who does a remediation, how urgent it is and by when',
  description: 'A proposal has to be opened first: it is made anew whenever its vulnerabilities change.',
  permission: 'writer',
  within: itself,
  audit: {
    event: 'remediation.updated',
    object: ({ params }) => params.id,
    before: async ({ params }, { browse }) => {
      const { title, owner, priority, dueAt } = await browse.remediations.get(params.id)
      return { title, owner, priority, dueAt }
    },
  },
  params: byId('remediation', 'rem_8'),
  query: none,
  body: z.strictObject(told).meta({ examples: [{ owner: 'team-shop', dueAt: '2027-01-31T00:00:00.000Z' }] }),
  status: 200,
  response: RemediationDetail,
  handle: async (call, { commands, browse }) => {
    await commands.remediations.update(databaseId('remediation', call.params.id), toldBy(call.body), actorOf(call))
    return browse.remediations.get(call.params.id)
  },
})

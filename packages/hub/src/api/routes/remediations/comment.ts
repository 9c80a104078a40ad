import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { RemediationDetail } from '../../../usecases/browse/resources/remediation.ts'
import { actorOf } from '../../caller.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const commentRemediation = defineRoute({
  id: 'commentRemediation',
  method: 'POST',
  path: '/remediations/:id/comment',
  summary: 'Comment on a remediation',
  description: 'The comment stands in its history.',
  permission: 'writer',
  within: itself,
  audit: { event: 'remediation.commented', object: ({ params }) => params.id },
  params: byId('remediation', 'rem_8'),
  query: none,
  body: z
    .strictObject({ text: z.string().trim().min(1).max(5000) })
    .meta({ examples: [{ text: 'Waits for the release on Monday.' }] }),
  status: 200,
  response: RemediationDetail,
  handle: async (call, { commands, browse }) => {
    await commands.remediations.comment(databaseId('remediation', call.params.id), call.body.text, actorOf(call))
    return browse.remediations.get(call.params.id)
  },
})

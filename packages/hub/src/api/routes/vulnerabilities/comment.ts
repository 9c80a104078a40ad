import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { VulnerabilityDetail } from '../../../usecases/browse/resources/vulnerability.ts'
import { actorOf } from '../../caller.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const commentVulnerability = defineRoute({
  id: 'commentVulnerability',
  method: 'POST',
  path: '/vulnerabilities/:id/comment',
  summary: 'Comment on a vulnerability',
  description: 'It stands in the history.',
  permission: 'writer',
  within: itself,
  audit: { event: 'vulnerability.commented', object: ({ params }) => params.id },
  params: byId('vulnerability', 'vul_3k'),
  query: none,
  body: z.strictObject({ text: z.string().trim().min(1).max(5000) }),
  status: 200,
  response: VulnerabilityDetail,
  handle: async (call, { commands, browse }) => {
    await commands.vulnerabilities.comment(databaseId('vulnerability', call.params.id), call.body.text, actorOf(call))
    return browse.vulnerabilities.get(call.params.id)
  },
})

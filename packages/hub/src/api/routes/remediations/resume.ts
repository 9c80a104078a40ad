import { databaseId } from '../../../domain/public-id.ts'
import { RemediationDetail } from '../../../usecases/browse/resources/remediation.ts'
import { actorOf } from '../../caller.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const resumeRemediation = defineRoute({
  id: 'resumeRemediation',
  method: 'POST',
  path: '/remediations/:id/resume',
  summary: 'Let a remediation that waits go on',
  description: 'Due dates of what it closes move by as long as it waited.',
  permission: 'writer',
  within: itself,
  audit: { event: 'remediation.resumed', object: ({ params }) => params.id },
  params: byId('remediation', 'rem_8'),
  query: none,
  body: none,
  status: 200,
  response: RemediationDetail,
  handle: async (call, { commands, browse }) => {
    await commands.remediations.resume([databaseId('remediation', call.params.id)], actorOf(call))
    return browse.remediations.get(call.params.id)
  },
})

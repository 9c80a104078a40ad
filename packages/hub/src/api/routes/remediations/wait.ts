import { databaseId } from '../../../domain/public-id.ts'
import { RemediationDetail } from '../../../usecases/browse/resources/remediation.ts'
import { actorOf } from '../../caller.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { Wait, waitedBy } from './input.ts'

export const waitWithRemediation = defineRoute({
  id: 'waitWithRemediation',
  method: 'POST',
  path: '/remediations/:id/wait',
  summary: 'Wait for a vendor with a remediation',
  description:
    'The clocks of everything it closes stand still, until `resume` or the time given. Again with other words changes those.',
  permission: 'writer',
  within: itself,
  audit: { event: 'remediation.waiting', object: ({ params }) => params.id },
  params: byId('remediation', 'rem_8'),
  query: none,
  body: Wait,
  status: 200,
  response: RemediationDetail,
  handle: async (call, { commands, browse }) => {
    await commands.remediations.wait([databaseId('remediation', call.params.id)], waitedBy(call.body), actorOf(call))
    return browse.remediations.get(call.params.id)
  },
})

import { databaseId } from '../../../domain/public-id.ts'
import { VulnerabilityDetail } from '../../../usecases/browse/resources/vulnerability.ts'
import { actorOf } from '../../caller.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const resumeVulnerability = defineRoute({
  id: 'resumeVulnerability',
  method: 'POST',
  path: '/vulnerabilities/:id/resume',
  summary: 'Let the clock of a vulnerability run again',
  description: 'How long it stood still is added to its deadline.',
  permission: 'writer',
  within: itself,
  audit: { event: 'vulnerability.resumed', object: ({ params }) => params.id },
  params: byId('vulnerability', 'vul_3k'),
  query: none,
  body: none,
  status: 200,
  response: VulnerabilityDetail,
  handle: async (call, { commands, browse }) => {
    await commands.vulnerabilities.resume(databaseId('vulnerability', call.params.id), actorOf(call))
    return browse.vulnerabilities.get(call.params.id)
  },
})

import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { Time } from '../../../usecases/browse/resources/common.ts'
import { VulnerabilityDetail } from '../../../usecases/browse/resources/vulnerability.ts'
import { actorOf } from '../../caller.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const exemptVulnerability = defineRoute({
  id: 'exemptVulnerability',
  method: 'POST',
  path: '/vulnerabilities/:id/exempt',
  summary: 'Grant a vulnerability more time',
  description: 'An exception from its deadline, with reason and end; `until` null takes it back.',
  permission: 'writer',
  within: itself,
  audit: { event: 'vulnerability.exempted', object: ({ params }) => params.id },
  params: byId('vulnerability', 'vul_3k'),
  query: none,
  body: z.strictObject({
    until: Time.nullable().describe('Not due before.'),
    reason: z.string().trim().min(1).max(2000),
  }),
  status: 200,
  response: VulnerabilityDetail,
  handle: async (call, { commands, browse }) => {
    await commands.vulnerabilities.exempt(databaseId('vulnerability', call.params.id), call.body, actorOf(call))
    return browse.vulnerabilities.get(call.params.id)
  },
})

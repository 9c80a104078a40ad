import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { VulnerabilityDetail } from '../../../usecases/browse/resources/vulnerability.ts'
import { actorOf } from '../../caller.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const waitForVendor = defineRoute({
  id: 'waitForVendor',
  method: 'POST',
  path: '/vulnerabilities/:id/wait',
  summary: 'Stop the clock of a vulnerability',
  description: 'While a vendor has to act: its deadline moves by as long as that takes.',
  permission: 'writer',
  within: itself,
  audit: { event: 'vulnerability.waiting', object: ({ params }) => params.id },
  params: byId('vulnerability', 'vul_3k'),
  query: none,
  body: z.strictObject({ reason: z.string().trim().min(1).max(2000) }),
  status: 200,
  response: VulnerabilityDetail,
  handle: async (call, { commands, browse }) => {
    await commands.vulnerabilities.wait(databaseId('vulnerability', call.params.id), call.body.reason, actorOf(call))
    return browse.vulnerabilities.get(call.params.id)
  },
})

import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { VulnerabilityDetail } from '../../../usecases/browse/resources/vulnerability.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { decision, decisionInput } from './decision.ts'

export const decideVulnerability = defineRoute({
  id: 'decideVulnerability',
  method: 'POST',
  path: '/vulnerabilities/:id/decide',
  summary: 'Decide on a vulnerability',
  description: 'No later import undoes it. `none` takes a decision back.',
  permission: 'writer',
  within: ({ params, body }) => [params.id, ...(body.duplicateOf === undefined ? [] : [body.duplicateOf])],
  audit: {
    event: 'vulnerability.decided',
    object: ({ params }) => params.id,
    before: async ({ params }, { browse }) => {
      const { decision, decisionReason, decisionUntil, decidedBy } = await browse.vulnerabilities.get(params.id)
      return { decision, decisionReason, decisionUntil, decidedBy: decidedBy?.id ?? null }
    },
  },
  params: byId('vulnerability', 'vul_3k'),
  query: none,
  body: z.strictObject(decision).meta({ examples: [{ decision: 'false-positive', reason: 'The function is never called.' }] }),
  status: 200,
  response: VulnerabilityDetail,
  handle: async (call, { commands, browse }) => {
    await commands.vulnerabilities.decide(
      [databaseId('vulnerability', call.params.id)],
      decisionInput(call.body),
      actorOf(call),
    )
    return browse.vulnerabilities.get(call.params.id)
  },
})

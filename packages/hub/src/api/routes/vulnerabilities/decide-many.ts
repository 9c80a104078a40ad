import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { Id } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { decision, decisionInput } from './decision.ts'

export const decideVulnerabilities = defineRoute({
  id: 'decideVulnerabilities',
  method: 'POST',
  path: '/vulnerabilities/decide',
  summary: 'Decide on many vulnerabilities at once',
  permission: 'writer',
  within: ({ body }) => [...body.ids, ...(body.duplicateOf === undefined ? [] : [body.duplicateOf])],
  audit: { event: 'vulnerability.decided', object: () => null },
  params: none,
  query: none,
  body: z
    .strictObject({ ids: z.array(Id).min(1).max(1000).describe('At most 1,000.'), ...decision })
    .meta({ examples: [{ ids: ['vul_3k', 'vul_3m'], decision: 'wont-fix', reason: 'The service is switched off in May.' }] }),
  status: 200,
  response: z.object({ changed: z.int().nonnegative() }),
  handle: ({ body: { ids, ...input }, ...call }, { commands }) =>
    commands.vulnerabilities.decide(
      ids.map((id) => databaseId('vulnerability', id)),
      decisionInput(input),
      actorOf(call),
    ),
})

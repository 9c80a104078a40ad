import { z } from 'zod'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'

export const applyMappingRules = defineRoute({
  id: 'applyMappingRules',
  method: 'POST',
  path: '/mapping-rules/apply',
  summary: 'Apply the mapping rules now',
  description: 'To records that nothing maps yet. What a person mapped is never touched.',
  permission: 'maintainer',
  audit: { event: 'mapping-rules.applied', object: () => null },
  params: none,
  query: none,
  body: z
    .strictObject({
      automatic: z
        .boolean()
        .default(false)
        .describe('Also to records for which the hub made a product of their own, for want of a repository.'),
    })
    .meta({ examples: [{ automatic: true }] }),
  status: 200,
  response: z.object({ mapped: z.int().nonnegative() }),
  handle: (call, { commands }) => commands.mappingRules.apply(call.body, actorOf(call)),
})

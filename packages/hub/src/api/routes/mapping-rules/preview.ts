import { z } from 'zod'
import { RuledRecord } from '../../../usecases/browse/resources/mapping-rule.ts'
import { flag } from '../../lists.ts'
import { Id } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

const pattern = z.string().trim().min(1).max(300).optional()

export const previewMappingRules = defineRoute({
  id: 'previewMappingRules',
  method: 'GET',
  path: '/mapping-rules/preview',
  summary: 'Preview mapping rules',
  description:
    'Which records the rules would map, and where, if they were applied now. With a product, what a rule that is not saved yet would map: in the place of the one named, or after all others. Nothing is changed.',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: none,
  query: z.strictObject({
    rule: Id.optional().describe('Only what this rule maps.'),
    automatic: flag.default(false).describe('Also records for which the hub made a product of their own.'),
    product: pattern.describe('Name of the product of a rule that is not saved yet; what follows are its conditions.'),
    productType: Id.optional(),
    connection: Id.optional(),
    name: pattern,
    url: pattern,
    tag: pattern,
    attribute: pattern,
    attributeValue: pattern,
  }),
  body: none,
  status: 200,
  response: z
    .object({
      count: z.int().nonnegative().describe('How many records would be mapped.'),
      items: z.array(RuledRecord).describe('The first 200 of them.'),
    })
    .meta({ id: 'MappingRulePreview' }),
  handle: ({ query: { rule, automatic, ...draft } }, { browse }) =>
    browse.mappingRules.preview({ rule, automatic, draft: draft.product === undefined ? undefined : draft }),
})

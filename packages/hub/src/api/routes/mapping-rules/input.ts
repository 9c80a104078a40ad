import { z } from 'zod'
import { databaseId, type Noun } from '../../../domain/public-id.ts'
import type { MappingRuleInput } from '../../../usecases/commands.ts'
import { Id } from '../../params.ts'

const text = z.string().trim().min(1)
const pattern = text.max(300).nullable().optional()

const conditions = {
  connectionId: Id.nullable().optional().describe('Only records of this connection.'),
  name: pattern.describe('Pattern of the record’s name; `*` stands for any characters, letter case does not count.'),
  url: pattern.describe('Pattern of an address of its repository or of the vendor’s page: `git.example.com/acme/*`.'),
  tag: pattern.describe('Pattern of one of the vendor’s tags.'),
  attribute: z
    .strictObject({ name: text.max(100), value: pattern })
    .nullable()
    .optional()
    .describe('An attribute the vendor gives, and a pattern of its value.'),
  productTypeId: Id.nullable().optional().describe('Type of the product; a general one when left out.'),
  owner: text.max(200).nullable().optional().describe('Owner of the product, where it has none.'),
  position: z.int().min(1).max(10_000).optional().describe('Place in the order, from 1; the last one when left out.'),
}

const product = text.max(200).describe('Name of the product; created when there is none.')

export const MappingRuleBody = z
  .strictObject({ product, ...conditions })
  .meta({ examples: [{ name: 'payment-*', product: 'Payments', owner: 'team-payments' }] })

export const MappingRuleChange = z
  .strictObject({ product: product.optional(), ...conditions })
  .meta({ examples: [{ position: 1 }] })

/** A body as the use cases want it; what is left out stays out. */
export function ruleInput(body: z.output<typeof MappingRuleChange>): MappingRuleInput {
  const { connectionId, productTypeId, attribute } = body
  return {
    ...(connectionId !== undefined && { connectionId: orNull(connectionId, 'connection') }),
    ...(body.name !== undefined && { namePattern: body.name }),
    ...(body.url !== undefined && { urlPattern: body.url }),
    ...(body.tag !== undefined && { tagPattern: body.tag }),
    ...(attribute !== undefined && { attributeName: attribute?.name ?? null, attributePattern: attribute?.value ?? null }),
    ...(body.product !== undefined && { productName: body.product }),
    ...(productTypeId !== undefined && { productTypeId: orNull(productTypeId, 'product type') }),
    ...(body.owner !== undefined && { owner: body.owner }),
    ...(body.position !== undefined && { position: body.position }),
  }
}

function orNull(id: string | null, noun: Noun): number | null {
  return id === null ? null : databaseId(noun, id)
}

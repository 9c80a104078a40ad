import { z } from 'zod'
import { ActorRef, ConnectionRef, ProductRef, RecordRef, Time } from './common.ts'
import { RecordState } from './connection.ts'
import { ProductTypeRef } from './product.ts'

export const MappingRule = z
  .object({
    id: z.string().meta({ examples: ['rule_1'] }),
    position: z.int().positive().describe('Its place in the order they are tried.'),
    connection: ConnectionRef.nullable().describe('Null for records of every connection.'),
    name: z.string().nullable().describe('Pattern of the name; `*` stands for any characters, letter case does not count.'),
    url: z
      .string()
      .nullable()
      .describe('Pattern of an address of the repository, or of the vendor’s page, without the scheme.'),
    tag: z.string().nullable().describe('Pattern of one of the vendor’s tags.'),
    attribute: z.object({ name: z.string(), value: z.string().nullable() }).nullable(),
    product: z.string().describe('Name of the product; created when there is none.'),
    productType: ProductTypeRef.nullable().describe('Null for the general one.'),
    owner: z.string().nullable().describe('Of the product, where it has none.'),
    createdBy: ActorRef.nullable(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'MappingRule' })
export type MappingRule = z.output<typeof MappingRule>

export const RuledRecord = z
  .object({
    record: RecordRef,
    connection: ConnectionRef,
    state: RecordState,
    from: ProductRef.nullable().describe('The product it leads to so far.'),
    product: z.string().describe('Name of the product it would lead to.'),
    created: z.boolean().describe('Whether that product would be created.'),
    rule: z.string().nullable().describe('The rule that fits first; null for the draft.'),
  })
  .meta({ id: 'RuledRecord', description: 'What mapping rules would do to one record.' })
export type RuledRecord = z.output<typeof RuledRecord>

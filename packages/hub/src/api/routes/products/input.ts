import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { Criticality } from '../../../usecases/browse/resources/product.ts'

const text = z.string().trim().min(1)

export const ProductBody = z
  .strictObject({
    name: text.max(200),
    productTypeId: z.string().optional().describe('Id of its product type; a general one when left out.'),
    description: text.max(2000).nullable().optional(),
    owner: text.max(200).nullable().optional().describe('Who to ask: a team, a person, an address.'),
    criticality: Criticality.optional(),
    environment: text.max(60).nullable().optional().describe('Where it runs: `production`.'),
    tags: z.array(text.max(60)).max(50).optional(),
  })
  .meta({ examples: [{ name: 'Web shop', owner: 'team-shop', criticality: 'high' }] })

/** The same with the product type as the use cases want it. */
export function withDatabaseId<T extends { readonly productTypeId?: string | undefined }>(body: T) {
  const { productTypeId, ...rest } = body
  return { ...rest, ...(productTypeId !== undefined && { productTypeId: databaseId('product type', productTypeId) }) }
}

import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { Criticality } from '../../../usecases/browse/resources/product.ts'
import { Id } from '../../params.ts'

const text = z.string().trim().min(1)

export const scanProfileId = Id.nullable()
  .optional()
  .describe('Id of the scan profile it chooses; null for none. Takes a role on everything.')

export const ProductBody = z
  .strictObject({
    name: text.max(200),
    productTypeId: Id.optional().describe('Id of its product type; a general one when left out.'),
    description: text.max(2000).nullable().optional(),
    owner: text.max(200).nullable().optional().describe('Who to ask: a team, a person, an address.'),
    criticality: Criticality.optional(),
    environment: text.max(60).nullable().optional().describe('Where it runs: `production`.'),
    tags: z.array(text.max(60)).max(50).optional(),
    scanProfileId,
  })
  .meta({ examples: [{ name: 'Web shop', owner: 'team-shop', criticality: 'high' }] })

/** What a product type is given, besides its scan profile. */
export const ProductTypeBody = z
  .strictObject({
    name: text.max(200),
    description: text.max(2000).nullable().optional().describe('What its products have in common.'),
  })
  .meta({ examples: [{ name: 'Online services', description: 'What customers reach.' }] })

interface References {
  readonly productTypeId?: string | undefined
  readonly scanProfileId?: string | null | undefined
}

/** The same with what it refers to as the use cases want it. */
export function withDatabaseIds<T extends References>({ productTypeId, scanProfileId: profileId, ...rest }: T) {
  return {
    ...rest,
    ...(productTypeId !== undefined && { productTypeId: databaseId('product type', productTypeId) }),
    ...(profileId !== undefined && { scanProfileId: profileId === null ? null : databaseId('scan profile', profileId) }),
  }
}

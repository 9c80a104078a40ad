import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import type { MapTarget } from '../../../usecases/commands.ts'
import { Id } from '../../params.ts'

const target = {
  repositoryId: Id.optional(),
  productId: Id.optional(),
  newProduct: z
    .strictObject({ name: z.string().trim().min(1).max(200), productTypeId: Id.optional() })
    .optional()
    .describe('Creates a product and maps to it.'),
  suggested: z.literal(true).optional().describe('The repository that is suggested for the record.'),
  image: z
    .literal(true)
    .optional()
    .describe('As the container image it is: to the repository that builds it, once that is known.'),
  branch: z.string().trim().min(1).max(255).optional().describe('Only with a repository.'),
}

type Target = z.output<z.ZodObject<typeof target>>

const message = 'Give exactly one of repositoryId, productId, newProduct, suggested and image.'

/** Where one record shall lead. */
export const MapBody = z
  .strictObject(target)
  .refine(isOne, { message })
  .meta({ examples: [{ repositoryId: 'repo_7' }] })

/** Where many records shall lead. */
export const MapManyBody = z
  .strictObject({ ids: recordIds(), ...target })
  .refine(isOne, { message })
  .meta({ examples: [{ ids: ['rec_2f', 'rec_2g'], productId: 'prd_4' }] })

/** Ids of a batch of records. */
export function recordIds() {
  return z.array(Id).min(1).max(100).describe('At most 100; they are changed in one transaction.')
}

/** The same with the ids the use cases want. */
export function targetOf({ repositoryId, productId, newProduct, suggested, image, branch }: Target): MapTarget {
  return {
    ...(repositoryId !== undefined && { repositoryId: databaseId('repository', repositoryId) }),
    ...(productId !== undefined && { productId: databaseId('product', productId) }),
    ...(newProduct !== undefined && { newProduct: withType(newProduct) }),
    ...(suggested !== undefined && { suggested }),
    ...(image !== undefined && { image }),
    ...(branch !== undefined && { branch }),
  }
}

function withType({ name, productTypeId }: NonNullable<Target['newProduct']>) {
  return { name, ...(productTypeId !== undefined && { productTypeId: databaseId('product type', productTypeId) }) }
}

function isOne({ repositoryId, productId, newProduct, suggested, image }: Target): boolean {
  return [repositoryId, productId, newProduct, suggested, image].filter((given) => given !== undefined).length === 1
}

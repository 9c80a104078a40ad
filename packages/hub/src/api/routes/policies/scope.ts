import type { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import type { PolicyScope } from '../../../usecases/priority/inputs.ts'
import { Id } from '../../params.ts'

/** Where a policy counts, as bodies say it. */
export const scopeFields = {
  productTypeId: Id.nullable().optional().describe('Only products of this type.'),
  productId: Id.nullable().optional().describe('Only this product.'),
}

export function scopeOf(body: z.output<z.ZodObject<typeof scopeFields>>): PolicyScope {
  const { productTypeId, productId } = body
  return {
    productTypeId: productTypeId == null ? null : databaseId('product type', productTypeId),
    productId: productId == null ? null : databaseId('product', productId),
  }
}

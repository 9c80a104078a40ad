import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import type { Writers } from '../../store/store.ts'
import type { PolicyScope } from '../priority/inputs.ts'

/** Throws when the product or product type of a scope does not exist, or when it names both. */
export async function requireScope(write: Writers, { productId, productTypeId }: PolicyScope): Promise<void> {
  if (productId !== null && productTypeId !== null) {
    throw new Problem('invalid', 'A policy is for a product, a product type, or everything.', {
      code: 'policy-invalid',
      field: 'productTypeId',
      remedy: 'Leave one of the two out.',
    })
  }
  if (productId !== null && (await write.products.find(productId)) === undefined) {
    throw notFound('product', publicId('product', productId))
  }
  if (productTypeId !== null && !(await write.products.typeExists(productTypeId))) {
    throw notFound('product type', publicId('product type', productTypeId))
  }
}

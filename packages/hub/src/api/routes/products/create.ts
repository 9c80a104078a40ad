import { publicId } from '../../../domain/public-id.ts'
import { Product } from '../../../usecases/browse/resources/product.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { ProductBody, withDatabaseIds } from './input.ts'

export const createProduct = defineRoute({
  id: 'createProduct',
  method: 'POST',
  path: '/products',
  summary: 'Create a product',
  permission: 'maintainer',
  audit: { event: 'product.created', object: (_call, answer) => answer?.id ?? null },
  params: none,
  query: none,
  body: ProductBody,
  status: 201,
  response: Product,
  handle: async (call, { commands, browse }) => {
    const id = await commands.products.create(withDatabaseIds(call.body), actorOf(call))
    return browse.products.get(publicId('product', id))
  },
})

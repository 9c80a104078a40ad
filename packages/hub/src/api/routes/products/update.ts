import { databaseId } from '../../../domain/public-id.ts'
import { Product } from '../../../usecases/browse/resources/product.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { ProductBody, withDatabaseIds } from './input.ts'

export const updateProduct = defineRoute({
  id: 'updateProduct',
  method: 'PATCH',
  path: '/products/:id',
  summary: 'Change a product',
  permission: 'maintainer',
  // Moving it to another type takes the role there too; what is read of it and where that goes is about connections (ADR 0016).
  within: ({ params, body }) =>
    body.scanProfileId === undefined ? [params.id, ...(body.productTypeId === undefined ? [] : [body.productTypeId])] : [],
  audit: {
    event: 'product.updated',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.products.get(params.id),
  },
  params: byId('product', 'prd_4'),
  query: none,
  body: ProductBody.partial(),
  status: 200,
  response: Product,
  handle: async (call, { commands, browse }) => {
    await commands.products.update(databaseId('product', call.params.id), withDatabaseIds(call.body), actorOf(call))
    return browse.products.get(call.params.id)
  },
})

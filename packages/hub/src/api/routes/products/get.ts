import { Product } from '../../../usecases/browse/resources/product.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getProduct = defineRoute({
  id: 'getProduct',
  method: 'GET',
  path: '/products/:id',
  summary: 'Show a product',
  permission: 'reader',
  within: itself,
  audit: { none: 'Only reads.' },
  params: byId('product', 'prd_4'),
  query: none,
  body: none,
  status: 200,
  response: Product,
  handle: ({ params }, { browse }) => browse.products.get(params.id),
})

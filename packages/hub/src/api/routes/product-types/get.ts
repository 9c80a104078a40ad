import { ProductType } from '../../../usecases/browse/resources/product.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getProductType = defineRoute({
  id: 'getProductType',
  method: 'GET',
  path: '/product-types/:id',
  summary: 'Show a product type',
  permission: 'reader',
  within: itself,
  audit: { none: 'Only reads.' },
  params: byId('product type', 'pt_1'),
  query: none,
  body: none,
  status: 200,
  response: ProductType,
  handle: ({ params }, { browse }) => browse.productTypes.get(params.id),
})

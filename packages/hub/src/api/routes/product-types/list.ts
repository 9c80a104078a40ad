import { listOf } from '../../../usecases/browse/resources/common.ts'
import { ProductType } from '../../../usecases/browse/resources/product.ts'
import { listQuery } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listProductTypes = defineRoute({
  id: 'listProductTypes',
  method: 'GET',
  path: '/product-types',
  summary: 'List product types',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['name'], {}),
  body: none,
  status: 200,
  response: listOf(ProductType, 'ProductType'),
  handle: ({ query }, { browse }) => browse.productTypes.list(query),
})

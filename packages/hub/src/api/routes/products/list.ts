import { z } from 'zod'
import { listOf } from '../../../usecases/browse/resources/common.ts'
import { Criticality, Product } from '../../../usecases/browse/resources/product.ts'
import { ids, listQuery, many } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listProducts = defineRoute({
  id: 'listProducts',
  method: 'GET',
  path: '/products',
  summary: 'List products',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['name'], {
    productType: ids('product types'),
    criticality: many(Criticality),
    environment: many(z.string().max(60)),
    tag: many(z.string().max(60)).describe('Tags; any of them.'),
    q: z.string().max(200).optional().describe('Part of the name.'),
  }),
  body: none,
  status: 200,
  response: listOf(Product, 'Product'),
  handle: ({ query }, { browse }) => browse.products.list(query, query),
})

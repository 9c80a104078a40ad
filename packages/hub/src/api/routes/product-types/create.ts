import { publicId } from '../../../domain/public-id.ts'
import { ProductType } from '../../../usecases/browse/resources/product.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { ProductTypeBody } from '../products/input.ts'

export const createProductType = defineRoute({
  id: 'createProductType',
  method: 'POST',
  path: '/product-types',
  summary: 'Create a product type',
  permission: 'maintainer',
  audit: { event: 'product-type.created', object: (_call, answer) => answer?.id ?? null },
  params: none,
  query: none,
  body: ProductTypeBody,
  status: 201,
  response: ProductType,
  handle: async (call, { commands, browse }) => {
    const id = await commands.products.createType(call.body, actorOf(call))
    return browse.productTypes.get(publicId('product type', id))
  },
})

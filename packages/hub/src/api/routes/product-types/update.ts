import { databaseId } from '../../../domain/public-id.ts'
import { ProductType } from '../../../usecases/browse/resources/product.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { ProductTypeBody, scanProfileId, withDatabaseIds } from '../products/input.ts'

export const updateProductType = defineRoute({
  id: 'updateProductType',
  method: 'PATCH',
  path: '/product-types/:id',
  summary: 'Change a product type',
  // A role on the type is not enough: what is read and where it goes is about connections.
  permission: 'maintainer',
  audit: {
    event: 'product-type.updated',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.productTypes.get(params.id),
  },
  params: byId('product type', 'pt_1'),
  query: none,
  body: ProductTypeBody.partial()
    .extend({ scanProfileId })
    .meta({ examples: [{ description: 'What customers reach.', scanProfileId: 'prof_1' }] }),
  status: 200,
  response: ProductType,
  handle: async (call, { commands, browse }) => {
    await commands.products.updateType(databaseId('product type', call.params.id), withDatabaseIds(call.body), actorOf(call))
    return browse.productTypes.get(call.params.id)
  },
})

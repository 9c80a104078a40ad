import { databaseId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none, nothing } from '../../route.ts'

export const removeProduct = defineRoute({
  id: 'removeProduct',
  method: 'DELETE',
  path: '/products/:id',
  summary: 'Remove a product',
  description: 'Records that led to it are STALE from then on and keep their findings; its repositories belong to nobody.',
  permission: 'maintainer',
  within: itself,
  audit: {
    event: 'product.removed',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.products.get(params.id),
  },
  params: byId('product', 'prd_4'),
  query: none,
  body: none,
  status: 204,
  response: nothing,
  handle: async (call, { commands }) => {
    await commands.products.remove(databaseId('product', call.params.id), actorOf(call))
  },
})

import { databaseId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none, nothing } from '../../route.ts'

export const removeImageRule = defineRoute({
  id: 'removeImageRule',
  method: 'DELETE',
  path: '/image-rules/:id',
  summary: 'Remove an image rule',
  description: 'Images it spoke for fall to the next rule, or to their labels.',
  permission: 'maintainer',
  audit: {
    event: 'image-rule.removed',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.imageRules.get(params.id),
  },
  params: byId('image rule', 'imgr_1'),
  query: none,
  body: none,
  status: 204,
  response: nothing,
  handle: async (call, { commands }) => {
    await commands.imageRules.remove(databaseId('image rule', call.params.id), actorOf(call))
  },
})

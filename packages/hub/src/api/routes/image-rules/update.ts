import { databaseId } from '../../../domain/public-id.ts'
import { ImageRule } from '../../../usecases/browse/resources/image.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { ImageRuleChange, ruleInput } from './input.ts'

export const updateImageRule = defineRoute({
  id: 'updateImageRule',
  method: 'PATCH',
  path: '/image-rules/:id',
  summary: 'Change an image rule, or move it in the order',
  description: 'What it says now holds at once, for images already seen and for new ones.',
  permission: 'maintainer',
  audit: {
    event: 'image-rule.updated',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.imageRules.get(params.id),
  },
  params: byId('image rule', 'imgr_1'),
  query: none,
  body: ImageRuleChange,
  status: 200,
  response: ImageRule,
  handle: async (call, { commands, browse }) => {
    await commands.imageRules.update(databaseId('image rule', call.params.id), ruleInput(call.body), actorOf(call))
    return browse.imageRules.get(call.params.id)
  },
})

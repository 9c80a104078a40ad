import { databaseId, publicId } from '../../../domain/public-id.ts'
import { ImageRule } from '../../../usecases/browse/resources/image.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { ImageRuleBody, ruleInput } from './input.ts'

export const createImageRule = defineRoute({
  id: 'createImageRule',
  method: 'POST',
  path: '/image-rules',
  summary: 'Create an image rule',
  description: 'It needs a pattern. It holds at once, for images already seen and for new ones.',
  permission: 'maintainer',
  audit: { event: 'image-rule.created', object: (_call, answer) => answer?.id ?? null },
  params: none,
  query: none,
  body: ImageRuleBody,
  status: 201,
  response: ImageRule,
  handle: async (call, { commands, browse }) => {
    const input = { ...ruleInput(call.body), repositoryId: databaseId('repository', call.body.repositoryId) }
    const id = await commands.imageRules.create(input, actorOf(call))
    return browse.imageRules.get(publicId('image rule', id))
  },
})

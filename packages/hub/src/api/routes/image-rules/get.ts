import { ImageRule } from '../../../usecases/browse/resources/image.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getImageRule = defineRoute({
  id: 'getImageRule',
  method: 'GET',
  path: '/image-rules/:id',
  summary: 'Show an image rule',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: byId('image rule', 'imgr_1'),
  query: none,
  body: none,
  status: 200,
  response: ImageRule,
  handle: ({ params }, { browse }) => browse.imageRules.get(params.id),
})

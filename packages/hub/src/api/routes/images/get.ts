import { ImageDetail } from '../../../usecases/browse/resources/image.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getImage = defineRoute({
  id: 'getImage',
  method: 'GET',
  path: '/images/:id',
  summary: 'Show a container image',
  permission: 'reader',
  within: itself,
  audit: { none: 'Only reads.' },
  params: byId('image', 'img_9'),
  query: none,
  body: none,
  status: 200,
  response: ImageDetail,
  handle: ({ params }, { browse }) => browse.images.get(params.id),
})

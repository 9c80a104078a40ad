import { listOf } from '../../../usecases/browse/resources/common.ts'
import { ImageRule } from '../../../usecases/browse/resources/image.ts'
import { listQuery } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listImageRules = defineRoute({
  id: 'listImageRules',
  method: 'GET',
  path: '/image-rules',
  summary: 'List image rules',
  description: 'In the order they are tried for images that nobody told the source of; the first that fits decides.',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['position'], {}),
  body: none,
  status: 200,
  response: listOf(ImageRule, 'ImageRule'),
  handle: ({ query }, { browse }) => browse.imageRules.list(query),
})

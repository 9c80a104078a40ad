import { z } from 'zod'
import { listOf } from '../../../usecases/browse/resources/common.ts'
import { Image } from '../../../usecases/browse/resources/image.ts'
import { flag, ids, listQuery, many } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listImages = defineRoute({
  id: 'listImages',
  method: 'GET',
  path: '/images',
  summary: 'List container images',
  description: 'Each is one image whatever its tag and digest, by name.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['name'], {
    registry: many(z.string().max(200)).describe('Host of the registry, as images show it.'),
    product: ids('products'),
    repository: ids('repositories that build it or in which it is reported'),
    hasSource: flag.optional().describe('Whether it is known where it is built.'),
    q: z.string().max(200).optional().describe('Part of the name, registry included.'),
  }),
  body: none,
  status: 200,
  response: listOf(Image, 'Image'),
  handle: ({ query }, { browse }) => browse.images.list(query, query),
})

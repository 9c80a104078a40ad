import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { ImageDetail } from '../../../usecases/browse/resources/image.ts'
import { actorOf } from '../../caller.ts'
import { byId, Id } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { dockerfile } from '../image-rules/input.ts'

export const setImageSource = defineRoute({
  id: 'setImageSource',
  method: 'POST',
  path: '/images/:id/source',
  summary: 'Tell where an image is built',
  description:
    'Beats rules and labels, for every tag and for later scans too. Records that are this image move to the repository, with their vulnerabilities, decisions and history.',
  permission: 'maintainer',
  audit: {
    event: 'image.source-told',
    object: ({ params }) => params.id,
    before: async ({ params }, { browse }) => ({ source: (await browse.images.get(params.id)).source }),
  },
  params: byId('image', 'img_9'),
  query: none,
  body: z
    .strictObject({
      repositoryId: Id.nullable().describe('Null takes back what was told.'),
      dockerfile,
    })
    .meta({ examples: [{ repositoryId: 'repo_7', dockerfile: 'docker/Dockerfile' }, { repositoryId: null }] }),
  status: 200,
  response: ImageDetail,
  handle: async (call, { commands, browse }) => {
    const imageId = databaseId('image', call.params.id)
    const { repositoryId, dockerfile = null } = call.body
    if (repositoryId === null) await commands.images.clearSource(imageId, actorOf(call))
    else {
      const source = { repositoryId: databaseId('repository', repositoryId), dockerfile }
      await commands.images.setSource(imageId, source, actorOf(call))
    }
    return browse.images.get(call.params.id)
  },
})

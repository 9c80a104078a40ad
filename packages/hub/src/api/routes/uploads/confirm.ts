import { databaseId } from '../../../domain/public-id.ts'
import { UploadDetail } from '../../../usecases/browse/resources/export.ts'
import { actorOf } from '../../caller.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const confirmUpload = defineRoute({
  id: 'confirmUpload',
  method: 'POST',
  path: '/uploads/:id/confirm',
  summary: 'Send a preview',
  description: 'Exactly as it was written, if the destination’s budget allows.',
  permission: 'maintainer',
  within: itself,
  audit: { event: 'upload.confirmed', object: ({ params }) => params.id },
  params: byId('upload', 'up_1z'),
  query: none,
  body: none,
  status: 202,
  response: UploadDetail,
  handle: async (call, { commands, browse }) => {
    await commands.uploads.confirm(databaseId('upload', call.params.id), actorOf(call))
    return browse.uploads.get(call.params.id)
  },
})

import { UploadDetail } from '../../../usecases/browse/resources/export.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getUpload = defineRoute({
  id: 'getUpload',
  method: 'GET',
  path: '/uploads/:id',
  summary: 'Show an upload',
  permission: 'reader',
  within: itself,
  audit: { none: 'Only reads.' },
  params: byId('upload', 'up_1z'),
  query: none,
  body: none,
  status: 200,
  response: UploadDetail,
  handle: ({ params }, { browse }) => browse.uploads.get(params.id),
})

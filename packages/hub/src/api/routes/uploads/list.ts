import { listOf } from '../../../usecases/browse/resources/common.ts'
import { Upload, UploadStage, UploadState } from '../../../usecases/browse/resources/export.ts'
import { ids, listQuery, many } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listUploads = defineRoute({
  id: 'listUploads',
  method: 'GET',
  path: '/uploads',
  summary: 'List uploads',
  description: 'Newest first. One whose document turned out to say nothing new was not sent and is not listed.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['-id'], {
    exporter: ids('exporters'),
    repository: ids('repositories'),
    state: many(UploadState),
    stage: many(UploadStage),
  }),
  body: none,
  status: 200,
  response: listOf(Upload, 'Upload'),
  handle: ({ query }, { browse }) => browse.uploads.list(query, query),
})

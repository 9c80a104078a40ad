import { listOf } from '../../../usecases/browse/resources/common.ts'
import { UpcomingUpload } from '../../../usecases/browse/resources/export.ts'
import { ids, listQuery } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listUpcomingUploads = defineRoute({
  id: 'listUpcomingUploads',
  method: 'GET',
  path: '/uploads/upcoming',
  summary: 'List what is exported, and when and why it leaves next',
  description: 'What leaves next first; then what rests, and why.',
  permission: 'reader',
  within: 'any',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['nextAt'], { exporter: ids('exporters'), repository: ids('repositories') }),
  body: none,
  status: 200,
  response: listOf(UpcomingUpload, 'UpcomingUpload'),
  handle: ({ query }, { browse }) => browse.uploads.upcoming(query, query),
})

import { listOf } from '../../../usecases/browse/resources/common.ts'
import { ScanProfile } from '../../../usecases/browse/resources/scan-profile.ts'
import { listQuery } from '../../lists.ts'
import { defineRoute, none } from '../../route.ts'

export const listScanProfiles = defineRoute({
  id: 'listScanProfiles',
  method: 'GET',
  path: '/scan-profiles',
  summary: 'List scan profiles',
  description: 'What is exported, and where to. The nearest one decides: the product’s, its type’s, or the default.',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: none,
  query: listQuery(['name'], {}),
  body: none,
  status: 200,
  response: listOf(ScanProfile, 'ScanProfile'),
  handle: ({ query }, { browse }) => browse.scanProfiles.list(query),
})

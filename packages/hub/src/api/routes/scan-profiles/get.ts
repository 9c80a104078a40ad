import { ScanProfile } from '../../../usecases/browse/resources/scan-profile.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const getScanProfile = defineRoute({
  id: 'getScanProfile',
  method: 'GET',
  path: '/scan-profiles/:id',
  summary: 'Show a scan profile',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: byId('scan profile', 'prof_1'),
  query: none,
  body: none,
  status: 200,
  response: ScanProfile,
  handle: ({ params }, { browse }) => browse.scanProfiles.get(params.id),
})

import { databaseId } from '../../../domain/public-id.ts'
import { ScanProfile } from '../../../usecases/browse/resources/scan-profile.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { profileInput, ScanProfileChange } from './input.ts'

export const updateScanProfile = defineRoute({
  id: 'updateScanProfile',
  method: 'PATCH',
  path: '/scan-profiles/:id',
  summary: 'Change a scan profile',
  description: 'What is exported no longer is emptied at the destination; what is new goes there.',
  permission: 'maintainer',
  audit: {
    event: 'scan-profile.updated',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.scanProfiles.get(params.id),
  },
  params: byId('scan profile', 'prof_1'),
  query: none,
  body: ScanProfileChange,
  status: 200,
  response: ScanProfile,
  handle: async (call, { commands, browse }) => {
    await commands.scanProfiles.update(databaseId('scan profile', call.params.id), profileInput(call.body), actorOf(call))
    return browse.scanProfiles.get(call.params.id)
  },
})

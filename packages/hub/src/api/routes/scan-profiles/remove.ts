import { databaseId } from '../../../domain/public-id.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none, nothing } from '../../route.ts'

export const removeScanProfile = defineRoute({
  id: 'removeScanProfile',
  method: 'DELETE',
  path: '/scan-profiles/:id',
  summary: 'Remove a scan profile',
  description: 'What chose it falls back to the profile of its type, or the default. The default itself stays.',
  permission: 'maintainer',
  audit: {
    event: 'scan-profile.removed',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.scanProfiles.get(params.id),
  },
  params: byId('scan profile', 'prof_1'),
  query: none,
  body: none,
  status: 204,
  response: nothing,
  handle: async (call, { commands }) => {
    await commands.scanProfiles.remove(databaseId('scan profile', call.params.id), actorOf(call))
  },
})

import { publicId } from '../../../domain/public-id.ts'
import { ScanProfile } from '../../../usecases/browse/resources/scan-profile.ts'
import { actorOf } from '../../caller.ts'
import { defineRoute, none } from '../../route.ts'
import { profileInput, ScanProfileBody } from './input.ts'

export const createScanProfile = defineRoute({
  id: 'createScanProfile',
  method: 'POST',
  path: '/scan-profiles',
  summary: 'Create a scan profile',
  permission: 'maintainer',
  audit: { event: 'scan-profile.created', object: (_call, answer) => answer?.id ?? null },
  params: none,
  query: none,
  body: ScanProfileBody,
  status: 201,
  response: ScanProfile,
  handle: async (call, { commands, browse }) => {
    const id = await commands.scanProfiles.create({ ...profileInput(call.body), name: call.body.name }, actorOf(call))
    return browse.scanProfiles.get(publicId('scan profile', id))
  },
})

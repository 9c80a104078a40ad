import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { ScanProfilePreview } from '../../../usecases/browse/resources/scan-profile.ts'
import { Id } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { profileInput, ScanProfileChange } from './input.ts'

export const previewScanProfile = defineRoute({
  id: 'previewScanProfile',
  method: 'POST',
  path: '/scan-profiles/preview',
  summary: 'Preview a scan profile',
  description:
    'Whom its import rules would hit if it were saved now, at the next sync of the records; with `profile`, what changing that one would do. Nothing is changed.',
  permission: 'maintainer',
  audit: { event: 'scan-profile.previewed', object: ({ query }) => query.profile ?? null },
  params: none,
  query: z.strictObject({ profile: Id.optional().describe('The scan profile that would be changed.') }),
  body: ScanProfileChange,
  status: 200,
  response: ScanProfilePreview,
  handle: ({ body, query }, { commands }) => {
    const replaced = query.profile === undefined ? null : databaseId('scan profile', query.profile)
    return commands.scanProfiles.preview(profileInput(body), replaced)
  },
})

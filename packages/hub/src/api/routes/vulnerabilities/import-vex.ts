import { z } from 'zod'
import { publicId } from '../../../domain/public-id.ts'
import { VexReport } from '../../../usecases/browse/resources/vex.ts'
import { actorOf } from '../../caller.ts'
import { flag } from '../../lists.ts'
import { none } from '../../route.ts'
import { defineUpload } from '../../upload-route.ts'

export const importVex = defineUpload({
  id: 'importVex',
  method: 'POST',
  path: '/vulnerabilities/import-vex',
  summary: 'Take decisions from a VEX document',
  description:
    'OpenVEX, CycloneDX or CSAF 2.0, as JSON. Says of each statement what it would decide; with `apply` it decides. Statements are matched by any name of the problem and by package URL.',
  permission: 'writer',
  audit: { event: 'vulnerability.vex-imported', object: () => null, after: ({ query }) => query },
  params: none,
  query: z.strictObject({
    apply: flag.default(false).describe('Decide; without, it is a preview.'),
    overwrite: flag.default(false).describe('Also where a person decided already.'),
  }),
  status: 200,
  response: VexReport,
  handle: async (call, content, { commands }) => {
    const { statements, ...report } = await commands.vulnerabilities.importVex(content, call.query, actorOf(call))
    return {
      ...report,
      decides: statements.filter(({ outcome }) => outcome === 'decides').length,
      statements: statements.map(({ vulnerability, identifiers, purls, ...statement }) => ({
        ...statement,
        identifiers: [...identifiers],
        purls: [...purls],
        vulnerability: vulnerability && { ...vulnerability, id: publicId('vulnerability', vulnerability.id) },
      })),
    }
  },
})

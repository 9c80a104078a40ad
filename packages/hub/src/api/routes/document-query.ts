import { documentFormats, documentLabels, kinds } from '@patchbay/sdk'
import { z } from 'zod'
import { formats } from '../../documents/formats.ts'
import type { DocumentRequest } from '../../usecases/browse/browse.ts'
import { Kind, Severity } from '../../usecases/browse/resources/common.ts'
import { many } from '../lists.ts'

/** Which document is asked for; the same of whatever can be downloaded. */
export const documentQuery = z.strictObject({
  format: z.enum(documentFormats).describe(documentFormats.map((id) => `\`${id}\`: ${documentLabels[id]}`).join('; ')),
  kind: many(Kind).describe('Only findings of these kinds.'),
  minimumSeverity: Severity.optional().describe('Only findings of at least this severity, and those without one.'),
})

/** By media type. */
export const documentTypes = Object.fromEntries(Object.values(formats).map(({ mediaType }) => [mediaType, z.string()]))

export function requestOf({ format, kind, minimumSeverity }: z.output<typeof documentQuery>): DocumentRequest {
  return { format, kinds: kinds.filter((each) => kind?.includes(each) ?? true), minimumSeverity }
}

import { vendorId } from '@patchbay/sdk/shape'
import { z } from 'zod'

// Only the fields that are read. What the vendor does not promise is nullish; what we cannot do without is not.
const text = z.string().nullish()
const anything = z.unknown().optional()
const name = z.string().trim().min(1)

/** Envelope of every list. Rows are read one by one, so that an odd one does not sink its page. */
export const list = z.object({ items: z.array(z.unknown()), next: text })

export const account = z.object({ name: text, token_expires_at: text })

export const project = z.object({
  id: vendorId,
  name,
  repository_url: text,
  default_branch: text,
  archived: z.boolean().nullish(),
})

export const issue = z.object({
  id: vendorId,
  title: name,
  severity: text,
  advisory: text,
  cvss: z.object({ vector: text, score: anything }).nullish(),
  package: z.object({ ecosystem: text, name: text, version: text, fixed_in: text }).nullish(),
  manifest: text,
  first_seen: text,
})

export type Project = z.output<typeof project>
export type Issue = z.output<typeof issue>

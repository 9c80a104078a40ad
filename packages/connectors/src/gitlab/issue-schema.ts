import { webAddress } from '@patchbay/sdk/shape'
import { z } from 'zod'

/** https://docs.gitlab.com/api/issues/, as far as it is read. */
export const issue = z.object({
  iid: z.number().int().positive(),
  project_id: z.number().int().positive(),
  web_url: webAddress.nullish(),
  state: z.string(),
  labels: z.array(z.string()).nullish(),
  description: z.string().nullish(),
  /** Where it went; what stays here is closed. */
  moved_to_id: z.number().nullish(),
  _links: z.object({ closed_as_duplicate_of: z.string().nullish() }).nullish(),
  references: z.object({ full: z.string().nullish() }).nullish(),
})

export type Issue = z.output<typeof issue>

export const issueList = z.array(issue)

export const noteList = z.array(z.object({ body: z.string().nullish() }))

export const issuePlace = z.object({ id: z.number().int().positive().transform(String), web_url: webAddress })

/** A webhook's body, as far as it says which issue it is about. */
export const issueEvent = z.object({
  object_kind: z.literal('issue'),
  project: z.object({ id: z.number().int().positive() }),
  object_attributes: z.object({ iid: z.number().int().positive() }),
})

import { vendorId, webAddress } from '@patchbay/sdk/shape'
import { z } from 'zod'

/** https://docs.github.com/rest/issues/issues, as far as it is read. Lists hold pull requests too, and say so. */
export const issue = z.object({
  number: z.number().int().positive(),
  html_url: webAddress.nullish(),
  state: z.string(),
  state_reason: z.string().nullish(),
  body: z.string().nullish(),
  pull_request: z.unknown().optional(),
})

export type Issue = z.output<typeof issue>

export const issueList = z.array(issue)

export const commentList = z.array(z.object({ body: z.string().nullish() }))

/** Where issues are opened. */
export const issuePlace = z.object({
  id: z.number().transform(String),
  html_url: webAddress,
  full_name: z.string().regex(/^[^/\s#]+\/[^/\s#]+$/),
  visibility: z.string().nullish(),
  private: z.boolean(),
})

/** A webhook's body, as far as it says which issue it is about. */
export const issueEvent = z.object({
  issue: z.object({ number: z.number().int().positive(), pull_request: z.undefined().optional() }),
  repository: z.object({ full_name: vendorId }),
})

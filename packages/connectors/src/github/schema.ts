import { httpsUrl } from '@patchbay/sdk/shape'
import { z } from 'zod'

// Only the fields that are read. Organization lists send `minimal-repository`, in which most fields are optional.
const text = z.string().nullish()

const webAddress = z.string().transform((address, context) => {
  // GitHub Enterprise Server without TLS writes http; links are https or none.
  const url = httpsUrl(address.replace(/^http:/, 'https:'))
  if (url !== null) return url
  context.addIssue({ code: 'custom', message: 'not a web address' })
  return z.NEVER
})

export const repository = z.object({
  /** Survives renames and transfers. */
  id: z.int().positive().transform(String),
  full_name: z.string().trim().min(1),
  html_url: webAddress,
  owner: z.object({ login: text }).nullish(),
  clone_url: text,
  ssh_url: text,
  default_branch: text,
  private: z.boolean().nullish(),
  visibility: text,
  archived: z.boolean().nullish(),
  disabled: z.boolean().nullish(),
  topics: z.array(z.string()).nullish(),
})

/** `GET /user/repos` and `GET /orgs/{org}/repos`. */
export const repositoryList = z.array(z.unknown())

/** `GET /installation/repositories`. */
export const installationList = z.object({ total_count: z.int(), repositories: z.array(z.unknown()) })

export const user = z.object({ login: z.string().min(1) })

export type Repository = z.output<typeof repository>

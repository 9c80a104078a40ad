import { webAddress } from '@patchbay/sdk/shape'
import { z } from 'zod'

// Only the fields that are read.
const text = z.string().nullish()

export const project = z.object({
  /** Survives renames and transfers to another group. */
  id: z.int().positive().transform(String),
  path_with_namespace: z.string().trim().min(1),
  web_url: webAddress,
  http_url_to_repo: text,
  ssh_url_to_repo: text,
  default_branch: text,
  visibility: text,
  archived: z.boolean().nullish(),
  marked_for_deletion_on: text,
  topics: z.array(z.string()).nullish(),
})

/** `GET /projects`. */
export const projectList = z.array(z.unknown())

/** `GET /personal_access_tokens/self`; `expires_at` is a day. */
export const accessToken = z.object({ name: text, expires_at: text, scopes: z.array(z.string()).nullish() })

/** `GET /user`: for group and project tokens their bot. */
export const user = z.object({ username: z.string().min(1) })

export type Project = z.output<typeof project>

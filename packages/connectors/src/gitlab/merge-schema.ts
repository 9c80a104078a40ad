import { webAddress } from '@patchbay/sdk/shape'
import { z } from 'zod'

const name = z.string().min(1)
const sha = z.string().regex(/^[0-9a-f]{40,64}$/)

/** Where merge requests are opened. https://docs.gitlab.com/api/projects/ */
export const mergePlace = z.object({
  id: z.number().int().positive().transform(String),
  web_url: webAddress,
  default_branch: z.string().nullish(),
})

/** https://docs.gitlab.com/api/branches/ */
export const branch = z.object({ name, commit: z.object({ id: sha }) })
export const branchList = z.array(branch)

/** https://docs.gitlab.com/api/repositories/#list-repository-tree */
export const treeList = z.array(z.object({ path: name, type: z.string(), mode: z.string().nullish() }))

/** https://docs.gitlab.com/api/repository_files/ */
export const repositoryFile = z.object({ size: z.number().nullish(), encoding: z.string(), content: z.string() })

/** https://docs.gitlab.com/api/commits/ */
export const commitList = z.array(z.object({ id: sha, message: z.string() }))

/** https://docs.gitlab.com/api/merge_requests/ */
export const mergeRequest = z.object({
  iid: z.number().int().positive(),
  project_id: z.number().int().positive(),
  web_url: webAddress.nullish(),
  state: z.string(),
  source_branch: z.string(),
  /** Another one than the request's own where it comes from a fork. */
  source_project_id: z.number().int().nullish(),
  merge_commit_sha: sha.nullish(),
  squash_commit_sha: sha.nullish(),
  sha: sha.nullish(),
  has_conflicts: z.boolean().nullish(),
  detailed_merge_status: z.string().nullish(),
  references: z.object({ full: z.string().nullish() }).nullish(),
})

export type MergeRequest = z.output<typeof mergeRequest>

export const mergeRequestList = z.array(mergeRequest)

import { webAddress } from '@patchbay/sdk/shape'
import { z } from 'zod'

const name = z.string().min(1)
/** Full name of a commit or tree: SHA-1, or SHA-256 where a repository uses it. */
const sha = z.string().regex(/^[0-9a-f]{40,64}$/)

/** Where pull requests are opened. https://docs.github.com/rest/repos/repos#get-a-repository */
export const pullPlace = z.object({
  id: z.number().transform(String),
  html_url: webAddress,
  full_name: z.string().regex(/^[^/\s#]+\/[^/\s#]+$/),
  default_branch: z.string().nullish(),
})

export type PullPlace = z.output<typeof pullPlace>

/** https://docs.github.com/rest/git/refs */
export const gitRef = z.object({ ref: name, object: z.object({ sha }) })
export const gitRefList = z.array(gitRef)

/** https://docs.github.com/rest/git/commits */
export const gitCommit = z.object({ sha, tree: z.object({ sha }) })

/** https://docs.github.com/rest/git/trees */
export const gitTree = z.object({
  sha,
  tree: z.array(z.object({ path: name, mode: z.string(), type: z.string() })),
  truncated: z.boolean(),
})

export const newTree = z.object({ sha })

/** A directory is a list; what is no ordinary file has another type. https://docs.github.com/rest/repos/contents */
export const contents = z.union([
  z.object({ type: z.string(), encoding: z.string().nullish(), content: z.string().nullish() }),
  z.array(z.unknown()).transform(() => ({ type: 'dir', encoding: null, content: null })),
])

/** https://docs.github.com/rest/commits/commits */
export const commitList = z.array(z.object({ sha, commit: z.object({ message: z.string() }) }))

/** https://docs.github.com/rest/pulls/pulls. Lists say that a request is merged by its time only. */
export const pull = z.object({
  number: z.number().int().positive(),
  html_url: webAddress.nullish(),
  state: z.string(),
  merged_at: z.string().nullish(),
  merge_commit_sha: sha.nullish(),
  /** Only a single request has it, and `unknown` until GitHub has tried the merge. */
  mergeable_state: z.string().nullish(),
  /** `repo` is another one for a fork, and `null` for a fork that is gone. */
  head: z.object({ ref: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
})

export type Pull = z.output<typeof pull>

export const pullList = z.array(pull)

import { changeRequestStates } from '@patchbay/sdk'
import { z } from 'zod'

export const ChangeRequest = z
  .object({
    key: z.string().meta({ examples: ['acme/web-shop#12'] }),
    url: z.string().nullable(),
    state: z.enum(changeRequestStates),
    mergeCommit: z.string().nullable(),
  })
  .meta({ id: 'ChangeRequest', description: 'A pull request or merge request.' })

export const ChangePreview = z
  .object({
    repository: z.string().meta({ examples: ['acme/web-shop'] }),
    branch: z.string().describe('The default branch.'),
    commit: z.string().describe('Where it ends; what is shown was read there.'),
    source: z
      .string()
      .describe('The branch that would be pushed. The same for the same change.')
      .meta({ examples: ['patchbay/lodash-3f9a2c1b7d04'] }),
    title: z.string(),
    files: z.array(z.object({ path: z.string(), diff: z.string().describe('A unified diff.') })),
    left: z
      .array(z.object({ path: z.string().nullable(), package: z.string(), reason: z.string() }))
      .describe('What is left to people, and why.'),
    lockFiles: z
      .array(z.object({ path: z.string(), command: z.string().meta({ examples: ['npm install'] }) }))
      .describe('Lock files, which are never changed here, and the command that refreshes each.'),
    request: ChangeRequest.nullable().describe('The one there is already for this change, also one that is merged or closed.'),
  })
  .meta({ id: 'ChangePreview', description: 'What a change request would change. Nothing was pushed.' })

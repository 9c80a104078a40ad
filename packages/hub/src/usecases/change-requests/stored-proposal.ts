import { z } from 'zod'
import { StoredCreate } from '../tickets/stored-task.ts'

/** What is kept of a change that is to be opened: every try proposes the same. */
export const StoredProposal = z.object({
  repository: StoredCreate.shape.repository.unwrap(),
  branch: z.string(),
  commit: z.string(),
  source: z.string(),
  title: z.string(),
  text: StoredCreate.shape.text,
  files: z.array(z.object({ path: z.string(), text: z.string() })),
})

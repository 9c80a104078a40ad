import type { Context } from '@patchbay/sdk'
import { readAnswer } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { type Issue, issue } from './schema.ts'
import { issueFields } from './search.ts'

/** One issue by its id, wherever it was moved to. Not from the index: as it is now. */
export async function readIssue({ http }: Context<Config>, id: string): Promise<Issue> {
  const { body } = await http.get({ path: `/issue/${encodeURIComponent(id)}`, query: { fields: issueFields.join(',') } })
  return readAnswer(issue, body, 'Jira’s answer about the issue')
}

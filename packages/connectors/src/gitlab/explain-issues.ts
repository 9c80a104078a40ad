import { Fault } from '@patchbay/sdk'
import { retell } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { explain } from './explain.ts'

/** Runs it, and says what went wrong with issues of a project in terms of the settings. */
export async function explained<T>(config: Config, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw explainIssues(error, config)
  }
}

/** What is no fault, or names its setting already, comes back unchanged. */
export function explainIssues(error: unknown, config: Config): unknown {
  if (!(error instanceof Fault) || error.details.field !== undefined) return error
  if (error.kind === 'permission') {
    return retell(error, 'permission', 'GitLab does not let this token write issues.', {
      field: 'token',
      remedy: `Create a token with the scope api, of a user or a bot that is at least Reporter in the project. ${error.message}`,
    })
  }
  if (error.kind === 'missing') {
    return retell(error, 'config', 'GitLab shows this token no such project or issue, or issues are switched off there.', {
      field: config.issueProject === undefined ? 'token' : 'issueProject',
      remedy: `Make the token’s user at least Reporter in the project, and switch issues on in its settings. ${error.message}`,
    })
  }
  return explain(error, config)
}

import { Fault } from '@patchbay/sdk'
import { retell } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { explain } from './explain.ts'

/** Runs it, and says what went wrong with issues of a repository in terms of the settings. */
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
  const field = config.appId === undefined ? 'token' : 'installationId'
  if (error.kind === 'permission') {
    return retell(error, 'permission', 'GitHub does not let these credentials write issues.', {
      field,
      remedy:
        'Give them write access to issues: the permission “Issues: read and write” of a fine-grained token or a GitHub App, the scope ' +
        `repo of a classic token, and the single sign-on of the organization. ${error.message}`,
    })
  }
  if (error.kind === 'missing') {
    return retell(
      error,
      'config',
      'GitHub shows these credentials no such repository or issue, or issues are switched off there.',
      {
        field: config.issueRepository === undefined ? field : 'issueRepository',
        remedy: `Give the credentials access to the repository with “Issues: read and write”, and switch issues on in its settings. ${error.message}`,
      },
    )
  }
  return explain(error, config)
}

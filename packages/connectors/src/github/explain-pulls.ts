import { Fault } from '@patchbay/sdk'
import { retell } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { explain } from './explain.ts'

interface Permission {
  /** What it is for: "read files". */
  readonly act: string
  /** As GitHub calls it on the page of fine-grained tokens and Apps. */
  readonly name: string
}

/** What each step takes. */
export const permissions = {
  read: { act: 'read files of the repository', name: 'Contents: read' },
  push: { act: 'push a branch', name: 'Contents: read and write' },
  request: { act: 'open or read pull requests', name: 'Pull requests: read and write' },
} as const satisfies Readonly<Record<string, Permission>>

/** Runs it, and says what went wrong in terms of the settings and of the permission it takes. */
export async function explainedPulls<T>(config: Config, permission: Permission, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw explainPulls(error, config, permission)
  }
}

/** What is no fault, or names its setting already, comes back unchanged. */
function explainPulls(error: unknown, config: Config, { act, name }: Permission): unknown {
  if (!(error instanceof Fault) || error.details.field !== undefined) return error
  const field = config.appId === undefined ? 'token' : 'installationId'
  if (error.kind === 'permission' && !/archived/i.test(error.message)) {
    return retell(error, 'permission', `GitHub does not let these credentials ${act}.`, {
      field,
      remedy:
        `Give them the permission “${name}” of a fine-grained token or a GitHub App, or the scope repo of a classic token, and the single ` +
        `sign-on of the organization. ${error.message}`,
    })
  }
  if (error.kind === 'permission') {
    return retell(error, 'permission', 'The repository is archived on GitHub, where it cannot be changed.', {
      field,
      remedy: `Unarchive it there, or dismiss the work. ${error.message}`,
    })
  }
  if (error.kind === 'missing') {
    return retell(
      error,
      'missing',
      `GitHub shows these credentials no such repository or pull request, or may not ${act} with them.`,
      {
        field,
        remedy: `Give the credentials access to the repository with the permission “${name}”. ${error.message}`,
      },
    )
  }
  if (error.details.status === 422 || error.details.status === 409) {
    return retell(error, 'config', 'GitHub refused the change.', {
      remedy: `A rule of the repository may forbid it, or there is nothing to change any more. GitHub’s words: ${error.message}`,
    })
  }
  return explain(error, config)
}

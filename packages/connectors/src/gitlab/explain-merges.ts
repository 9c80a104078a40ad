import { Fault } from '@patchbay/sdk'
import { retell } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { explain } from './explain.ts'

type Access = 'reads' | 'writes'

/** What each takes. */
const needs: Readonly<Record<Access, { readonly act: string; readonly scope: string; readonly role: string }>> = {
  reads: { act: 'read files and merge requests of the project', scope: 'read_api', role: 'Reporter' },
  writes: { act: 'push a branch and open a merge request', scope: 'api', role: 'Developer' },
}

/** Runs it, and says what went wrong in terms of the settings and of the scope and role it takes. */
export async function explainedMerges<T>(config: Config, access: Access, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw explainMerges(error, config, access)
  }
}

/** What is no fault, or names its setting already, comes back unchanged. */
function explainMerges(error: unknown, config: Config, access: Access): unknown {
  if (!(error instanceof Fault) || error.details.field !== undefined) return error
  const { act, scope, role } = needs[access]
  if (error.kind === 'permission') {
    return retell(error, 'permission', `GitLab does not let this token ${act}.`, {
      field: 'token',
      remedy:
        `Create a token with the scope ${scope}, of a user or a bot that is at least ${role} in the project. A rule for protected branches ` +
        `may forbid it as well. ${error.message}`,
    })
  }
  if (error.kind === 'missing') {
    return retell(error, 'missing', 'GitLab shows this token no such project or merge request.', {
      field: 'token',
      remedy: `Make the token’s user at least ${role} in the project. ${error.message}`,
    })
  }
  if (error.details.status === 400 || error.details.status === 409 || error.details.status === 422) {
    return retell(error, 'config', 'GitLab refused the change.', {
      remedy: `A rule of the project may forbid it, or there is nothing to change any more. GitLab’s words: ${error.message}`,
    })
  }
  return explain(error, config)
}

import { Fault } from '@patchbay/sdk'
import { retell } from '@patchbay/sdk/shape'
import { type Config, isCloud } from './config.ts'

/** Runs it, and says what went wrong in terms of the settings. */
export async function explained<T>(config: Config, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw explain(error, config)
  }
}

/** What is no fault, or names its setting already, comes back unchanged. */
export function explain(error: unknown, config: Config): unknown {
  if (!(error instanceof Fault) || error.details.field !== undefined) return error
  const { baseUrl, project } = config
  switch (error.kind) {
    case 'credentials':
      return retell(error, 'credentials', 'Jira did not accept the token.', {
        field: 'token',
        remedy: credentialsRemedy(config),
      })
    case 'permission':
      return retell(error, 'permission', 'Jira does not let this account do that.', {
        field: 'token',
        remedy: `Give the account the permissions Browse Projects, Create Issues, Transition Issues and Add Comments in the project ${project}. ${error.message}`,
      })
    case 'missing':
      return retell(error, 'config', `Jira has nothing there for this account, or no project ${project}.`, {
        field: 'project',
        remedy: `Check the key of the project, and that the account may browse it. ${error.message}`,
      })
    case 'unreachable':
      return retell(error, 'unreachable', `Jira could not be reached at ${baseUrl}.`, {
        field: 'baseUrl',
        remedy: `Check the address, and that this server may open connections to it. ${error.message}`,
      })
    default:
      return error
  }
}

function credentialsRemedy(config: Config): string {
  return isCloud(config)
    ? 'It is mistyped, revoked or expired, has scopes, or belongs to another account than the email. Create an API token without scopes under id.atlassian.com > Security, and enter both.'
    : 'It is mistyped, revoked or expired, or Jira wants its user to sign in once and solve a riddle. Create a personal access token in the profile, and enter it.'
}

import { Fault } from '@patchbay/sdk'
import { retell } from '@patchbay/sdk/shape'
import { apiRoot, type Config } from './config.ts'

/** Says a fault in terms of the settings. What is no fault, or is clear as it is, comes back unchanged. */
export function explain(error: unknown, { baseUrl }: Config): unknown {
  if (!(error instanceof Fault)) return error
  switch (error.kind) {
    case 'credentials':
      return retell(error, 'credentials', refusal(error.message), {
        field: 'token',
        remedy:
          `It is mistyped, revoked or expired, or belongs to another GitLab than ${baseUrl}. ` +
          'Create a new one with the scope read_api under Access tokens, and enter it.',
      })
    case 'permission':
      return notAllowed(error)
    case 'missing':
      return retell(error, 'config', `There is no GitLab API at ${apiRoot(baseUrl)}.`, {
        field: 'baseUrl',
        remedy:
          'Enter the address of GitLab’s start page, with its path where it has one, such as https://www.example.com/gitlab.',
      })
    case 'unreachable':
      return retell(error, 'unreachable', `GitLab could not be reached at ${baseUrl}.`, {
        field: 'baseUrl',
        remedy: `Check the address, and that this server may open connections to it. ${error.message}`,
      })
    default:
      return error
  }
}

/** GitLab says which of the three it is to OAuth's rules, and nothing but 401 to its own. */
function refusal(said: string): string {
  if (/\bexpired\b/i.test(said)) return 'The GitLab token has expired.'
  return /\brevoked\b/i.test(said) ? 'The GitLab token was revoked.' : 'GitLab did not accept the token.'
}

function notAllowed(cause: Fault): Fault {
  if (/insufficient_scope|higher privileges/i.test(cause.message)) {
    const remedy = 'GitLab cannot add a scope later: create a new token with read_api, and enter it.'
    return retell(cause, 'permission', 'The GitLab token lacks the scope read_api.', { field: 'token', remedy })
  }
  return retell(cause, 'permission', 'GitLab does not let this token list projects.', {
    field: 'token',
    remedy:
      'Sign in as the token’s user: GitLab may want new terms to be accepted, or have blocked the user or the address of this ' +
      `server. ${cause.message}`,
  })
}

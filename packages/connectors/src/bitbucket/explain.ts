import { Fault } from '@patchbay/sdk'
import { retell } from '@patchbay/sdk/shape'
import { type CloudAccess, type DataCenterAccess, tokenField } from './access.ts'

/** Says a fault in terms of the settings. What is no fault, or is clear as it is, comes back unchanged. */
export function explainCloud(error: unknown, access: CloudAccess): unknown {
  if (!(error instanceof Fault)) return error
  const field = tokenField(access)
  switch (error.kind) {
    case 'credentials':
      return field === 'apiToken' ? apiTokenRefused(error) : accessTokenRefused(error)
    case 'permission':
      return retell(error, 'permission', 'Bitbucket does not let this token list repositories.', {
        field,
        remedy:
          field === 'apiToken'
            ? `It needs the scopes read:repository:bitbucket and read:workspace:bitbucket; scopes cannot be added later. Bitbucket said: ${error.message}`
            : `It needs the permission Repositories: Read. Bitbucket said: ${error.message}`,
      })
    case 'missing':
      return access.workspace === null ? noApi(error, access.baseUrl) : noWorkspace(error, access.workspace)
    case 'unreachable':
      return unreachable(error, access.baseUrl)
    default:
      return error
  }
}

/** The same for Bitbucket Data Center. */
export function explainDataCenter(error: unknown, { baseUrl }: DataCenterAccess): unknown {
  if (!(error instanceof Fault)) return error
  switch (error.kind) {
    case 'credentials':
      return retell(error, 'credentials', 'Bitbucket Data Center did not accept the HTTP access token.', {
        field: 'token',
        remedy:
          'It is mistyped, revoked or expired, or belongs to another server. Create a new one under Manage account > HTTP access ' +
          'tokens with the permission Repository read, and enter it.',
      })
    case 'permission':
      return retell(error, 'permission', 'Bitbucket Data Center does not let this token list repositories.', {
        field: 'token',
        remedy: `Create it with the permissions Project read and Repository read. Bitbucket said: ${error.message}`,
      })
    case 'missing':
      return retell(error, 'config', `There is no Bitbucket Data Center API at ${baseUrl}.`, {
        field: 'baseUrl',
        remedy:
          'Enter the address of Bitbucket’s start page, with its path where it has one: https://www.example.com/bitbucket.',
      })
    case 'unreachable':
      return unreachable(error, baseUrl)
    default:
      return error
  }
}

/** Whether the fault is about one workspace: it is not for this token, or it went while we were listing. */
export function isClosed({ kind }: Fault): boolean {
  return kind === 'permission' || kind === 'missing'
}

/** When not one workspace lets its repositories be listed, it is the token rather than the workspaces. */
export function nothingReadable(cause: Fault): Fault {
  return retell(cause, 'permission', `No workspace lets its repositories be listed. ${cause.message}`, {})
}

function apiTokenRefused(cause: Fault): Fault {
  return retell(cause, 'credentials', 'Bitbucket did not accept the email with this API token.', {
    field: 'apiToken',
    remedy:
      'The token is mistyped, revoked or expired (they live a year at most), was made without scopes, or the email is not that of ' +
      'its Atlassian account. Create a new API token with scopes for Bitbucket, and enter it.',
  })
}

function accessTokenRefused(cause: Fault): Fault {
  return retell(cause, 'credentials', 'Bitbucket did not accept the access token.', {
    field: 'token',
    remedy: 'It is mistyped, revoked or expired. Create a new one in the workspace’s settings, and enter it.',
  })
}

/** Bitbucket says the same of a workspace that is not there and of one the token may not see. */
function noWorkspace(cause: Fault, workspace: string): Fault {
  return retell(cause, 'config', `The token sees no workspace "${workspace}".`, {
    field: 'workspace',
    remedy:
      'Enter its short name, as in bitbucket.org/<workspace>, and check that the token’s account is a member. Bitbucket Data ' +
      'Center has no workspaces: leave the field empty for it.',
  })
}

function noApi(cause: Fault, baseUrl: string): Fault {
  return retell(cause, 'config', `There is no Bitbucket Cloud API at ${baseUrl}.`, {
    field: 'baseUrl',
    remedy: 'Leave the address empty. For Bitbucket Data Center, enter an HTTP access token instead of email and API token.',
  })
}

function unreachable(cause: Fault, baseUrl: string): Fault {
  return retell(cause, 'unreachable', `Bitbucket could not be reached at ${baseUrl}.`, {
    field: 'baseUrl',
    remedy: `Check the address, and that this server may open connections to it. ${cause.message}`,
  })
}

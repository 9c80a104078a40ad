import { Fault, type FaultDetails } from '@patchbay/sdk'
import { apiRoot, type Config } from './config.ts'

/** Says a fault in terms of the settings. What is no fault, or is clear as it is, comes back unchanged. */
export function explain(error: unknown, config: Config): unknown {
  if (!(error instanceof Fault)) return error
  switch (error.kind) {
    case 'credentials':
      return again(error, 'credentials', 'Snyk did not accept the token.', {
        field: 'token',
        remedy:
          'It is mistyped, revoked or expired (personal access tokens live 90 days at most), or belongs to another region than ' +
          `${apiRoot(config.baseUrl)}. Create a service account under Settings > Service Accounts, and enter its key.`,
      })
    case 'permission':
      return again(error, 'permission', 'The token works, but it may not read what is needed.', {
        field: 'token',
        remedy:
          'Give the service account a role that can view organizations, projects and project snapshots (for a group: the group ' +
          'too). The API itself needs a Snyk Enterprise plan.',
      })
    case 'missing':
      return missing(error, config)
    case 'unreachable':
      return again(error, 'unreachable', `Snyk could not be reached at ${apiRoot(config.baseUrl)}.`, {
        field: 'baseUrl',
        remedy: `Check the address, and that this server may open connections to it. ${error.message}`,
      })
    default:
      return error
  }
}

function missing(error: Fault, config: Config): Fault {
  const { organizationId, groupId } = config
  if (organizationId !== undefined) {
    return again(error, 'config', `The token sees no organization ${organizationId}.`, {
      field: 'organizationId',
      remedy: 'Copy the ID from the organization’s Settings > General, and check that the token belongs to it.',
    })
  }
  if (groupId !== undefined) {
    return again(error, 'config', `The token sees no group ${groupId}.`, {
      field: 'groupId',
      remedy: 'Copy the ID from the group’s Settings > General. A service account of one organization sees no group.',
    })
  }
  return again(error, 'config', `There is no Snyk API at ${apiRoot(config.baseUrl)}.`, {
    field: 'baseUrl',
    remedy: 'Enter the API address of your region, such as https://api.eu.snyk.io.',
  })
}

function again(cause: Fault, kind: Fault['kind'], message: string, details: FaultDetails): Fault {
  const { status } = cause.details
  return new Fault(kind, message, { ...(status !== undefined && { status }), ...details }, cause)
}

import { Fault } from '@patchbay/sdk'
import { retell } from '@patchbay/sdk/shape'
import { type Config, isServices, organizationRoot } from './config.ts'

/** Says a fault in terms of the settings. What is no fault, or is clear as it is, comes back unchanged. */
export function explain(error: unknown, config: Config): unknown {
  if (!(error instanceof Fault)) return error
  switch (error.kind) {
    case 'credentials':
      return tokenRefused(error, config)
    case 'permission':
      return retell(error, 'permission', 'The token works, but it may not list projects and repositories.', {
        field: 'token',
        remedy:
          'Give it the scopes Code (Read) and Project and Team (Read), and its owner access to the projects. ' +
          `Azure DevOps said: ${error.message}`,
      })
    case 'missing':
      return noOrganization(error, config)
    case 'unreachable':
      return retell(error, 'unreachable', `Azure DevOps could not be reached at ${config.baseUrl}.`, {
        field: 'baseUrl',
        remedy: `Check the address, and that this server may open connections to it. ${error.message}`,
      })
    case 'config':
      return /version of [\d.]+ is out of range/i.test(error.message) ? tooOld(error) : error
    case 'refused':
      // Without the header that asks for 401, a bad token is sent to a sign-in page on another host.
      return /pointed to (?:[\w.-]+\.visualstudio|login\.microsoftonline)\.com\b/.test(error.message)
        ? tokenRefused(error, config)
        : error
    default:
      return error
  }
}

/** Whether the fault is about one project: its repositories are not for this token, or it went while we were listing. */
export function isClosed({ kind }: Fault): boolean {
  return kind === 'permission' || kind === 'missing'
}

/** For a token known to be good: Azure DevOps answers 401 also to a token that lacks a scope. */
export function lackOfScope(error: unknown): unknown {
  return error instanceof Fault && error.kind === 'credentials' ? retell(error, 'permission', error.message, {}) : error
}

/** When not one project lets its repositories be listed, it is the token rather than the projects. */
export function nothingReadable(cause: Fault): Fault {
  return retell(cause, 'permission', `No project lets its repositories be listed. ${cause.message}`, {})
}

function tokenRefused(cause: Fault, config: Config): Fault {
  const message = /\bexpired\b/i.test(cause.message)
    ? 'The personal access token has expired.'
    : 'Azure DevOps did not accept the personal access token.'
  return retell(cause, 'credentials', message, {
    field: 'token',
    remedy:
      `It is mistyped, revoked or expired, or was made for another organization than "${config.organization}". ` +
      'Create a new one under User settings > Personal access tokens, and enter it.',
  })
}

function noOrganization(cause: Fault, config: Config): Fault {
  if (isServices(config)) {
    return retell(cause, 'config', `There is no organization "${config.organization}" on dev.azure.com.`, {
      field: 'organization',
      remedy: 'Copy it from the address of its start page: dev.azure.com/<organization>.',
    })
  }
  return retell(cause, 'config', `There is no collection at ${organizationRoot(config)}.`, {
    field: 'organization',
    remedy: 'Check the name of the collection, and that the address has the virtual directory where there is one (often /tfs).',
  })
}

function tooOld(cause: Fault): Fault {
  return retell(cause, 'config', 'This Azure DevOps Server is too old: its API has no version 7.0.', {
    field: 'baseUrl',
    remedy: 'Azure DevOps Server 2022 or newer is needed.',
  })
}

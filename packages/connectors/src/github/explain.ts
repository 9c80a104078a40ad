import { Fault } from '@patchbay/sdk'
import type { Config } from './config.ts'

/** Says a fault in terms of the settings. What is no fault, or is clear as it is, comes back unchanged. */
export function explain(error: unknown, config: Config): unknown {
  if (!(error instanceof Fault)) return error
  const facts = { ...(error.details.status !== undefined && { status: error.details.status }) }
  const isApp = config.appId !== undefined

  switch (error.kind) {
    case 'credentials':
      return isApp ? appRefused(error, facts) : tokenRefused(error, facts)
    case 'permission':
      return notAllowed(error, facts, isApp)
    case 'missing':
      return isApp ? noInstallation(error, config, facts) : noOrganization(error, config, facts)
    default:
      return error
  }
}

type Facts = { readonly status?: number }

function tokenRefused(cause: Fault, facts: Facts): Fault {
  const remedy = 'It is mistyped, revoked or expired. Create a new one under Settings > Developer settings, and enter it.'
  return new Fault('credentials', 'GitHub did not accept the token.', { ...facts, field: 'token', remedy }, cause)
}

function appRefused(cause: Fault, facts: Facts): Fault {
  if (cause.details.field !== undefined) return cause
  const remedy =
    'Check that the App ID and the private key belong to the same GitHub App, and that the key was not deleted there.'
  return new Fault('credentials', 'GitHub did not accept the GitHub App.', { ...facts, field: 'privateKey', remedy }, cause)
}

function notAllowed(cause: Fault, facts: Facts, isApp: boolean): Fault {
  if (isApp) {
    const remedy = 'Check that the installation is not suspended and has the permission Metadata: read.'
    return new Fault(
      'permission',
      'GitHub does not let this App list repositories.',
      { ...facts, field: 'installationId', remedy },
      cause,
    )
  }
  const isSignOn = /\bSAML\b|\bSSO\b|single sign-on/i.test(cause.message)
  const message = isSignOn
    ? 'The organization protects its repositories with single sign-on (SSO), and the token is not authorized for it.'
    : 'GitHub does not let this token list repositories.'
  const remedy = isSignOn
    ? 'On GitHub, open Settings > Developer settings > Personal access tokens, choose Configure SSO beside the token, and authorize the organization.'
    : 'Give the token access to the organization’s repositories (classic: scope repo). If the organization uses single sign-on (SSO), authorize the token for it.'
  return new Fault('permission', message, { ...facts, field: 'token', remedy }, cause)
}

function noInstallation(cause: Fault, { installationId }: Config, facts: Facts): Fault {
  const remedy =
    'Copy the number at the end of the address of the installation’s page, and check that the App ID is the same App’s and it is still installed.'
  return new Fault(
    'config',
    `GitHub knows no installation ${installationId} of this App.`,
    { ...facts, field: 'installationId', remedy },
    cause,
  )
}

function noOrganization(cause: Fault, { organization, baseUrl }: Config, facts: Facts): Fault {
  if (organization === undefined) {
    const remedy = 'GitHub Enterprise Server needs /api/v3 at the end of its API address.'
    return new Fault('config', `There is no GitHub API at ${baseUrl}.`, { ...facts, field: 'baseUrl', remedy }, cause)
  }
  const remedy = 'Check its spelling. A personal account is no organization: leave the setting empty for one.'
  return new Fault(
    'config',
    `The token sees no organization "${organization}".`,
    { ...facts, field: 'organization', remedy },
    cause,
  )
}

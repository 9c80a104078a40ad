import type { ConformanceWorld, ListFacts, WorldOptions } from '@patchbay/sdk/testing'
import { createGitHubEmulator } from './emulator.ts'

export default async function startConformanceWorld(options: WorldOptions): Promise<ConformanceWorld> {
  const emulator = await createGitHubEmulator(options)
  const { credentials, organizations, url: baseUrl } = emulator
  const { classic, expired, withoutSso } = credentials
  const { appId, privateKey, installationId, suspendedInstallationId } = credentials.app
  const [organization, other] = organizations
  const unknown = 'ghp_neverIssued00000000000000000000000006'

  return {
    emulator,
    ways: [
      { name: 'a token', config: { token: classic, baseUrl }, repositories: [list(['GET /user/repos'], '[]')] },
      {
        name: 'a token and one organization',
        config: { token: classic, organization, baseUrl },
        // The links to later pages of an organization name it by its id.
        repositories: [list(['GET /orgs/{org}/repos', 'GET /organizations/{id}/repos'], '[]')],
      },
      {
        name: 'a GitHub App',
        config: { appId, privateKey, installationId, baseUrl },
        repositories: [list(['GET /installation/repositories'], 'repositories[]')],
      },
    ],
    refusals: [
      {
        because: 'bad-credentials',
        what: 'a token that was never issued',
        config: { token: unknown, baseUrl },
        field: 'token',
      },
      { because: 'expired', what: 'an expired token', config: { token: expired, baseUrl }, field: 'token' },
      {
        because: 'under-privileged',
        what: 'a token that is not authorized for single sign-on',
        config: { token: withoutSso, organization: other, baseUrl },
        field: 'token',
      },
      {
        because: 'under-privileged',
        what: 'a suspended installation',
        config: { appId, privateKey, installationId: suspendedInstallationId, baseUrl },
        field: 'installationId',
      },
      {
        because: 'wrong-place',
        what: 'an organization that is not there',
        config: { token: classic, organization: 'nobody', baseUrl },
        field: 'organization',
      },
      {
        because: 'wrong-place',
        what: 'an installation of no App of ours',
        config: { appId, privateKey, installationId: '1', baseUrl },
        field: 'installationId',
      },
    ],
    secrets: [classic, expired, withoutSso, unknown, privateKey],
    unused: {
      'GET /user/orgs': 'the repositories name their owners',
      'GET /orgs/{org}': 'a wrong organization shows when its repositories are listed',
      'GET /repos/{owner}/{repo}': 'the lists hold everything that is read',
      'GET /repositories/{id}': 'the lists hold everything that is read',
      'GET /rate_limit': 'every answer says what is left of the limit',
      'GET /versions': 'one version is asked for everywhere',
      'GET /app': 'a wrong App shows when it asks for a token',
      'GET /app/installations': 'the installation is a setting',
      'GET /app/installations/{id}': 'a wrong installation shows when it asks for a token',
      ...Object.fromEntries(
        emulator.endpoints
          .filter((endpoint) => endpoint.includes('/alerts'))
          .map((endpoint) => [endpoint, 'alerts are not read']),
      ),
    },
  }
}

/** Organization lists send `minimal-repository`, in which GitHub promises little; what is listed as required it always sends. */
function list(endpoints: readonly string[], rows: string): ListFacts {
  return {
    endpoints,
    rows,
    next: { in: 'link-header' },
    id: 'id',
    required: ['id', 'full_name', 'html_url'],
    enums: [{ path: 'visibility', reads: { visibility: 'unknown' } }],
  }
}

import type { Call, Route } from '@patchbay/sdk/testing'
import { type Installation, repositoriesOf } from './emulator-access.ts'
import { problem } from './emulator-error.ts'
import { paged } from './emulator-page.ts'
import { toOwner, toRepository } from './emulator-repository.ts'
import type { Service } from './emulator-routes.ts'

const permissions = {
  metadata: 'read',
  contents: 'write',
  pull_requests: 'write',
  vulnerability_alerts: 'read',
  security_events: 'read',
  secret_scanning_alerts: 'read',
}

/** The app's own endpoints, reached with its signed token. */
export function appRoutes({ access, site, host }: Service): readonly Route[] {
  const body = (call: Call, installation: Installation) => ({
    id: Number(installation.id),
    account: toOwner(installation.owner, { api: call.url, host }),
    app_id: Number(access.credentials.app.appId),
    repository_selection: installation.selection,
    permissions,
    events: [],
    suspended_at: installation.suspended ? '2026-01-12T09:00:00Z' : null,
  })
  const all = () =>
    [
      access.credentials.app.installationId,
      access.credentials.app.selectedInstallationId,
      access.credentials.app.suspendedInstallationId,
    ]
      .map(access.installation)
      .filter((installation) => installation !== undefined)
  return [
    {
      method: 'GET',
      pattern: '/app',
      handle: (call) => {
        access.app(call)
        const { appId, clientId } = access.credentials.app
        return {
          status: 200,
          body: { id: Number(appId), client_id: clientId, slug: 'patchbay', name: 'Patchbay', permissions },
        }
      },
    },
    {
      method: 'GET',
      pattern: '/app/installations',
      handle: (call) => {
        access.app(call)
        return paged(call, all(), (installation) => body(call, installation))
      },
    },
    {
      method: 'GET',
      pattern: '/app/installations/{id}',
      handle: (call) => {
        access.app(call)
        const installation = access.installation(call.params['id'] ?? '')
        return installation ? { status: 200, body: body(call, installation) } : problem(404)
      },
    },
    {
      method: 'POST',
      pattern: '/app/installations/{id}/access_tokens',
      handle: (call) => {
        access.app(call)
        const installation = access.installation(call.params['id'] ?? '')
        if (!installation) return problem(404)
        if (installation.suspended) return problem(403, 'This installation has been suspended')
        const { token, expiresAt } = access.issue(installation)
        const links = { api: call.url, host }
        const selected = repositoriesOf(installation, site).map((repository) => toRepository(repository, links, false))
        return {
          status: 201,
          body: {
            token,
            expires_at: expiresAt,
            permissions,
            repository_selection: installation.selection,
            ...(installation.selection === 'selected' && { repositories: selected }),
          },
        }
      },
    },
  ]
}

import { setTimeout as pause } from 'node:timers/promises'
import type { Resource } from '@patchbay/client'
import { clientOf, type DemoHub, must } from './drive.ts'
import type { Vendor } from './vendors.ts'

/** Milliseconds until a request hears that its fix is proved. */
const patience = 30_000

/** Whether the upgrade is one of npm: the manifest the demo writes is. */
export function isRequestable({ repository, upgrades: [upgrade] }: Resource<'RemediationDetail'>): boolean {
  return repository !== null && upgrade?.package.startsWith('pkg:npm/') === true
}

/**
 * Proposes the upgrade as a pull request, has people merge it, and has the hub look. `false` where no platform of the demo takes one or
 * the upgrade is none of npm.
 */
export async function mergeByRequest(
  hub: DemoHub,
  vendors: readonly Vendor[],
  remediation: Resource<'RemediationDetail'>,
  say: (line: string) => void,
): Promise<boolean> {
  const client = clientOf(hub)
  const { id, repository, upgrades } = remediation
  const [upgrade] = upgrades
  const { label, platform } = vendors.find((vendor) => vendor.platform !== undefined) ?? {}
  const { items } = must(await client.GET('/api/v1/connections', { params: { query: { limit: 200 } } }))
  const connectionId = items.find((connection) => connection.label === label)?.id
  if (platform === undefined || connectionId === undefined || repository === null) return false
  if (upgrade === undefined || !isRequestable(remediation)) return false

  const dependencies = { [upgrade.name]: `^${upgrade.from[0] ?? '0.0.0'}` }
  platform.write(repository.name, { 'package.json': `${JSON.stringify({ name: 'demo', dependencies }, null, 2)}\n` })
  const call = { params: { path: { id } }, body: { connectionId } }
  // With a tenant of somebody’s own there may be nothing to change.
  const { data: request } = await client.POST('/api/v1/remediations/{id}/change-request', call)
  if (request === undefined || request.key === null) return false
  say(`${request.key}: opened with ${request.files.join(', ')}.`)
  platform.merge(request.key)
  const looked = must(await client.POST('/api/v1/change-requests/{id}/refresh', { params: { path: { id: request.id } } }))
  say(`${looked.key}: ${looked.state}.`)
  return looked.state === 'merged'
}

/** Says that the request of a verified remediation was told so. */
export async function followRequest(hub: DemoHub, remediationId: string, say: (line: string) => void): Promise<void> {
  const query = { remediation: [remediationId], limit: 1 }
  for (const until = Date.now() + patience; Date.now() < until; await pause(200)) {
    const [request] = must(await clientOf(hub).GET('/api/v1/change-requests', { params: { query } })).items
    if (request === undefined) return
    if (request.verifiedAt === null) continue
    say(`${request.key}: told that a scan proved the fix.`)
    return
  }
}

import { setTimeout as pause } from 'node:timers/promises'
import type { Resource } from '@patchbay/client'
import { findingsOf, type Tenant } from '@patchbay/sdk/testing'
import { followRequest, isRequestable, mergeByRequest } from './change-request.ts'
import { clientOf, type DemoHub, must, waitUntilIdle } from './drive.ts'
import { followTicket, openTicket } from './ticket.ts'
import type { Vendor } from './vendors.ts'

/** Milliseconds until the hub has proposed something. */
const patience = 60_000

/**
 * Has one proposed fix done as a team would: opened, begun, merged. Then the scanners look again and no longer see what it
 * closes, and the sync after that proves it. Nothing where nothing is proposed that the tenant knows how to fix.
 */
export async function remediate(
  hub: DemoHub,
  vendors: readonly Vendor[],
  tenant: Tenant,
  say: (line: string) => void,
): Promise<void> {
  const client = clientOf(hub)
  const chosen = await choose(hub, tenant)
  if (chosen === undefined) return
  const { remediation, keys } = chosen
  const params = { path: { id: remediation.id } }
  must(await client.POST('/api/v1/remediations/{id}/open', { params, body: {} }))
  must(await client.PATCH('/api/v1/remediations/{id}', { params, body: { owner: 'The demo' } }))
  await openTicket(hub, remediation.id, say)
  must(await client.POST('/api/v1/remediations/{id}/start', { params, body: {} }))
  if (!(await mergeByRequest(hub, vendors, remediation, say))) {
    must(await client.POST('/api/v1/remediations/{id}/merge', { params, body: {} }))
  }
  say(`${remediation.title} in ${remediation.asset}: merged, so the scanners look again.`)

  const scanners = vendors.filter(({ fix }) => fix !== undefined)
  for (const { fix } of scanners) fix?.(keys)
  await syncAll(hub, new Set(scanners.map(({ label }) => label)))
  await waitUntilIdle(hub, say)
  const { state } = must(await client.GET('/api/v1/remediations/{id}', { params }))
  say(`${remediation.title} in ${remediation.asset}: ${state}.`)
  if (state !== 'resolved') return
  await followTicket(hub, remediation.id, say)
  await followRequest(hub, remediation.id, say)
}

interface Chosen {
  readonly remediation: Resource<'RemediationDetail'>
  /** Of the tenant's findings that it fixes. */
  readonly keys: readonly string[]
}

/** The most urgent upgrade of those whose vulnerabilities the tenant holds, before others one that a pull request can be written for. */
async function choose(hub: DemoHub, tenant: Tenant): Promise<Chosen | undefined> {
  const client = clientOf(hub)
  const query = { state: ['proposed' as const], mode: ['upgrade' as const], limit: 20 }
  for (const until = Date.now() + patience; Date.now() < until; await pause(200)) {
    const { items } = must(await client.GET('/api/v1/remediations', { params: { query } }))
    let first: Chosen | undefined
    for (const { id } of items) {
      const remediation = must(await client.GET('/api/v1/remediations/{id}', { params: { path: { id } } }))
      const keys = keysOf(remediation, tenant)
      if (keys.length === 0) continue
      if (isRequestable(remediation)) return { remediation, keys }
      first ??= { remediation, keys }
    }
    if (first !== undefined) return first
  }
  return undefined
}

function keysOf({ repository, closes }: Resource<'RemediationDetail'>, tenant: Tenant): readonly string[] {
  const index = tenant.repositories.findIndex(({ fullName }) => fullName === repository?.name)
  if (index === -1) return []
  const closed = new Set(closes.map((one) => `${one.package} ${one.name}`))
  return [...findingsOf(tenant, index)].flatMap(({ key, package: used, advisory }) => {
    const names = advisory === null ? [] : [advisory.id, ...advisory.aliases, advisory.cve ?? '']
    return names.some((name) => closed.has(`${used?.name} ${name}`)) ? [key] : []
  })
}

async function syncAll(hub: DemoHub, labels: ReadonlySet<string>): Promise<void> {
  const client = clientOf(hub)
  const { items } = must(await client.GET('/api/v1/connections', { params: { query: { limit: 200 } } }))
  for (const { id } of items.filter(({ label }) => labels.has(label))) {
    must(await client.POST('/api/v1/connections/{id}/sync', { params: { path: { id } } }))
  }
}

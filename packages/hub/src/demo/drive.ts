import { setTimeout as pause } from 'node:timers/promises'
import { createClient, type PatchbayClient } from '@patchbay/client'
import type { Vendor } from './vendors.ts'

/** Where the demo's hub is, and the token it was started with. */
export interface DemoHub {
  readonly url: string
  readonly token: string
  /** What was said of it already. */
  readonly told: Set<string>
}

export function clientOf({ url, token }: DemoHub): PatchbayClient {
  return createClient({ baseUrl: url, token })
}

/** The data of an answer, or an error that says what the hub said. */
export function must<T>(answer: { readonly data?: T; readonly error?: unknown }): T {
  if (answer.data !== undefined) return answer.data
  throw new Error(`The hub refused: ${JSON.stringify(answer.error)}`)
}

/** Connects every vendor, source control first, through the API as a user would. */
export async function connectAll(
  hub: DemoHub,
  vendors: readonly Vendor[],
  rules: { readonly cveRequired?: boolean },
): Promise<void> {
  const client = clientOf(hub)
  const { items } = must(await client.GET('/api/v1/connectors'))
  const category = new Map(items.map((connector) => [connector.id, connector.category]))
  const order = (vendor: Vendor) => (category.get(vendor.connector) === 'source-control' ? 0 : 1)
  for (const vendor of vendors.toSorted((a, b) => order(a) - order(b))) {
    const body = { connector: vendor.connector, label: vendor.label, config: { ...vendor.config }, rules }
    must(await client.POST('/api/v1/connections', { body }))
  }
}

/** Waits until nothing waits or runs any more, telling what goes on. */
export async function waitUntilIdle(hub: DemoHub, say: (line: string) => void): Promise<void> {
  const client = clientOf(hub)
  const { told } = hub
  for (;;) {
    const { items } = must(await client.GET('/api/v1/operations', { params: { query: { limit: 200 } } }))
    for (const operation of items.toReversed()) {
      const line = `${operation.connectionLabel}: ${operation.kind} ${operation.state}`
      if (operation.state === 'queued' || told.has(`${operation.id} ${operation.state}`)) continue
      told.add(`${operation.id} ${operation.state}`)
      say(line)
    }
    if (items.every((operation) => operation.state !== 'queued' && operation.state !== 'running')) return
    await pause(150)
  }
}

/** Tries of a destination to take what is due; an emulated one needs a few. */
const patience = 120_000

/** Waits until every destination has taken what is there, telling what it said. Nothing to wait for without destinations. */
export async function waitUntilExported(hub: DemoHub, say: (line: string) => void): Promise<void> {
  const client = clientOf(hub)
  const { told } = hub
  const until = Date.now() + patience
  while (Date.now() < until) {
    const exporters = must(await client.GET('/api/v1/exporters', { params: { query: { limit: 200 } } })).items
    if (exporters.length === 0) return
    const uploads = must(await client.GET('/api/v1/uploads', { params: { query: { limit: 200 } } })).items
    for (const { id, exporter, repository, family, state, stage } of uploads.toReversed()) {
      if (stage !== 'ended' || told.has(id)) continue
      told.add(id)
      say(`${exporter.label}: ${repository.name} (${family}) ${state}`)
    }
    const upcoming = must(await client.GET('/api/v1/uploads/upcoming', { params: { query: { limit: 200 } } })).items
    const now = new Date().toISOString()
    const due = upcoming.some(({ nextAt, rests }) => rests === 'underway' || (nextAt !== null && nextAt <= now))
    if (!due && exporters.every((exporter) => exporter.scopes > 0)) return
    await pause(300)
  }
}

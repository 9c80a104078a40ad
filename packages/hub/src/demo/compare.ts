import type { Kind } from '@patchbay/sdk'
import { clientOf, type DemoHub, must } from './drive.ts'
import type { Vendor } from './vendors.ts'

/** Findings of one destination, as it holds them and as the hub has them. */
export interface Comparison {
  readonly label: string
  /** Open there. */
  readonly open: number
  /** Resolved there. */
  readonly resolved: number
  /** Open in the hub, of the repositories and kinds that are exported to it. */
  readonly hub: number
}

const open = ['Open', 'In Progress', 'Pending Action'] as const

/** Asks every destination what it holds, and counts the same in the hub through its API. */
export async function compareDestinations(hub: DemoHub, vendors: readonly Vendor[]): Promise<readonly Comparison[]> {
  const holding = new Map(vendors.flatMap(({ label, holds }) => (holds === undefined ? [] : [[label, holds()] as const])))
  const exporters = must(await clientOf(hub).GET('/api/v1/exporters', { params: { query: { limit: 200 } } })).items
  const comparisons: Comparison[] = []
  for (const { id, label, families } of exporters) {
    const held = holding.get(label)
    if (held === undefined) continue
    comparisons.push({ label, ...held, hub: await countInHub(hub, id, families) })
  }
  return comparisons
}

async function countInHub(
  hub: DemoHub,
  exporter: string,
  families: readonly { readonly id: string; readonly kinds: readonly Kind[] }[],
): Promise<number> {
  const client = clientOf(hub)
  const query = { exporter: [exporter], limit: 200 }
  const exported = must(await client.GET('/api/v1/uploads/upcoming', { params: { query } })).items
  let total = 0
  // Slices of one family hold parts of the same findings.
  for (const { repository, family } of exported.filter(({ slice, rests }) => slice.number === 1 && rests !== 'retired')) {
    const kind = families.find(({ id }) => id === family)?.kinds ?? []
    const of = { repository: [repository.id], kind: [...kind], status: [...open], limit: 1 }
    total += must(await client.GET('/api/v1/vulnerabilities', { params: { query: of } })).count.value
  }
  return total
}

import { remediationStates } from '../domain/remediation-state.ts'
import { type Comparison, compareDestinations } from './compare.ts'
import { clientOf, type DemoHub, must } from './drive.ts'
import type { Vendor } from './vendors.ts'

/** What the demo shows at the end; parts that do not exist are left out. */
export interface DemoSummary {
  readonly url: string
  readonly connections: readonly { readonly connector: string; readonly label: string; readonly state: string }[]
  readonly records: Readonly<Record<string, number>>
  readonly findings: number
  readonly vulnerabilities: {
    readonly total: number
    readonly bySeverity: Readonly<Record<string, number>>
    readonly knownExploited: number
  }
  readonly filtered: Readonly<Record<string, number>>
  readonly operations: Readonly<Record<string, number>>
  readonly feeds: readonly { readonly name: string; readonly rows: number | null; readonly problem: string | null }[]
  /** By state; absent where nothing is proposed. */
  readonly remediations?: Readonly<Record<string, number>>
  /** By state; absent where nothing is exported. */
  readonly uploads?: Readonly<Record<string, number>>
  /** What each destination holds, beside what the hub has; absent where nothing is exported. */
  readonly destinations?: readonly Comparison[]
}

/** Everything in it is read back through the API. */
export async function summarise(hub: DemoHub, vendors: readonly Vendor[]): Promise<DemoSummary> {
  const client = clientOf(hub)
  const connections = must(await client.GET('/api/v1/connections', { params: { query: { limit: 200 } } })).items
  const operations = must(await client.GET('/api/v1/operations', { params: { query: { limit: 200 } } })).items
  const summary = must(await client.GET('/api/v1/summary'))
  const facets = must(await client.GET('/api/v1/vulnerabilities/facets'))
  const findings = must(await client.GET('/api/v1/findings', { params: { query: { limit: 1 } } })).count
  const uploads = must(await client.GET('/api/v1/uploads', { params: { query: { limit: 200 } } })).items
  const feeds = must(await client.GET('/api/v1/feeds')).items
  const bySeverity = Object.fromEntries(facets.severity.values.map(({ value, count }) => [value, count]))
  const remediations = await countRemediations(hub)
  return {
    url: hub.url,
    connections: connections.toReversed().map(({ connector, label, state }) => ({ connector, label, state })),
    records: Object.fromEntries(Object.entries(summary.records).filter(([, count]) => count > 0)),
    findings: findings.relation === 'exact' ? findings.value : sum(operations.map((operation) => operation.counts.new)),
    vulnerabilities: { total: sum(Object.values(bySeverity)), bySeverity, knownExploited: await countExploited(hub) },
    filtered: addUp(operations.map((operation) => operation.counts.filtered)),
    operations: addUp(operations.map((operation) => ({ [operation.state]: 1 }))),
    feeds: feeds.map(({ name, rows, problem }) => ({ name, rows, problem })),
    ...(Object.keys(remediations).length > 0 && { remediations }),
    ...(uploads.length > 0 && {
      uploads: addUp(uploads.map(({ state, stage }) => ({ [state ?? stage]: 1 }))),
      destinations: await compareDestinations(hub, vendors),
    }),
  }
}

/** Open ones that CISA or a scanner knows to be exploited: those that a policy about them would require to be fixed. */
async function countExploited(hub: DemoHub): Promise<number> {
  const body = { action: 'require' as const, conditions: { exploited: true as const } }
  const { required } = must(await clientOf(hub).POST('/api/v1/policies/preview', { body }))
  return required
}

async function countRemediations(hub: DemoHub): Promise<Record<string, number>> {
  const client = clientOf(hub)
  const counted: Record<string, number> = {}
  for (const state of remediationStates) {
    const { count } = must(await client.GET('/api/v1/remediations', { params: { query: { state: [state], limit: 1 } } }))
    if (count.value > 0) counted[state] = count.value
  }
  return counted
}

function addUp(parts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {}
  for (const [name, count] of parts.flatMap((part) => Object.entries(part))) total[name] = (total[name] ?? 0) + count
  return total
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

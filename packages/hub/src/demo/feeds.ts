import { createServer, type RequestListener } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { Tenant, TenantAdvisory } from '@patchbay/sdk/testing'
import { clientOf, type DemoHub, must } from './drive.ts'

/** The public feeds as their publishers would have them if the tenant's advisories were all there are. */
export interface DemoFeeds {
  /** As settings of the hub name them. */
  readonly addresses: { readonly kevAddress: string; readonly epssAddress: string; readonly osvAddress: string }
  close(): Promise<void>
}

/** The day of the EPSS list, the release of the catalogue, and when an advisory without a date last changed. */
const published = '2026-11-27T12:00:00Z'

/** Serves CISA's catalogue, FIRST's list and OSV's export of a tenant's advisories on the loopback interface. */
export async function startFeeds(tenant: Tenant): Promise<DemoFeeds> {
  const files = filesOf(advisoriesOf(tenant))
  const answer: RequestListener = (request, response) => {
    const file = files.get(request.url ?? '')
    response.writeHead(file === undefined ? 404 : 200).end(file)
  }
  const server = createServer(answer)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  return {
    addresses: { kevAddress: `${url}${paths.kev}`, epssAddress: `${url}${paths.epss}`, osvAddress: `${url}${paths.osv}` },
    close: () => {
      server.closeAllConnections()
      return new Promise((done) => server.close(() => done()))
    },
  }
}

/** Milliseconds until a feed has been read. */
const patience = 30_000

/** Has OSV's names read once scanners have named something; the other two lists are read when the hub starts. */
export async function readAliases(hub: DemoHub, say: (line: string) => void): Promise<void> {
  const client = clientOf(hub)
  const feeds = async () => must(await client.GET('/api/v1/feeds')).items
  const triedAt = (await feeds()).find(({ id }) => id === 'osv')?.triedAt
  must(await client.POST('/api/v1/feeds/{id}/refresh', { params: { path: { id: 'osv' } } }))
  for (const until = Date.now() + patience; Date.now() < until; await pause(150)) {
    const all = await feeds()
    if (all.find(({ id }) => id === 'osv')?.triedAt === triedAt) continue
    say(`Feeds: ${all.map(({ name, rows, problem }) => `${name} ${problem ?? rows}`).join(', ')}.`)
    return
  }
}

const paths = { kev: '/known_exploited_vulnerabilities.json', epss: '/epss_scores-current.csv.gz', osv: '/osv' } as const

interface Advised {
  readonly advisory: TenantAdvisory
  /** As OSV names the folder of its record. */
  readonly ecosystem: string
}

/** Each advisory once, in the order of the tenant. */
function advisoriesOf(tenant: Tenant): readonly Advised[] {
  const known = new Map<string, Advised>()
  for (let position = 0; position < tenant.size; position += 1) {
    const { advisory, package: used } = tenant.at(position)
    if (advisory !== null && used !== null && !known.has(advisory.id)) {
      known.set(advisory.id, { advisory, ecosystem: used.ecosystem })
    }
  }
  return [...known.values()]
}

function filesOf(advised: readonly Advised[]): ReadonlyMap<string, string | Buffer> {
  // OSV holds no records of the databases that name an advisory by its file.
  const recorded = advised.filter(({ advisory }) => !advisory.id.includes('/'))
  const records = recorded.map(({ advisory, ecosystem }) => ({
    path: `${ecosystem}/${advisory.id}`,
    record: { id: advisory.id, modified: advisory.modified ?? published, aliases: advisory.aliases },
  }))
  return new Map<string, string | Buffer>([
    [paths.kev, catalogue(advised)],
    [paths.epss, gzipSync(scores(advised))],
    [`${paths.osv}/modified_id.csv`, records.map(({ path, record }) => `${record.modified},${path}\n`).join('')],
    ...records.map(({ path, record }) => {
      const address = path.split('/').map(encodeURIComponent).join('/')
      return [`${paths.osv}/${address}.json`, JSON.stringify(record)] as const
    }),
  ])
}

function catalogue(advised: readonly Advised[]): string {
  const exploited = new Set(advised.flatMap(({ advisory: { kev, cve } }) => (kev && cve !== null ? [cve] : [])))
  const vulnerabilities = [...exploited].map((cveID) => ({ cveID, dateAdded: published.slice(0, 10) }))
  return JSON.stringify({
    catalogVersion: published.slice(0, 10).replaceAll('-', '.'),
    dateReleased: published,
    count: vulnerabilities.length,
    vulnerabilities,
  })
}

function scores(advised: readonly Advised[]): string {
  const rated = new Map(advised.flatMap(({ advisory: { cve, epss } }) => (cve && epss ? [[cve, epss] as const] : [])))
  const rows = [...rated].map(([cve, { score, percentile }]) => `${cve},${score},${percentile}`)
  return [`#model_version:v2026.06.15,score_date:${published}`, 'cve,epss,percentile', ...rows, ''].join('\n')
}

import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Stage } from './stage.ts'
import { tester, type World } from './world.ts'

/** Publishers of the public feeds on the loopback interface, and what they publish at this moment. */
export interface Publisher extends AsyncDisposable {
  readonly url: string
  /** By path below the address. What is a number is answered as that status. */
  readonly files: Map<string, string | Buffer | number>
  /** What was asked for: path, and whether the answer was "not modified". */
  readonly asked: string[]
}

export async function startPublisher(): Promise<Publisher> {
  const files: Publisher['files'] = new Map()
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    const file = files.get(path) ?? 404
    const etag = `"${createHash('sha256').update(String(file)).digest('hex')}"`
    const known = typeof file !== 'number' && request.headers['if-none-match'] === etag
    asked.push(known ? `${path} unchanged` : path)
    if (typeof file === 'number') response.writeHead(file).end('<html>no</html>')
    else if (known) response.writeHead(304).end()
    else response.writeHead(200, { etag }).end(file)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    files,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Points a hub at a publisher, and nowhere else. */
export async function subscribe(world: World, { url }: Publisher, stage: Stage): Promise<void> {
  const feeds = { kevAddress: `${url}/kev.json`, epssAddress: `${url}/epss.csv.gz`, osvAddress: url, staleAfterDays: 3 }
  await world.commands.settings.update({ feeds }, tester)
  stage.pass({ minutes: 1 })
}

export function kevOf(...identifiers: readonly string[]): string {
  const vulnerabilities = identifiers.map((cveID) => ({ cveID, dateAdded: '2026-10-01', knownRansomwareCampaignUse: 'Known' }))
  return JSON.stringify({
    catalogVersion: '2026.11.01',
    dateReleased: '2026-11-01T10:00:00Z',
    count: vulnerabilities.length,
    vulnerabilities,
  })
}

/** The daily list, packed; every score with the percentile 0.5. */
export function epssOf(scores: Readonly<Record<string, number>>, day = '2026-11-01'): Buffer {
  const rows = Object.entries(scores).map(([cve, score]) => `${cve},${score},0.5`)
  return gzipSync([`#model_version:v2026.06.15,score_date:${day}T12:00:00Z`, 'cve,epss,percentile', ...rows, ''].join('\n'))
}

export function osvOf(id: string, aliases: readonly string[], facts: object = {}): string {
  return JSON.stringify({ id, modified: '2026-10-01T00:00:00Z', aliases, ...facts })
}

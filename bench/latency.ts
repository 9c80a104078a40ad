import { z } from 'zod'
import type { Browse } from '../packages/hub/src/usecases/browse/browse.ts'

/** One kind of read, in milliseconds. */
export const Latency = z.object({
  name: z.string(),
  samples: z.number(),
  median: z.number(),
  p95: z.number(),
  most: z.number(),
})
export type Latency = z.output<typeof Latency>

type Read = () => Promise<unknown>

const shown = 50
const bySeverity = { limit: shown, sort: 'severity' } as const
/** Pages of 200 walked to get to a page that is deep. */
const deep = 100

/** What people look at, as the API answers it: the use cases behind its routes, with everything they look up. */
export async function readsOf(browse: Browse): Promise<ReadonlyMap<string, Read>> {
  const { vulnerabilities, findings, repositories } = browse
  const cursor = await walk(browse)
  const [repository] = (await repositories.list({}, { limit: 1, sort: 'name' })).items
  const inRepository = { repository: repository === undefined ? [] : [repository.id] }
  const [vulnerability] = (await vulnerabilities.list({}, bySeverity)).items
  const identifier = vulnerability?.identifiers[0] ?? 'CVE-2024-1'
  return new Map<string, Read>([
    ['vulnerabilities, first page', () => vulnerabilities.list({}, bySeverity)],
    [`vulnerabilities, page ${(deep * 200) / shown + 1}`, () => vulnerabilities.list({}, { ...bySeverity, cursor })],
    ['vulnerabilities, newest first', () => vulnerabilities.list({}, { limit: shown, sort: '-detectedAt' })],
    [
      'vulnerabilities, open critical and high',
      () => vulnerabilities.list({ severity: ['critical', 'high'], status: ['Open'] }, bySeverity),
    ],
    ['vulnerabilities of one repository', () => vulnerabilities.list(inRepository, bySeverity)],
    ['vulnerabilities by identifier', () => vulnerabilities.list({ identifier }, bySeverity)],
    ['facet counts', () => vulnerabilities.facets({})],
    ['facet counts of one repository', () => vulnerabilities.facets(inRepository)],
    ['findings, first page', () => findings.list({}, { limit: shown, sort: '-id' })],
    ['one vulnerability with its findings', () => vulnerabilities.get(vulnerability?.id ?? '')],
  ])
}

async function walk({ vulnerabilities }: Browse): Promise<string> {
  let cursor: string | null = null
  for (let page = 0; page < deep; page += 1) {
    const request = { limit: 200, sort: 'severity' as const, ...(cursor !== null && { cursor }) }
    const { nextCursor } = await vulnerabilities.list({}, request)
    if (nextCursor === null) break
    cursor = nextCursor
  }
  return cursor ?? ''
}

/** Reads one after the other, every kind `rounds` times. */
export async function sample(reads: ReadonlyMap<string, Read>, rounds: number): Promise<readonly Latency[]> {
  const times = new Map([...reads.keys()].map((name): [string, number[]] => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, read] of reads) {
      const started = performance.now()
      await read()
      times.get(name)?.push(performance.now() - started)
    }
  }
  return [...times].map(([name, values]) => summarise(name, values))
}

function summarise(name: string, values: readonly number[]): Latency {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return { name, samples: sorted.length, median: at(0.5), p95: at(0.95), most: sorted.at(-1) ?? 0 }
}

import type { ExportFacts, Snapshot, Written } from '@patchbay/sdk'
import { describe, expect, it } from 'vitest'
import { spool, unpacked } from '../../runtime/spool.ts'
import type { SnapshotPages, SnapshotRow, SnapshotSighting } from '../../store/uploads/snapshot-reader.ts'
import type { UploadRow } from '../../store/uploads/writer.ts'
import type { ExportDeps } from './export-deps.ts'
import { storedScope } from './stored-scope.ts'
import { writeDocument } from './write-document.ts'

const stored = storedScope({
  assetId: 1,
  retired: false,
  kinds: ['dependency'],
  minimumSeverity: null,
  scope: {
    id: 'abc-sca-1',
    repository: { fullName: 'acme/shop', url: 'https://git.test/acme/shop', nativeId: '1' },
    product: { name: 'Shop', type: 'General' },
    branch: 'main',
    formerBranches: [],
    family: 'sca',
    slice: { number: 1, of: 1 },
  },
})

function row(id: number): SnapshotRow {
  return {
    id,
    assetId: 1,
    kind: 'dependency',
    name: `CVE-2026-${id}`,
    identifiers: [`CVE-2026-${id}`],
    title: `Problem ${id} in a package that has a long story to tell`,
    severity: 4,
    exploited: null,
    reachability: 0,
    packageName: null,
    image: null,
    fixedVersion: null,
    detectedAt: null,
    firstSeenAt: new Date(0),
    decision: 'none',
    decisionReason: null,
    decisionUntil: null,
    justification: null,
    epss: null,
    sightings: [],
  }
}

function seenAt(commit: string): SnapshotSighting {
  const told = { externalId: 'F1', title: 'Problem', direct: null, purl: null, fixedVersion: null, path: null }
  const times = { changedAt: new Date(0), lastCompleteSyncAt: null }
  return { vulnerabilityId: 1, connector: 'alpha', ...told, ...times, words: {}, extra: { commit }, body: {} }
}

/** A repository of so many findings; says how many pages were read, and the most memory in use at a page. */
function repository(count: number, page = 500) {
  const seen = { read: 0, memory: 0 }
  async function* pages(): SnapshotPages {
    for (let at = 0; at < count; at += page) {
      seen.read += 1
      const { heapUsed, external } = process.memoryUsage()
      seen.memory = Math.max(seen.memory, heapUsed + external)
      yield Array.from({ length: Math.min(page, count - at) }, (_, index) => row(at + index + 1))
    }
  }
  return { seen, pages }
}

function depsOver(pages: () => SnapshotPages, kept: Buffer[] = []): ExportDeps {
  const write = {
    documents: { clear: async () => undefined, addPart: async (_: number, __: number, content: Buffer) => kept.push(content) },
  }
  return {
    now: () => new Date('2026-11-28T00:00:00Z'),
    plugins: new Map(),
    hubUrl: null,
    spool,
    unpacked,
    snapshots: { read: (_: unknown, use: (pages: SnapshotPages) => unknown) => use(pages()) },
    store: { transact: (work: (writers: unknown) => unknown) => work(write) },
  } as unknown as ExportDeps
}

async function* lines(snapshot: Snapshot): AsyncGenerator<Written, void, void> {
  for await (const page of snapshot.findings)
    yield { text: page.map((each) => `${JSON.stringify(each)}\n`).join(''), findings: page.length }
}

function job(most: number | null = null, write = lines) {
  const limits = { perDay: null, refreshHours: null, findings: most, concurrency: 1 }
  const document = { mediaType: 'text/plain', extension: '.txt' }
  const facts: ExportFacts = { families: [], limits, document, wants: () => true, adopt: () => undefined }
  return { upload: { id: 7, beganAt: new Date(0) } as UploadRow, stored, facts, exports: { write } }
}

describe('writeDocument', () => {
  it.each([
    { commits: ['a', null, 'a'], commit: 'a' },
    { commits: ['a', 'b', null], commit: null },
    { commits: [null, null, null], commit: null },
  ])('knows its commit where the findings that tell agree: $commits', async ({ commits, commit }) => {
    async function* pages(): SnapshotPages {
      yield commits.map((each, index) => ({ ...row(index + 1), sightings: each === null ? [] : [seenAt(each)] }))
    }

    const written = await writeDocument(depsOver(pages), job())

    expect(written).toMatchObject({ findings: 3, commit })
  })

  it('writes a hundred thousand findings without holding them, within 200 MB', async () => {
    const { seen, pages } = repository(100_000)
    const before = process.memoryUsage()
    const ahead: number[] = []
    let taken = 0
    async function* watched(snapshot: Snapshot): AsyncGenerator<Written, void, void> {
      for await (const piece of lines(snapshot)) {
        taken += 1
        ahead.push(seen.read - taken)
        yield piece
      }
    }

    const document = await writeDocument(depsOver(pages), job(null, watched))

    expect(document).toMatchObject({ findings: 100_000, leftOut: 0, fileName: 'acme-shop_main_sca.txt' })
    expect(Math.max(...ahead)).toBeLessThanOrEqual(1)
    expect(seen.memory - before.heapUsed - before.external).toBeLessThan(200 * 1024 * 1024)
  })

  it('leaves out and counts what is over the destination’s limit', async () => {
    const document = await writeDocument(depsOver(repository(12, 5).pages), job(8))

    expect(document).toMatchObject({ findings: 8, leftOut: 4 })
    expect(document?.leftOutList[0]).toEqual({
      finding: 'vul_9',
      reason: 'The destination takes at most 8 findings in one document.',
    })
  })

  it('has the same digest for the same findings at any time, and another one for others', async () => {
    const first = await writeDocument(depsOver(repository(3).pages), job())
    const again = await writeDocument({ ...depsOver(repository(3).pages), now: () => new Date('2027-01-01T00:00:00Z') }, job())
    const other = await writeDocument(depsOver(repository(4).pages), job())

    expect(again?.digest).toBe(first?.digest)
    expect(other?.digest).not.toBe(first?.digest)
  })

  it('keeps the document as it will be sent', async () => {
    const kept: Buffer[] = []
    const document = await writeDocument(depsOver(repository(2).pages, kept), job())
    async function* parts(): AsyncGenerator<Buffer, void, void> {
      yield* kept
    }
    let text = ''
    for await (const bytes of unpacked(parts())) text += Buffer.from(bytes).toString()

    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).name),
    ).toEqual(['CVE-2026-1', 'CVE-2026-2'])
    expect(Buffer.byteLength(text)).toBe(document?.size)
  })
})

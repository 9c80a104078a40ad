import { kinds, type SnapshotFinding } from '@patchbay/sdk'
import { findingOf, scopeOf, snapshotOf, writePaper } from '@patchbay/sdk/conformance'
import { describe, expect, it } from 'vitest'
import { config } from './config.ts'
import { write } from './document.ts'
import { readReport } from './emulator-report.ts'

const settings = config.parse({ baseUrl: 'https://dojo.example', token: 't' })
const webShop = { fullName: 'acme/web-shop', url: 'https://github.com/acme/web-shop', nativeId: '101' }
const scope = scopeOf({ id: 'findings', label: 'All findings', kinds }, webShop)

async function report(findings: readonly SnapshotFinding[]) {
  const snapshot = snapshotOf(scope, 'upload', findings, 2)
  const { text, leftOut } = await writePaper({ write: (given) => write(settings, given) }, snapshot)
  return { text, leftOut, items: JSON.parse(text).findings }
}

describe('a finding', () => {
  it('of a package has its identifiers, scores, versions and scanners', async () => {
    const { items } = await report([{ ...findingOf('dependency', 1), identifiers: ['GHSA-aaaa-bbbb-0001', 'CVE-2026-10001'] }])

    expect(items).toEqual([
      {
        title: 'CVE-2026-10001 in left-pad',
        severity: 'High',
        description: '**Kind:** dependency\n\n**Package:** left-pad\n\n**Patchbay:** vul_000001',
        date: '2026-01-02',
        vulnerability_ids: ['CVE-2026-10001', 'GHSA-aaaa-bbbb-0001'],
        cvssv3: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
        cvssv3_score: 9.8,
        epss_score: 0.12,
        epss_percentile: 0.9,
        component_name: 'left-pad',
        component_version: '1.1.0',
        fix_available: true,
        fix_version: '2.0.0',
        file_path: 'package-lock.json',
        impact: 'What is wrong with 1.\n\n* one\n* two \\ "three" </script> \uFFFD\uFFFD',
        references: 'https://scanner.example/1\nhttps://advisories.example/1',
        severity_justification:
          'First Scanner: FINDING_LEVEL_HIGH\nSecond Scanner: no severity\nFirst detected 2026-01-02T03:04:05.678Z',
        unique_id_from_tool: 'vul_000001',
        vuln_id_from_tool: 'CVE-2026-10001',
        static_finding: true,
        dynamic_finding: false,
        tags: ['dependency', 'first-scanner', 'second-scanner'],
        active: true,
        verified: false,
      },
    ])
  })

  it('of code has its line beside the identity, not in it', async () => {
    const { items } = await report([findingOf('code', 2)])

    expect(items[0]).toMatchObject({ title: 'Rule 2', file_path: 'src/file 2.ts', sast_source_line: 3, cwes: ['CWE-79'] })
    expect(items[0]).not.toHaveProperty('line')
  })

  it('takes its first-seen time where no scanner gave one', async () => {
    const { items } = await report([{ ...findingOf('code', 4), detectedAt: null }])

    expect(items[0].date).toBe('2026-02-02')
  })

  it.each([
    ['critical', 'Critical'],
    ['info', 'Info'],
    ['unknown', 'Info'],
  ] as const)('of severity %s is %s', async (severity, expected) => {
    const { items } = await report([{ ...findingOf('code', 1), severity }])

    expect(items[0].severity).toBe(expected)
  })

  it('fits the server’s columns however long its texts are', async () => {
    const long = 'x'.repeat(6000)
    const found = { purl: `pkg:npm/${long}@1`, name: long, version: long, direct: null, fixedVersion: long }

    const { text } = await report([
      { ...findingOf('dependency', 1), name: long, package: found, cvss: [{ version: '3.1', vector: long, score: 1 }] },
      { ...findingOf('code', 2), title: long, rule: { id: long, name: long }, description: long },
    ])

    const items = readReport(text, null)
    expect(items).toHaveLength(2)
    expect(items.every(({ title }) => title.length < 511)).toBe(true)
  })

  it('with a path the server has no room for is left out by name', async () => {
    const { items, leftOut } = await report([
      { ...findingOf('code', 1), location: { path: 'x'.repeat(4001) } },
      findingOf('code', 2),
    ])

    expect(items).toHaveLength(1)
    expect(leftOut).toEqual([{ finding: 'vul_000001', reason: expect.stringContaining('4000 characters') }])
  })

  it('is never taken for another one that has the same text', async () => {
    const { text } = await report([findingOf('code', 1), { ...findingOf('code', 1), id: 'vul_000009' }])

    expect(new Set(readReport(text, null).map(({ hash }) => hash)).size).toBe(2)
  })
})

describe('a report', () => {
  it('of 100,000 findings is written within 200 MB', async () => {
    const page = Array.from({ length: 500 }, (_, index) => findingOf('dependency', index))
    async function* pages() {
      for (let number = 0; number < 200; number += 1)
        yield page.map((finding) => ({ ...finding, id: `${number}_${finding.id}` }))
    }
    const before = process.memoryUsage().heapUsed
    let most = 0
    let written = 0

    for await (const piece of write(settings, { ...snapshotOf(scope, 'upload', [], 1), findings: pages() })) {
      if (!('text' in piece)) continue
      written += piece.findings ?? 0
      most = Math.max(most, process.memoryUsage().heapUsed - before)
    }

    expect(written).toBe(100_000)
    expect(most).toBeLessThan(200 * 1024 * 1024)
  })
})

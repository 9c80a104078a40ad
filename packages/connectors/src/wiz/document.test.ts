import type { Kind, SnapshotFinding } from '@patchbay/sdk'
import { findingOf, scopeOf, snapshotOf, writePaper } from '@patchbay/sdk/conformance'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { config } from './config.ts'
import { write } from './document.ts'
import { modelComplaint } from './emulator-model.ts'
import { family } from './sources.ts'

const settings = config.parse({ apiEndpointUrl: 'https://api.us17.app.wiz.io/graphql', clientId: 'c', clientSecret: 's' })
const webShop = { fullName: 'acme/web-shop', url: 'https://github.com/acme/web-shop', nativeId: '101' }

async function document(findings: readonly SnapshotFinding[], scope = {}) {
  const snapshot = snapshotOf({ ...scopeOf(family, webShop), ...scope }, 'upload', findings, 2)
  const { text, leftOut } = await writePaper({ write: (given) => write(settings, given) }, snapshot)
  const body = JSON.parse(text)
  const [code, dependencies] = body.dataSources
  const [asset, ...former] = code.assets
  return { body, asset, former, code: asset.sastFindings, packages: dependencies.assets[0].vulnerabilityFindings, leftOut }
}

describe('the document', () => {
  it('names the repository as Wiz does, and its data sources, one for each kind, by what never changes', async () => {
    const { body, asset } = await document([])

    expect(body.integrationId).toBe('55c176cc-d155-43a2-98ed-aa56873a1ca1')
    expect(body.dataSources.map(({ id }: { id: string }) => id)).toEqual([
      'patchbay-9f86d081884c7d659a2feaa0-code-1',
      'patchbay-9f86d081884c7d659a2feaa0-dependencies-1',
    ])
    expect(asset.details.repositoryBranch).toEqual({
      assetId: 'github.com##acme/web-shop##main',
      assetName: 'acme/web-shop:main',
      branchName: 'main',
      isDefault: true,
      lastSeen: '2026-11-28T11:00:00.000Z',
      repository: { name: 'acme/web-shop', url: 'https://github.com/acme/web-shop' },
      vcs: 'GitHub',
    })
  })

  it.each([
    ['https://gitlab.com/group/sub/project.git', 'GitLab', 'https://gitlab.com/group/sub/project'],
    ['https://gitlab.corp.example/group/project', 'GitLab', 'https://gitlab.corp.example/group/project'],
    ['https://github.corp.example/a/b/', 'GitHub', 'https://github.corp.example/a/b'],
    ['https://bitbucket.org/workspace/repo', 'BitbucketCloud', 'https://bitbucket.org/workspace/repo'],
    [
      'https://git.corp.example/projects/KEY/repos/slug',
      'BitbucketDataCenter',
      'https://git.corp.example/projects/KEY/repos/slug',
    ],
    ['https://dev.azure.com/org/project/_git/repo', 'AzureDevOps', 'https://dev.azure.com/org/project/_git/repo'],
  ])('files %s under %s', async (url, vcs, canonical) => {
    const { asset } = await document([], { repository: { fullName: 'a/b', url, nativeId: null } })

    expect(asset.details.repositoryBranch).toMatchObject({ vcs, repository: { url: canonical } })
  })

  it('says the commit of code where it is known, and of packages never: their schema has no place for it', async () => {
    const commit = '39406e42cb832f683daa691dd652a8dc36ee8930'
    const inCode = await document([
      { ...findingOf('code', 1), commit },
      { ...findingOf('code', 2), commit: null },
    ])
    const inPackages = await document([{ ...findingOf('dependency', 1), commit }])

    expect(inCode.code[0].commitHash).toBe(commit)
    expect(inCode.code[1]).not.toHaveProperty('commitHash')
    expect(JSON.stringify(inPackages.body)).not.toContain(commit)
  })

  it('empties the branches that were the default before', async () => {
    const findings = [findingOf('code', 1), findingOf('dependency', 2)]
    const { body, former } = await document(findings, { formerBranches: ['main', 'old', 'older'] })

    expect(former).toMatchObject([
      { details: { repositoryBranch: { branchName: 'old', isDefault: false } }, sastFindings: [] },
      { details: { repositoryBranch: { branchName: 'older', isDefault: false } }, sastFindings: [] },
    ])
    expect(body.dataSources[1].assets).toMatchObject([
      { details: { repositoryBranch: { branchName: 'main' } }, vulnerabilityFindings: [{ id: 'vul_000002' }] },
      { details: { repositoryBranch: { branchName: 'old' } }, vulnerabilityFindings: [] },
      { details: { repositoryBranch: { branchName: 'older' } }, vulnerabilityFindings: [] },
    ])
  })

  it('keeps the kinds apart, also where there are findings of one alone', async () => {
    const both = await document([findingOf('code', 1), findingOf('infrastructure', 2), findingOf('malware', 3)])
    const packages = await document([findingOf('dependency', 4)])
    const none = await document([])
    const ids = ({ code, packages: found }: typeof both) =>
      [code, found].map((list) => list.map(({ id }: { id: string }) => id))

    expect(ids(both)).toEqual([['vul_000001', 'vul_000002'], ['vul_000003']])
    expect(ids(packages)).toEqual([[], ['vul_000004']])
    expect(ids(none)).toEqual([[], []])
    await expect(document([findingOf('dependency', 1), findingOf('code', 2)])).rejects.toThrow('kind by kind')
  })

  it.each([
    ['critical', 'Critical'],
    ['high', 'High'],
    ['medium', 'Medium'],
    ['low', 'Low'],
    ['info', 'None'],
    ['unknown', 'None'],
  ] as const)('says %s as %s', async (severity, expected) => {
    const { code } = await document([{ ...findingOf('code', 1), severity }])

    expect(code[0].severity).toBe(expected)
  })

  it('names the scanners and the first detection at the end of the description', async () => {
    const { code } = await document([{ ...findingOf('code', 1), description: 'What is wrong.' }])

    expect(code[0].description).toBe(
      'What is wrong.\n\nDetected by First Scanner on 2026-01-02T03:04:05.678Z. Also reported by Second Scanner.',
    )
  })

  it('reports a secret as a hard-coded credential', async () => {
    const { code } = await document([{ ...findingOf('secret', 1), cwes: [] }])

    expect(code[0].weaknesses).toEqual(['CWE-798'])
  })

  it('reports a package as a library with everything else beside it', async () => {
    const { packages } = await document([findingOf('dependency', 1)])

    expect(packages[0]).toMatchObject({
      id: 'vul_000001',
      name: 'CVE-2026-10001',
      externalDetectionSource: 'Library',
      targetComponent: {
        library: { name: 'left-pad', version: '1.1.0', fixedVersion: '2.0.0', filePath: 'package-lock.json' },
      },
      scaFinding: { codeLanguage: 'Javascript' },
      originalObject: {
        detectedAt: '2026-01-02T03:04:05.678Z',
        sources: [{ name: 'First Scanner' }, { name: 'Second Scanner' }],
      },
    })
  })

  it.each([
    ['reachable-function', 'Reachable'],
    ['reachable-dependency', 'Unknown'],
    ['potentially-reachable', 'Unknown'],
    ['unreachable', 'NotReachable'],
    ['unknown', 'Unknown'],
  ] as const)('says that a package is %s as %s', async (reachability, expected) => {
    const { packages } = await document([{ ...findingOf('dependency', 1), reachability }])

    expect(packages[0].scaFinding.reachability).toBe(expected)
  })

  it.each([
    ['a file it is in', { location: null }, 'Wiz takes findings in code only with the file they are in.'],
    [
      'a weakness Wiz can read',
      { cwes: ['79'] },
      'It does not fit Wiz’s schema: weaknesses.0 must match pattern "^CWE-\\d+$".',
    ],
    ['a path', { location: { path: '' } }, 'It does not fit Wiz’s schema: filePath must NOT have fewer than 1 characters.'],
  ])('leaves out a finding without %s, and says why', async (_what, changes, reason) => {
    const { code, leftOut } = await document([{ ...findingOf('code', 1), ...changes }, findingOf('code', 2)])

    expect(leftOut).toEqual([{ finding: 'vul_000001', reason }])
    expect(code).toHaveLength(1)
  })

  it('leaves out what is in an image', async () => {
    const { leftOut } = await document([{ ...findingOf('dependency', 1), image: 'registry.example/shop' }])

    expect(leftOut[0]?.reason).toContain('container image')
  })

  it('fits the service’s own schema whatever scanners say', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 })
    const order: readonly Kind[] = [...family.kinds, 'license']
    const odd = fc.record({
      kind: fc.constantFrom(...order),
      number: fc.nat({ max: 1000 }),
      title: text,
      name: text,
      description: fc.option(text),
      remediation: fc.option(text),
      cwes: fc.array(fc.oneof(text, fc.constant('CWE-22'))),
      path: text,
      startLine: fc.oneof(fc.integer(), fc.double()),
      endLine: fc.oneof(fc.integer(), fc.double()),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(odd, { maxLength: 8 }), async (rows) => {
        const grouped = rows.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
        const findings = grouped.map(({ kind, number, path, startLine, endLine, ...row }) => ({
          ...findingOf(kind, number),
          ...row,
          location: { path, startLine, endLine },
        }))

        const { body, code, packages, leftOut } = await document(findings)

        expect(modelComplaint(body)).toBeNull()
        expect(code.length + packages.length + leftOut.length).toBe(findings.length)
      }),
      { numRuns: 60 },
    )
  })

  it('of 100,000 findings is written within 200 MB', async () => {
    const page = Array.from({ length: 500 }, (_, index) => findingOf('dependency', index))
    async function* pages() {
      for (let number = 0; number < 200; number += 1)
        yield page.map((finding) => ({ ...finding, id: `${number}_${finding.id}` }))
    }
    const snapshot = { ...snapshotOf(scopeOf(family, webShop), 'upload', [], 1), findings: pages() }
    const before = process.memoryUsage().heapUsed
    let most = 0
    let written = 0

    for await (const piece of write(settings, snapshot)) {
      if (!('text' in piece)) continue
      written += piece.findings ?? 0
      most = Math.max(most, process.memoryUsage().heapUsed - before)
    }

    expect(written).toBe(100_000)
    expect(most).toBeLessThan(200 * 1024 * 1024)
  })
})

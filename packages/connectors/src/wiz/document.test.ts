import type { SnapshotFinding } from '@patchbay/sdk'
import { findingOf, scopeOf, snapshotOf, writePaper } from '@patchbay/sdk/conformance'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { config } from './config.ts'
import { write } from './document.ts'
import { modelComplaint } from './emulator-model.ts'
import { families } from './families.ts'

const settings = config.parse({ apiEndpointUrl: 'https://api.us17.app.wiz.io/graphql', clientId: 'c', clientSecret: 's' })
const [code, dependencies] = families
const webShop = { fullName: 'acme/web-shop', url: 'https://github.com/acme/web-shop', nativeId: '101' }

async function document(findings: readonly SnapshotFinding[], family = code, scope = {}) {
  if (family === undefined) throw new Error('no family')
  const snapshot = snapshotOf({ ...scopeOf(family, webShop), ...scope }, 'upload', findings, 2)
  const { text, leftOut } = await writePaper({ write: (given) => write(settings, given) }, snapshot)
  const body = JSON.parse(text)
  const [asset, ...former] = body.dataSources[0].assets
  return {
    body,
    asset,
    former,
    findings: asset.sastFindings ?? asset.vulnerabilityFindings,
    leftOut,
  }
}

describe('the document', () => {
  it('names the repository as Wiz does, and the data source by what never changes', async () => {
    const { body, asset } = await document([])

    expect(body.integrationId).toBe('55c176cc-d155-43a2-98ed-aa56873a1ca1')
    expect(body.dataSources[0].id).toBe('patchbay-9f86d081884c7d659a2feaa0-code-1')
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
    const { asset } = await document([], code, { repository: { fullName: 'a/b', url, nativeId: null } })

    expect(asset.details.repositoryBranch).toMatchObject({ vcs, repository: { url: canonical } })
  })

  it('says the commit of code where it is known, and of packages never: their schema has no place for it', async () => {
    const commit = '39406e42cb832f683daa691dd652a8dc36ee8930'
    const inCode = await document([
      { ...findingOf('code', 1), commit },
      { ...findingOf('code', 2), commit: null },
    ])
    const inPackages = await document([{ ...findingOf('dependency', 1), commit }], dependencies)

    expect(inCode.findings[0].commitHash).toBe(commit)
    expect(inCode.findings[1]).not.toHaveProperty('commitHash')
    expect(JSON.stringify(inPackages.body)).not.toContain(commit)
  })

  it('empties the branches that were the default before', async () => {
    const { former } = await document([findingOf('code', 1)], code, { formerBranches: ['main', 'old', 'older'] })

    expect(former).toMatchObject([
      { details: { repositoryBranch: { branchName: 'old', isDefault: false } }, sastFindings: [] },
      { details: { repositoryBranch: { branchName: 'older', isDefault: false } }, sastFindings: [] },
    ])
  })

  it.each([
    ['critical', 'Critical'],
    ['high', 'High'],
    ['medium', 'Medium'],
    ['low', 'Low'],
    ['info', 'None'],
    ['unknown', 'None'],
  ] as const)('says %s as %s', async (severity, expected) => {
    const { findings } = await document([{ ...findingOf('code', 1), severity }])

    expect(findings[0].severity).toBe(expected)
  })

  it('names the scanners and the first detection at the end of the description', async () => {
    const { findings } = await document([{ ...findingOf('code', 1), description: 'What is wrong.' }])

    expect(findings[0].description).toBe(
      'What is wrong.\n\nDetected by First Scanner on 2026-01-02T03:04:05.678Z. Also reported by Second Scanner.',
    )
  })

  it('reports a secret as a hard-coded credential', async () => {
    const { findings } = await document([{ ...findingOf('secret', 1), cwes: [] }])

    expect(findings[0].weaknesses).toEqual(['CWE-798'])
  })

  it('reports a package as a library with everything else beside it', async () => {
    const { findings } = await document([findingOf('dependency', 1)], dependencies)

    expect(findings[0]).toMatchObject({
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
    ['a file it is in', { location: null }, 'Wiz takes findings in code only with the file they are in.'],
    [
      'a weakness Wiz can read',
      { cwes: ['79'] },
      'It does not fit Wiz’s schema: weaknesses.0 must match pattern "^CWE-\\d+$".',
    ],
    ['a path', { location: { path: '' } }, 'It does not fit Wiz’s schema: filePath must NOT have fewer than 1 characters.'],
  ])('leaves out a finding without %s, and says why', async (_what, changes, reason) => {
    const { findings, leftOut } = await document([{ ...findingOf('code', 1), ...changes }, findingOf('code', 2)])

    expect(leftOut).toEqual([{ finding: 'vul_000001', reason }])
    expect(findings).toHaveLength(1)
  })

  it('leaves out what is in an image', async () => {
    const { leftOut } = await document([{ ...findingOf('dependency', 1), image: 'registry.example/shop' }], dependencies)

    expect(leftOut[0]?.reason).toContain('container image')
  })

  it('fits the service’s own schema whatever scanners say', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 })
    const odd = fc.record({
      kind: fc.constantFrom('code', 'secret', 'infrastructure', 'dependency', 'malware', 'license'),
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
      fc.asyncProperty(fc.array(odd, { maxLength: 8 }), fc.constantFrom(...families), async (rows, family) => {
        const findings = rows.map(({ kind, number, path, startLine, endLine, ...row }) => ({
          ...findingOf(kind, number),
          ...row,
          location: { path, startLine, endLine },
        }))

        const { body, findings: written, leftOut } = await document(findings, family)

        expect(modelComplaint(body)).toBeNull()
        expect(written.length + leftOut.length).toBe(findings.length)
      }),
      { seed: 20_261_128, numRuns: 60 },
    )
  })

  it('of 100,000 findings is written within 200 MB', async () => {
    if (dependencies === undefined) throw new Error('no family')
    const page = Array.from({ length: 500 }, (_, index) => findingOf('dependency', index))
    async function* pages() {
      for (let number = 0; number < 200; number += 1)
        yield page.map((finding) => ({ ...finding, id: `${number}_${finding.id}` }))
    }
    const snapshot = { ...snapshotOf(scopeOf(dependencies, webShop), 'upload', [], 1), findings: pages() }
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

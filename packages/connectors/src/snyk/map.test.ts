import { collectOddities, idAt, readRows } from '@patchbay/sdk/shape'
import { describe, expect, it } from 'vitest'
import { type Setting, toSighting } from './map.ts'
import { sampleIssue } from './sample-issue.ts'
import { issue } from './schema.ts'

const setting: Setting = {
  target: '92867a20-30b8-44fd-a59f-da71d59b58f1',
  project: {
    organization: 'o1',
    slug: 'acme',
    type: 'pip',
    origin: 'github',
    file: 'api/requirements.txt',
    image: null,
    base: null,
  },
  app: 'https://app.snyk.io',
}

type Draft = ReturnType<typeof sampleIssue>

function map(row: unknown, project: Partial<Setting['project']> = {}) {
  const { note, oddities } = collectOddities()
  const { items, unreadable } = readRows(issue, [row], idAt('id'), setting.target)
  const where = { ...setting, project: { ...setting.project, ...project } }
  return { sighting: items.map((item) => toSighting(item, where, undefined, note))[0], unreadable, oddities }
}

function changed(change: (draft: Draft) => unknown, project: Partial<Setting['project']> = {}) {
  const draft = sampleIssue()
  change(draft)
  return map(draft, project)
}

describe('mapping an issue of Snyk', () => {
  it('reads everything a vulnerable dependency says', () => {
    const { sighting, unreadable, oddities } = map(sampleIssue())

    expect(unreadable).toEqual([])
    expect(oddities).toEqual([])
    expect(sighting).toEqual({
      target: setting.target,
      externalId: '834bd190-3f57-46bb-b9ef-e11fee859ab4',
      externalUrl: `https://app.snyk.io/org/acme/project/${setting.target}#issue-SNYK-PYTHON-PILLOW-5918878`,
      kind: 'dependency',
      title: 'Heap-based Buffer Overflow',
      description: null,
      severity: 'critical',
      vendorSeverity: 'critical',
      identifiers: ['SNYK-PYTHON-PILLOW-5918878', 'CVE-2023-4863', 'GHSA-j7hp-h8jx-5ppr'],
      package: { purl: 'pkg:pypi/pillow@9.5.0', name: 'pillow', version: '9.5.0', direct: null, fixedVersion: null },
      rule: null,
      location: { path: 'api/requirements.txt' },
      context: null,
      detectedAt: '2025-09-11T18:25:22.457Z',
      reachability: 'unknown',
      vendorReachability: 'not-applicable',
      cvss: [
        { version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H', score: 9.6 },
        { version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', score: 8.8 },
      ],
      epss: null,
      cwes: ['CWE-122'],
      references: [
        'https://security.snyk.io/vuln/SNYK-PYTHON-PILLOW-5918878',
        'https://nvd.nist.gov/vuln/detail/CVE-2023-4863',
      ],
      remediation: null,
      exploited: true,
      triage: null,
      tags: ['fixable', 'pinnable', 'exploit maturity: High', 'exploit maturity: Attacked'],
    })
  })

  it('reads an issue the API added fields to', () => {
    const { sighting } = changed((row) => Object.assign(row.attributes, { brand_new: { nested: [1] } }))

    expect(sighting).toEqual(map(sampleIssue()).sighting)
  })

  it('keeps an undocumented severity as the vendor’s word, and says so', () => {
    const { sighting, oddities } = changed((row) => Object.assign(row.attributes, { effective_severity_level: 'apocalyptic' }))

    expect(sighting).toMatchObject({ severity: 'unknown', vendorSeverity: 'apocalyptic' })
    expect(oddities).toEqual([{ path: 'attributes.effective_severity_level', value: 'apocalyptic' }])
  })

  it.each([
    ['function', 'reachable-function'],
    ['package', 'reachable-dependency'],
    ['no-info', 'unknown'],
  ])('reads the reachability %s', (word, verdict) => {
    const { sighting } = changed((row) => Object.assign(row.attributes.coordinates[0] ?? {}, { reachability: word }))

    expect(sighting).toMatchObject({ reachability: verdict, vendorReachability: word })
  })

  it('takes the most telling of several reachabilities', () => {
    const { sighting } = changed((row) => {
      const [first] = row.attributes.coordinates
      if (first) row.attributes.coordinates.push({ ...first, reachability: 'function' })
    })

    expect(sighting?.vendorReachability).toBe('function')
  })

  it('shows what was ignored over there', () => {
    expect(changed((row) => Object.assign(row.attributes, { ignored: true })).sighting?.triage).toEqual({
      state: 'dismissed',
      reason: 'ignored',
    })
  })

  it.each([
    ['an image type', { type: 'deb', origin: 'cli' }],
    ['a Dockerfile', { type: 'dockerfile', origin: 'github' }],
    ['an application inside an image of a registry', { type: 'npm', origin: 'ecr' }],
  ])('puts vulnerabilities of %s into the family of containers', (_, project) => {
    expect(map(sampleIssue(), project).sighting?.kind).toBe('container')
  })

  it('says what the image is built on, as its project says', () => {
    const image = { type: 'deb', origin: 'ecr', image: 'acme/shop:1', base: 'node:20-bookworm' }

    expect(map(sampleIssue(), image).sighting?.baseImage).toEqual({ reference: 'node:20-bookworm' })
    expect(map(sampleIssue(), { ...image, base: null }).sighting?.baseImage).toBeUndefined()
  })

  it('reads a code issue with its place, its rule and Snyk’s fingerprint', () => {
    const { sighting } = map(
      {
        ...sampleIssue(),
        attributes: {
          type: 'code',
          key: '9a29d87f-aa94-47eb-b46f-375b293a8631',
          key_asset: '4312279e-39d9-463d-b684-3a10059058f6',
          title: 'SQL Injection',
          status: 'open',
          ignored: false,
          effective_severity_level: 'high',
          created_at: '2025-09-11T18:25:22.457Z',
          classes: [{ id: 'CWE-89', source: 'CWE' }],
          problems: [{ id: '9a29d87f-aa94-47eb-b46f-375b293a8631', source: 'SNYK', type: 'vulnerability' }],
          coordinates: [
            {
              representations: [
                {
                  sourceLocation: {
                    commit_id: '5ab48c7da75182753420725182db92b679c1e4f0',
                    file: 'src/db.ts',
                    region: { start: { line: 65, column: 9 }, end: { line: 71, column: 22 } },
                  },
                },
              ],
            },
          ],
        },
      },
      { type: 'sast', file: null },
    )

    expect(sighting).toMatchObject({
      kind: 'code',
      commit: '5ab48c7da75182753420725182db92b679c1e4f0',
      identifiers: [],
      package: null,
      rule: { id: 'SQL Injection', name: 'SQL Injection' },
      location: { path: 'src/db.ts', startLine: 65, endLine: 71 },
      context: '4312279e-39d9-463d-b684-3a10059058f6',
      cwes: ['CWE-89'],
    })
  })

  it('reads a configuration issue with its rule, resource and file', () => {
    const { sighting } = changed(
      (row) =>
        Object.assign(row.attributes, {
          type: 'config',
          key: 'SNYK-CC-K8S-1',
          title: 'Container is running in privileged mode',
          problems: [{ id: 'SNYK-CC-K8S-1', source: 'SNYK', type: 'rule' }],
          coordinates: [{ representations: [{ resourcePath: '[DocId: 1].spec.containers[web].securityContext.privileged' }] }],
        }),
      { type: 'k8sconfig', file: 'deploy/web.yaml' },
    )

    expect(sighting).toMatchObject({
      kind: 'infrastructure',
      identifiers: [],
      rule: { id: 'SNYK-CC-K8S-1', name: 'Container is running in privileged mode' },
      location: { path: 'deploy/web.yaml' },
      context: '[DocId: 1].spec.containers[web].securityContext.privileged',
    })
  })

  it('reads a license issue with its package and without ids', () => {
    const { sighting } = changed(
      (row) => Object.assign(row.attributes, { type: 'license', key: 'snyk:lic:npm:goof:GPL-2.0', title: 'GPL-2.0 license' }),
      { type: 'npm' },
    )

    expect(sighting).toMatchObject({
      kind: 'license',
      identifiers: [],
      rule: { id: 'snyk:lic:npm:goof:GPL-2.0', name: 'GPL-2.0 license' },
      package: { purl: 'pkg:npm/pillow@9.5.0' },
    })
  })

  it('keeps an issue of an undocumented type, and says so', () => {
    const { sighting, oddities } = changed((row) => Object.assign(row.attributes, { type: 'quantum' }))

    expect(sighting?.kind).toBe('operational')
    expect(oddities).toEqual([{ path: 'attributes.type', value: 'quantum' }])
  })

  it('reads ids from before Snyk had its own form', () => {
    const { sighting } = changed((row) =>
      Object.assign(row.attributes, { key: 'npm:hoek:20180212:hoek:2.16.3', problems: [{ id: 'CVE-2018-3728' }] }),
    )

    expect(sighting).toMatchObject({
      identifiers: ['npm:hoek:20180212', 'CVE-2018-3728'],
      package: { purl: 'pkg:npm/pillow@9.5.0' },
    })
  })

  it.each([
    ['id', (row: Draft) => Reflect.deleteProperty(row, 'id')],
    ['attributes', (row: Draft) => Reflect.deleteProperty(row, 'attributes')],
    ['attributes.status', (row: Draft) => Reflect.deleteProperty(row.attributes, 'status')],
    ['attributes.key', (row: Draft) => Reflect.deleteProperty(row.attributes, 'key')],
  ])('sets a row without %s aside, naming the path', (path, change) => {
    const { sighting, unreadable } = changed(change)

    expect(sighting).toBeUndefined()
    expect(unreadable).toMatchObject([
      { path, target: setting.target, externalId: path === 'id' ? null : '834bd190-3f57-46bb-b9ef-e11fee859ab4' },
    ])
  })
})

describe('the package of an issue', () => {
  it.each([
    ['SNYK-JS-BABELTRAVERSE-1', 'npm', '@babel/traverse', '7.1.0', 'pkg:npm/%40babel/traverse@7.1.0'],
    ['SNYK-JAVA-ORGSLF4J-1', 'gradle', 'org.slf4j:slf4j-ext', '1.7.2', 'pkg:maven/org.slf4j/slf4j-ext@1.7.2'],
    [
      'SNYK-GOLANG-GITHUBCOMGINGONIC-1',
      'gomodules',
      'github.com/gin-gonic/gin',
      'v1.6.0',
      'pkg:golang/github.com/gin-gonic/gin@v1.6.0',
    ],
    ['SNYK-DEBIAN12-OPENSSL-1', 'deb', 'openssl/libssl3', '3.0.9-1', 'pkg:deb/debian/libssl3@3.0.9-1'],
    ['SNYK-UBUNTU2204-ZLIB-1', 'linux', 'zlib/zlib1g', '1:1.2.11', 'pkg:deb/ubuntu/zlib1g@1:1.2.11'],
    ['SNYK-ALPINE318-BUSYBOX-1', 'apk', 'busybox/busybox', '1.36.1-r0', 'pkg:apk/alpine/busybox@1.36.1-r0'],
    ['SNYK-RHEL9-OPENSSL-1', 'rpm', 'openssl-libs', '1:3.0.7-6', 'pkg:rpm/redhat/openssl-libs@1:3.0.7-6'],
    ['snyk:lic:maven:org.example:lib:GPL-3.0', 'maven', 'org.example:lib', '1.0', 'pkg:maven/org.example/lib@1.0'],
    ['SNYK-ZIG-ZLIB-1', 'poetry', 'zlib', '1.0', 'pkg:pypi/zlib@1.0'],
    ['SNYK-ZIG-ZLIB-1', 'zig', 'zlib', '1.0', 'pkg:generic/zlib@1.0'],
  ])('of %s in a project of type %s is %s', (key, type, package_name, package_version, purl) => {
    const { sighting } = changed(
      (row) =>
        Object.assign(row.attributes, {
          key,
          coordinates: [{ representations: [{ dependency: { package_name, package_version } }] }],
        }),
      { type },
    )

    expect(sighting?.package?.purl).toBe(purl)
  })

  it('does not depend on the order of coordinates, and names the other versions', () => {
    const at = (package_version: string) => ({ representations: [{ dependency: { package_name: 'pillow', package_version } }] })
    const one = changed((row) => Object.assign(row.attributes, { coordinates: [at('10.0.0'), at('9.5.0')] })).sighting
    const other = changed((row) => Object.assign(row.attributes, { coordinates: [at('9.5.0'), at('10.0.0')] })).sighting

    expect(one).toEqual(other)
    expect(one).toMatchObject({
      package: { version: '9.5.0' },
      description: 'The project also holds version 10.0.0.',
    })
  })

  it('leaves out a version that is resolved while another is open', () => {
    const { sighting } = changed((row) => {
      const [open] = row.attributes.coordinates
      if (open === undefined) return
      const fixed = [{ dependency: { package_name: 'pillow', package_version: '9.0.0' } }]
      row.attributes.coordinates.unshift({ ...open, state: 'resolved', representations: fixed })
    })

    expect(sighting).toMatchObject({ package: { version: '9.5.0' }, description: null })
  })
})

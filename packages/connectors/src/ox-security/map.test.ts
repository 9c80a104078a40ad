import { kinds } from '@patchbay/sdk'
import { collectOddities, idAt, readRows } from '@patchbay/sdk/shape'
import { describe, expect, it } from 'vitest'
import { categoriesWithout, families } from './category.ts'
import { toSightings } from './map.ts'
import { sampleIssue } from './sample-issue.ts'
import { issue } from './schema.ts'

type Draft = ReturnType<typeof sampleIssue>

function map(change: (draft: Draft) => unknown = () => {}) {
  const draft = sampleIssue()
  change(draft)
  const { note, oddities } = collectOddities()
  const { items, unreadable } = readRows(issue, [draft], idAt('issueId'))
  return { sightings: items.flatMap((row) => toSightings(row, note)), unreadable, oddities }
}

function first(change?: (draft: Draft) => unknown) {
  return map(change).sightings[0]
}

const vulnerabilityOf = ({ scaVulnerabilities: [one] }: Draft): Record<string, unknown> => one ?? {}

describe('mapping an issue of OX Security', () => {
  it('makes one finding of each CVE, and reads everything it says', () => {
    const { sightings, unreadable, oddities } = map()

    expect(unreadable).toEqual([])
    expect(oddities).toEqual([])
    expect(sightings).toHaveLength(2)
    expect(sightings[0]).toEqual({
      target: '584352228',
      externalId: '584352228-oxPolicy_securityScan_120-org.springframework:spring-web_5.3.19|CVE-2016-1000027',
      externalUrl: null,
      kind: 'dependency',
      title: 'CVE-2016-1000027 in org.springframework:spring-web@5.3.19',
      description: 'Unsafe deserialization.',
      severity: 'high',
      vendorSeverity: 'High',
      identifiers: ['CVE-2016-1000027'],
      package: {
        purl: 'pkg:maven/org.springframework/spring-web@5.3.19',
        name: 'org.springframework:spring-web',
        version: '5.3.19',
        direct: true,
        fixedVersion: '6.0.0',
      },
      rule: null,
      location: { path: 'pom.xml', startLine: 41, url: 'https://github.com/ACME/shop/blob/main/pom.xml#L41' },
      context: null,
      detectedAt: '2025-09-22T18:14:32.000Z',
      reachability: 'unknown',
      vendorReachability: null,
      cvss: [{ version: '3.1', vector: null, score: 9.8 }],
      epss: { score: 0.47, percentile: 0.97 },
      cwes: [],
      references: ['https://nvd.nist.gov/vuln/detail/CVE-2016-1000027'],
      remediation: 'Upgrade org.springframework:spring-web to 6.0.0.',
      exploited: false,
      triage: null,
      tags: ['tool: OX', 'tool severity: Critical'],
    })
    expect(sightings[1]).toMatchObject({
      severity: 'critical',
      vendorSeverity: 'Appoxalypse',
      package: { fixedVersion: '5.3.20' },
      exploited: true,
    })
  })

  it('reads the answer to the small query', () => {
    const small = first((draft) => {
      const dropped = ['description', 'recommendation', 'languageInfo', 'sbom', 'aggregations', 'cwe', 'scaTriggerPkg']
      for (const field of [...dropped, 'isFalsePositive', 'excludedByAlert', 'originalToolSeverity'])
        Reflect.deleteProperty(draft, field)
    })

    expect(small).toMatchObject({
      externalId: first()?.externalId,
      package: { purl: 'pkg:maven/org.springframework/spring-web@5.3.19' },
      location: { path: 'pom.xml' },
    })
  })

  it.each([
    [1758564872000, '2025-09-22T18:14:32.000Z'],
    ['1758564872000', '2025-09-22T18:14:32.000Z'],
    ['2025-09-22T18:14:32Z', '2025-09-22T18:14:32.000Z'],
    [null, null],
  ])('takes %o for the time of detection', (createdAt, expected) => {
    expect(map((draft) => Object.assign(draft, { createdAt }))).toMatchObject({
      sightings: [{ detectedAt: expected }, { detectedAt: expected }],
      oddities: [],
    })
  })

  it.each([1758564872, 'soon', 1e300])('takes the absurd date %o for unknown, and says so', (createdAt) => {
    const { sightings, oddities } = map((draft) => Object.assign(draft, { createdAt }))

    expect(sightings[0]?.detectedAt).toBeNull()
    expect(oddities.map(({ path }) => path)).toEqual(['createdAt'])
  })

  it('keeps a severity nobody documented as the vendor’s word, and says so', () => {
    const { sightings, oddities } = map((draft) => Object.assign(vulnerabilityOf(draft), { oxSeverity: 'Ragnarok' }))

    expect(sightings[0]).toMatchObject({ severity: 'unknown', vendorSeverity: 'Ragnarok' })
    expect(oddities).toEqual([{ path: 'severity', value: 'Ragnarok' }])
  })

  it.each([
    [
      { epss: 47, percentile: 97 },
      { score: 0.47, percentile: 0.97 },
    ],
    [
      { epss: '0.47', percentile: null },
      { score: 0.47, percentile: null },
    ],
    [{ epss: null, percentile: null }, null],
  ])('reads EPSS in either scale: %o', (given, expected) => {
    expect(first((draft) => Object.assign(vulnerabilityOf(draft), given))?.epss).toEqual(expected)
  })

  it.each([
    [{ dependencyChain: ['a@1', 'b@2'] }, null, false],
    [{ dependencyChain: 'a@1 > b@2' }, null, false],
    [{ dependencyChain: null, chainDepth: 0 }, null, true],
    [{ dependencyChain: null, chainDepth: '1' }, null, null],
    [{ dependencyChain: null, chainDepth: 2 }, null, false],
    [{ dependencyChain: null, chainDepth: 1 }, 'org.springframework:spring-web', true],
    [{ dependencyChain: null, chainDepth: 1 }, 'spring-boot-starter', false],
  ])('tells direct from transitive: %o, triggered by %s', (given, scaTriggerPkg, expected) => {
    const sighting = first((draft) => {
      Object.assign(vulnerabilityOf(draft), given)
      draft.scaTriggerPkg = scaTriggerPkg
    })

    expect(sighting?.package?.direct).toBe(expected)
  })

  it.each([
    [{ sbom: { packageManager: 'npm' } }, '@babel/traverse', 'pkg:npm/%40babel/traverse@1.0.0'],
    [{ languageInfo: { name: 'Python' } }, 'Pillow', 'pkg:pypi/pillow@1.0.0'],
    [{ languageInfo: null, secondTitle: 'web/package-lock.json', aggregations: null }, 'lodash', 'pkg:npm/lodash@1.0.0'],
    [{ languageInfo: null, secondTitle: null, aggregations: null }, 'org.example:lib', 'pkg:maven/org.example/lib@1.0.0'],
    [{ languageInfo: null, secondTitle: null, aggregations: null }, 'mystery', 'pkg:generic/mystery@1.0.0'],
  ])('writes the package the way every scanner’s packages are written: %o %s', (given, libName, purl) => {
    const sighting = first((draft) => {
      Object.assign(draft, given)
      Object.assign(vulnerabilityOf(draft), { libName, libVersion: '1.0.0' })
    })

    expect(sighting?.package?.purl).toBe(purl)
  })

  it('shows what was decided over there', () => {
    expect(
      first((draft) => Object.assign(draft, { isFalsePositive: true, falsePositiveComment: 'test code' }))?.triage,
    ).toEqual({
      state: 'dismissed',
      reason: 'test code',
    })
    expect(first((draft) => Object.assign(draft, { excludedByPolicy: true }))?.triage?.state).toBe('dismissed')
    expect(first((draft) => Object.assign(draft, { excludedByApp: true }))?.triage?.state).toBe('dismissed')
  })

  it.each([
    ['issueId', (draft: Draft) => Reflect.deleteProperty(draft, 'issueId')],
    ['app', (draft: Draft) => Object.assign(draft, { app: null })],
    ['category', (draft: Draft) => Reflect.deleteProperty(draft, 'category')],
  ])('sets a row without %s aside, naming the path', (path, change) => {
    const { sightings, unreadable } = map(change)

    expect(sightings).toEqual([])
    expect(unreadable).toMatchObject([{ path }])
  })
})

describe('base images and containers', () => {
  const baseImage = (draft: Draft) => {
    Object.assign(draft, {
      mainTitle:
        'golang@1.16-alpine is a base image defined in GO/Dockerfile having 90 vulnerabilities. CVE-2022-37434 (CVSS:9.8) is the most severe vulnerability.',
      secondTitle: 'GO/Dockerfile',
      languageInfo: null,
      aggregations: { items: [{ fileName: 'GO/Dockerfile', link: 'https://github.com/ACME/shop/blob/main/GO/Dockerfile#L1' }] },
    })
    Object.assign(vulnerabilityOf(draft), { cve: 'CVE-2022-37434', libName: 'zlib', libVersion: '1.2.11-r3' })
  }

  it('tells a base image of a Dockerfile from a package', () => {
    expect(first(baseImage)).toMatchObject({
      kind: 'container',
      externalId: expect.stringMatching(/\|CVE-2022-37434\|zlib$/),
      package: { purl: 'pkg:apk/alpine/zlib@1.2.11-r3', direct: null },
      location: { path: 'GO/Dockerfile' },
      context: 'golang:1.16-alpine',
    })
    // It is built elsewhere: what is to be changed is the Dockerfile.
    expect(first(baseImage)?.image).toBeUndefined()
    expect(first(baseImage)?.baseImage).toEqual({ reference: 'golang:1.16-alpine', brings: true })
  })

  it('tells it by the title alone when the small query is all there is', () => {
    const small = first((draft) => {
      baseImage(draft)
      Object.assign(draft, { aggregations: null, secondTitle: null })
    })

    expect(small).toMatchObject({ kind: 'container', location: { path: 'GO/Dockerfile' } })
  })

  it('tells it by the file alone when the title says nothing', () => {
    const sighting = first((draft) => {
      baseImage(draft)
      draft.mainTitle = 'An old image'
    })

    expect(sighting?.kind).toBe('container')
  })

  it('takes a vulnerability of the image itself for one of the image', () => {
    const sighting = first((draft) => {
      baseImage(draft)
      Object.assign(vulnerabilityOf(draft), { libName: 'golang', libVersion: '1.16-alpine', minorVerWithFix: '1.22-alpine' })
    })

    expect(sighting?.package?.purl).toBe('pkg:docker/golang@1.16-alpine')
    expect(sighting?.baseImage).toMatchObject({ reference: 'golang:1.16-alpine', recommended: 'golang:1.22-alpine' })
  })

  const digest = `sha256:${'a'.repeat(64)}`

  it.each([
    [
      { image: 'acme/shop', tag: '1.4.2', sha256: 'a'.repeat(64), registryName: 'ghcr.io' },
      `ghcr.io/acme/shop:1.4.2@${digest}`,
      { registry: 'ghcr.io', name: 'acme/shop', tag: '1.4.2', digest },
    ],
    [
      { image: `localhost:5000/shop:1@${digest}`, registryName: 'Our registry' },
      `localhost:5000/shop:1@${digest}`,
      { registry: 'localhost:5000', name: 'shop', tag: '1', digest },
    ],
    [
      { image: 'acme/shop', tag: null, sha256: null, registryName: 'ECR production', baseImage: 'debian:12' },
      'acme/shop',
      { registry: null, name: 'acme/shop', tag: null, digest: null },
    ],
  ])('names an image with registry, tag and digest, and what it is built on: %o', (item, reference, image) => {
    const sighting = first((draft) => {
      draft.category.name = 'Container Security'
      draft.aggregations.items = [{ ...item, os: 'debian 12' }]
      Object.assign(vulnerabilityOf(draft), { libName: 'openssl', libVersion: '3.0.9-1' })
    })

    expect(sighting).toMatchObject({
      kind: 'container',
      context: reference,
      image,
      package: { purl: 'pkg:deb/debian/openssl@3.0.9-1' },
    })
    expect(sighting?.baseImage).toEqual('baseImage' in item ? { reference: 'debian:12' } : undefined)
  })

  it('keeps one CVE in two packages of an image apart, and a repeated entry together', () => {
    const { sightings } = map((draft) => {
      draft.category.name = 'Container Security'
      const [one] = draft.scaVulnerabilities
      if (one) draft.scaVulnerabilities = [one, { ...one, libName: 'libssl3' }, { ...one }]
    })

    expect(sightings.map(({ package: found }) => found?.name)).toEqual(['org.springframework:spring-web', 'libssl3'])
  })
})

describe('the other categories', () => {
  it.each([
    ['Code Security', 'code'],
    ['Secret/PII Scan', 'secret'],
    ['secret / pii scan', 'secret'],
    ['Infrastructure as Code Scan', 'infrastructure'],
    ['Git Posture', 'supply-chain'],
    ['CI/CD Posture', 'supply-chain'],
    ['SBOM', 'supply-chain'],
    ['API Security', 'operational'],
  ])('files %s under one family, an issue being one finding', (name, kind) => {
    const { sightings, oddities } = map((draft) => {
      draft.category.name = name
      draft.cwe = ['CWE-79']
    })

    expect(oddities).toEqual([])
    expect(sightings).toMatchObject([
      {
        kind,
        externalId: sampleIssue().issueId,
        identifiers: [],
        rule: { id: 'oxPolicy_securityScan_120' },
        severity: 'critical',
        cwes: ['CWE-79'],
      },
    ])
  })

  it.each([
    ['Packages should have an approved license', 'license'],
    ['Malicious packages should not be used', 'malware'],
  ])('reads from the policy "%s" what an SBOM issue is about', (policy, kind) => {
    const sighting = first((draft) => {
      draft.category.name = 'SBOM'
      draft.policy.name = policy
      draft.scaVulnerabilities = []
    })

    expect(sighting?.kind).toBe(kind)
  })

  it('keeps a category nobody documented, and says so', () => {
    const { sightings, oddities } = map((draft) => Object.assign(draft.category, { name: 'Quantum Security' }))

    expect(sightings[0]?.kind).toBe('operational')
    expect(oddities).toEqual([{ path: 'category.name', value: 'Quantum Security' }])
  })

  it('leaves out no category that may hold a wanted finding', () => {
    expect(categoriesWithout(kinds)).toEqual([])
    expect(categoriesWithout(families)).toEqual([])
    expect(categoriesWithout(['container'])).not.toContain('Open Source Security')
    expect(categoriesWithout(['license'])).not.toContain('SBOM')
    expect(categoriesWithout(['dependency'])).toEqual(
      expect.arrayContaining(['Code Security', 'Secret/PII Scan', 'Secret / PII Scan']),
    )
  })
})

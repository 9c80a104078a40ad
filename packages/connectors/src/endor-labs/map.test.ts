import { collectOddities, idAt, readRows } from '@patchbay/sdk/shape'
import { describe, expect, it } from 'vitest'
import { type Origin, toSighting } from './map.ts'
import { composed } from './sample-finding.ts'
import { finding } from './schema.ts'

const origin: Origin = { target: '64d3dec97a977a2134b5f001', namespace: 'acme.web', app: 'https://app.endorlabs.com' }

function map(row: unknown) {
  const { note, oddities } = collectOddities()
  const { items, unreadable } = readRows(finding, [row], idAt('uuid'), origin.target)
  return { sighting: items.map((item) => toSighting(item, origin, note))[0], unreadable, oddities }
}

type Change = (draft: ReturnType<typeof composed>) => unknown

function changed(change: Change) {
  const draft = composed()
  change(draft)
  return map(draft)
}

describe('mapping a finding of Endor Labs', () => {
  it('reads everything a vulnerable dependency says', () => {
    const { sighting, unreadable, oddities } = map(composed())

    expect(unreadable).toEqual([])
    expect(oddities).toEqual([])
    expect(sighting).toEqual({
      target: '64d3dec97a977a2134b5f001',
      externalId: '64d3defd7a977a2134b62800',
      externalUrl: 'https://app.endorlabs.com/t/acme.web/findings/64d3defd7a977a2134b62800',
      kind: 'dependency',
      title: 'GHSA-w77p-8cfg-2x43: Improper Access Control in SLF4J',
      description: 'A critical severity known vulnerability ...',
      severity: 'critical',
      vendorSeverity: 'FINDING_LEVEL_CRITICAL',
      identifiers: ['GHSA-w77p-8cfg-2x43', 'CVE-2018-8088'],
      package: {
        purl: 'pkg:maven/org.slf4j/slf4j-ext@1.7.2',
        name: 'org.slf4j:slf4j-ext',
        version: '1.7.2',
        direct: false,
        fixedVersion: '1.7.26',
      },
      rule: null,
      location: { path: 'pom.xml', url: 'https://github.com/acme/webapp/blob/main/pom.xml' },
      context: 'com.endor.webapp:endor-java-webapp-demo',
      detectedAt: '2023-08-09T18:46:21.493Z',
      reachability: 'unreachable',
      vendorReachability: 'FINDING_TAGS_UNREACHABLE_FUNCTION',
      cvss: [{ version: '3.0', vector: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8 }],
      epss: { score: 0.02, percentile: 0.88 },
      cwes: ['CWE-284'],
      references: [
        'https://nvd.nist.gov/vuln/detail/CVE-2018-8088',
        'https://github.com/qos-ch/slf4j/commit/d2b27fba88e983f921558da27fc29b5f5d269405',
      ],
      remediation: 'Consider other options to upgrade org.slf4j:slf4j-ext to 1.7.26.',
      exploited: null,
      triage: null,
      tags: ['NORMAL', 'FIX_AVAILABLE'],
    })
  })

  it('reads the compact answer form and the one full of nulls alike', () => {
    expect(map(compact(composed())).sighting).toEqual(map(composed()).sighting)
  })

  it('reads an object the API added fields to', () => {
    const { sighting } = changed((row) => Object.assign(row.spec, { brand_new: { nested: [1] } }))

    expect(sighting).toEqual(map(composed()).sighting)
  })

  it('calls the detection time the time Endor Labs first saw it, never the advisory’s', () => {
    expect(
      changed((row) => Object.assign(row.meta, { create_time: '2024-05-01T10:00:00.123456789Z' })).sighting?.detectedAt,
    ).toBe('2024-05-01T10:00:00.123Z')
  })

  it.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', 'soon'])(
    'takes the absurd date %s for unknown, and says so',
    (date) => {
      const { sighting, oddities } = changed((row) => Object.assign(row.meta, { create_time: date }))

      expect(sighting?.detectedAt).toBeNull()
      expect(oddities).toEqual([{ path: 'meta.create_time', value: date }])
    },
  )

  it('keeps an undocumented level as the vendor’s word, with unknown severity, and says so', () => {
    const { sighting, oddities } = changed((row) => Object.assign(row.spec, { level: 'FINDING_LEVEL_APOCALYPTIC' }))

    expect(sighting).toMatchObject({ severity: 'unknown', vendorSeverity: 'FINDING_LEVEL_APOCALYPTIC' })
    expect(oddities).toEqual([{ path: 'spec.level', value: 'FINDING_LEVEL_APOCALYPTIC' }])
  })

  it.each([
    ['FINDING_LEVEL_HIGH', 'high'],
    ['FINDING_LEVEL_MEDIUM', 'medium'],
    ['FINDING_LEVEL_LOW', 'low'],
    ['FINDING_LEVEL_INFO', 'info'],
    ['FINDING_LEVEL_UNSPECIFIED', 'unknown'],
  ])('reads %s as %s', (level, severity) => {
    expect(changed((row) => Object.assign(row.spec, { level: level }))).toMatchObject({ sighting: { severity }, oddities: [] })
  })

  it.each([
    ['absent', (row) => Reflect.deleteProperty(row.spec, 'level')],
    ['null', (row) => Object.assign(row.spec, { level: null })],
  ] satisfies [string, Change][])(
    'reads a level that is %s as unknown, as the compact form leaves out what is not set',
    (_, change) => {
      expect(changed(change)).toMatchObject({
        sighting: { severity: 'unknown', vendorSeverity: null },
        oddities: [],
        unreadable: [],
      })
    },
  )

  it('notes categories, tags and ecosystems nobody documented, and keeps the tag', () => {
    const { sighting, oddities } = changed((row) => {
      row.spec.finding_categories.push('FINDING_CATEGORY_QUANTUM')
      row.spec.finding_tags.push('FINDING_TAGS_SPOOKY')
      row.spec.ecosystem = 'ECOSYSTEM_ZIG'
      row.spec.target_dependency_package_name = 'zig://zlib@1.0'
    })

    expect(sighting).toMatchObject({ kind: 'dependency', package: { purl: 'pkg:generic/zlib@1.7.2' } })
    expect(sighting?.tags).toContain('SPOOKY')
    expect(oddities.map(({ path }) => path).toSorted()).toEqual([
      'spec.ecosystem',
      'spec.finding_categories',
      'spec.finding_tags',
    ])
  })

  it.each([
    ['uuid', (row) => Reflect.deleteProperty(row, 'uuid')],
    ['meta', (row) => Reflect.deleteProperty(row, 'meta')],
    ['spec', (row) => Reflect.deleteProperty(row, 'spec')],
  ] satisfies [string, Change][])('sets a row without %s aside, naming the path', (path, change) => {
    const { sighting, unreadable } = changed(change)

    expect(sighting).toBeUndefined()
    expect(unreadable).toMatchObject([
      { path, target: origin.target, externalId: path === 'uuid' ? null : '64d3defd7a977a2134b62800' },
    ])
  })

  it('stores NUL and lone surrogates safely', () => {
    const { sighting } = changed((row) => {
      row.meta.description = 'GHSA-1\0 bad \ud800 title'
      row.spec.summary = '\0'
      row.meta.tags = ['a\0b']
      row.spec.target_dependency_version = '1.0\0'
    })

    expect(JSON.stringify(sighting)).not.toMatch(/\\u0000|\\ud800/)
    expect(sighting?.title).toBe('GHSA-1\uFFFD bad \uFFFD title')
  })

  it('shortens text without end', () => {
    const { sighting } = changed((row) => Object.assign(row.spec, { explanation: 'x'.repeat(5_000_000) }))

    expect(sighting?.description?.length).toBeLessThan(50_000)
  })
})

describe('identifiers of a finding', () => {
  it('finds the CVE among the aliases, in the record of the vendor’s database, in the key and in the title', () => {
    const without = (change: Change) =>
      changed((row) => {
        row.spec.finding_metadata.vulnerability.spec.aliases = []
        change(row)
      }).sighting?.identifiers

    expect(without((row) => Object.assign(row.spec.finding_metadata.vulnerability.meta, { name: 'CVE-2020-0001' }))).toContain(
      'CVE-2020-0001',
    )
    expect(without((row) => Object.assign(row.spec, { extra_key: 'CVE-2020-0002' }))).toContain('CVE-2020-0002')
    expect(without((row) => Object.assign(row.meta, { description: 'CVE-2020-0003: title' }))).toEqual([
      'GHSA-w77p-8cfg-2x43',
      'CVE-2020-0003',
    ])
    const several = 'updates libxml2 to resolve CVE-2020-0005 and CVE-2020-0006'
    expect(without((row) => Object.assign(row.meta, { description: several }))).toEqual(['GHSA-w77p-8cfg-2x43'])
    expect(
      without((row) => {
        Object.assign(row.spec.finding_metadata.vulnerability.spec, {
          raw: { endor_vulnerability: { cve_id: 'CVE-2020-0004' } },
        })
      }),
    ).toContain('CVE-2020-0004')
  })

  it('does not take a key that is an address or a file for an identifier', () => {
    const { sighting } = changed((row) => Object.assign(row.spec, { extra_key: 'https://example.com/a-b' }))

    expect(sighting?.identifiers).toEqual(['GHSA-w77p-8cfg-2x43', 'CVE-2018-8088'])
  })
})

describe('ratings of a finding', () => {
  it('keeps CVSS 3 and CVSS 4 side by side', () => {
    const { sighting } = changed((row) => {
      Object.assign(row.spec.finding_metadata.vulnerability.spec, {
        cvss_v4_severity: { base_level: 'V4_LEVEL_CRITICAL', base_score: 9.3, vector: 'CVSS:4.0/AV:N/AC:L/AT:N' },
      })
    })

    expect(sighting?.cvss.map(({ version, score }) => [version, score])).toEqual([
      ['3.0', 9.8],
      ['4.0', 9.3],
    ])
  })

  it('knows a vulnerability to be exploited by its tag or its entry in the KEV catalog', () => {
    expect(changed((row) => row.spec.finding_tags.push('FINDING_TAGS_EXPLOITED')).sighting?.exploited).toBe(true)
    expect(
      changed((row) => {
        Object.assign(row.spec.finding_metadata.vulnerability.spec, { raw: { kev_record: { cve_id: 'CVE-2018-8088' } } })
      }).sighting?.exploited,
    ).toBe(true)
  })
})

describe('links of a finding', () => {
  it('links nowhere when the web app’s address cannot be known', () => {
    const { items } = readRows(finding, [composed()], idAt('uuid'))

    expect(items.map((row) => toSighting(row, { ...origin, app: null }, () => {}).externalUrl)).toEqual([null])
  })

  it('keeps the commit that was scanned, by its full name only', () => {
    const sha = 'a1b2c3d4e5f6789012345678901234567890abcd'
    const commitOf = (given: string) =>
      changed((row) => Object.assign(row.spec, { source_code_version: { ref: 'main', sha: given } })).sighting?.commit

    expect(commitOf(sha)).toBe(sha)
    expect(commitOf(sha.slice(0, 7))).toBeUndefined()
  })

  it('keeps only https references, texts and objects alike', () => {
    const { sighting } = changed((row) => {
      Object.assign(row.spec.finding_metadata.vulnerability.spec, {
        references: [
          'https://example.com/advisory',
          { type: 'REFERENCE_TYPE_WEB', url: 'javascript:alert(1)' },
          { url: 'http://plain.example' },
        ],
      })
    })

    expect(sighting?.references).toEqual(['https://example.com/advisory'])
  })
})

describe('findings of other scanners', () => {
  it('reads the place, rule and weaknesses of a SAST finding', () => {
    const { sighting } = map({
      uuid: '64d3defd7a977a2134b62901',
      meta: {
        name: 'policy_finding',
        description: 'SQL injection',
        create_time: '2025-01-01T00:00:00Z',
        parent_kind: 'RepositoryVersion',
        parent_uuid: 'r1',
      },
      spec: {
        level: 'FINDING_LEVEL_HIGH',
        finding_categories: ['FINDING_CATEGORY_SAST', 'FINDING_CATEGORY_SECURITY'],
        finding_metadata: {
          custom: {
            sast_rule_id: 'java-sqli',
            path: 'src/Db.java',
            start: { line: 10 },
            end: { line: 12 },
            cwes: ['CWE-89: SQL Injection'],
          },
          source_policy_info: { uuid: 'p1', finding_name: 'SQL injection in query' },
        },
      },
    })

    expect(sighting).toMatchObject({
      kind: 'code',
      identifiers: [],
      package: null,
      rule: { id: 'java-sqli', name: 'SQL injection in query' },
      location: { path: 'src/Db.java', startLine: 10, endLine: 12 },
      cwes: ['CWE-89'],
      context: null,
    })
  })

  it('reads the place of a secret from its policy’s results', () => {
    const { sighting } = map({
      uuid: '64d3defd7a977a2134b62902',
      meta: { name: 'policy_finding', description: 'AWS key' },
      spec: {
        level: 'FINDING_LEVEL_CRITICAL',
        finding_categories: ['FINDING_CATEGORY_SECRETS'],
        finding_tags: ['FINDING_TAGS_VALID_SECRET'],
        finding_metadata: {
          source_policy_info: { uuid: 'p2', name: 'Secrets', results: [{ fields: { 'Secret Location': 'config/app.yml:7' } }] },
        },
      },
    })

    expect(sighting).toMatchObject({
      kind: 'secret',
      rule: { id: 'p2', name: 'Secrets' },
      location: { path: 'config/app.yml', startLine: 7 },
      tags: ['VALID_SECRET'],
      detectedAt: null,
    })
  })

  it('reads AI SAST with its function as context', () => {
    const { sighting } = map({
      uuid: '64d3defd7a977a2134b62903',
      meta: { description: 'Path traversal' },
      spec: {
        level: 'FINDING_LEVEL_HIGH',
        finding_categories: ['FINDING_CATEGORY_SAST'],
        finding_metadata: {
          ai_sast_data: {
            cwes: ['CWE-22'],
            location: {
              relative_path: 'app/files.py',
              start_line: 4,
              end_line: 9,
              function_name: 'download',
              scm_link: 'https://github.com/a/b/blob/main/app/files.py#L4',
            },
          },
        },
      },
    })

    expect(sighting).toMatchObject({
      location: { path: 'app/files.py', startLine: 4, endLine: 9, url: 'https://github.com/a/b/blob/main/app/files.py#L4' },
      context: 'download',
      cwes: ['CWE-22'],
    })
  })

  it('names malware by its ids', () => {
    const { sighting } = map({
      uuid: '64d3defd7a977a2134b62904',
      meta: { name: 'dependency_with_malicious_package', description: 'MAL-2024-1234: malicious code in left-pad2' },
      spec: {
        level: 'FINDING_LEVEL_CRITICAL',
        finding_categories: ['FINDING_CATEGORY_MALWARE', 'FINDING_CATEGORY_SUPPLY_CHAIN'],
        target_dependency_package_name: 'npm://left-pad2@1.0.0',
        extra_key: 'MAL-2024-1234',
        finding_metadata: { malware: { spec: { aliases: ['GHSA-2222-3333-4444'], cwe_id: 'CWE-506' } } },
      },
    })

    expect(sighting).toMatchObject({
      kind: 'malware',
      identifiers: ['MAL-2024-1234', 'GHSA-2222-3333-4444'],
      package: { purl: 'pkg:npm/left-pad2@1.0.0', name: 'left-pad2' },
      cwes: ['CWE-506'],
    })
  })
})

/** The form `application/jsoncompact` gives: nothing that is not set. */
function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value)
    .map(([name, item]) => [name, compact(item)] as const)
    .filter(
      ([, item]) =>
        item !== null && item !== false && item !== '' && !(typeof item === 'object' && Object.keys(item).length === 0),
    )
  return Object.fromEntries(kept)
}

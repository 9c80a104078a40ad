import { kinds, reachabilities, type Sighting, severities } from '@patchbay/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentHash, findingEvidence, findingIdentity, identityById, identityVersion } from './identity.ts'

const sample: Sighting = {
  target: 'project-1',
  externalId: 'finding-1',
  externalUrl: 'https://scanner.example/finding-1',
  kind: 'dependency',
  title: 'Prototype pollution',
  description: 'Long text',
  severity: 'high',
  vendorSeverity: 'HIGH',
  identifiers: ['GHSA-p6mc-m468-83gw', 'CVE-2020-8203'],
  package: { purl: 'pkg:npm/lodash@4.17.15', name: 'lodash', version: '4.17.15', direct: true, fixedVersion: '4.17.19' },
  rule: null,
  location: { path: 'web/package-lock.json', startLine: 10 },
  context: null,
  detectedAt: '2026-01-01T00:00:00.000Z',
  reachability: 'unknown',
  vendorReachability: null,
  cvss: [{ version: '3.1', vector: null, score: 7.4 }],
  epss: { score: 0.1, percentile: 0.9 },
  cwes: ['CWE-1321', 'CWE-770'],
  references: ['https://a.example', 'https://b.example'],
  remediation: null,
  exploited: null,
  triage: null,
  tags: ['b', 'a'],
}
const codeSample: Sighting = {
  ...sample,
  kind: 'code',
  identifiers: [],
  package: null,
  rule: { id: 'sql-injection', name: null },
  location: { path: 'src/db.ts', startLine: 10, endLine: 12 },
  context: 'findUser',
}

const small = fc.constantFrom('a', 'b', ' a', 'e\u0301', '')
const sightings: fc.Arbitrary<Sighting> = fc.record({
  target: fc.constantFrom('t1', 't2'),
  externalId: fc.constantFrom('1', '2', '3', '4', ''),
  externalUrl: fc.constant(null),
  kind: fc.constantFrom(...kinds),
  title: small,
  description: fc.option(small),
  severity: fc.constantFrom(...severities),
  vendorSeverity: fc.option(small),
  identifiers: fc.subarray(['CVE-2020-8203', 'CVE-2021-23337', 'GHSA-p6mc-m468-83gw']),
  package: fc.option(
    fc.record({
      purl: fc.constantFrom('pkg:npm/lodash@1', 'pkg:npm/%40babel/core@7', 'nonsense'),
      name: small,
      version: fc.option(small),
      direct: fc.option(fc.boolean()),
      fixedVersion: fc.option(small),
    }),
  ),
  rule: fc.option(fc.record({ id: small, name: fc.option(small) })),
  location: fc.option(fc.record({ path: small, startLine: fc.nat(3), endLine: fc.nat(3) }, { requiredKeys: ['path'] })),
  context: fc.option(small),
  detectedAt: fc.constantFrom(null, '2026-01-01T00:00:00.000Z'),
  reachability: fc.constantFrom(...reachabilities),
  vendorReachability: fc.option(small),
  cvss: fc.array(fc.record({ version: fc.constant('3.1' as const), vector: fc.option(small), score: fc.option(fc.nat(10)) }), {
    maxLength: 2,
  }),
  epss: fc.option(fc.record({ score: fc.constantFrom(0, 0.5), percentile: fc.option(fc.constantFrom(0, 0.5)) })),
  cwes: fc.subarray(['CWE-79', 'CWE-89']),
  references: fc.subarray(['https://a.example', 'https://b.example']),
  remediation: fc.option(small),
  exploited: fc.option(fc.boolean()),
  triage: fc.option(fc.record({ state: fc.constantFrom('open' as const, 'fixed' as const), reason: fc.option(small) })),
  tags: fc.subarray(['a', 'b']),
})

/** The same content with keys in the other order and sets turned round. */
function shuffled(sighting: Sighting): Sighting {
  const turned = {
    ...sighting,
    identifiers: sighting.identifiers.toReversed(),
    cwes: sighting.cwes.toReversed(),
    references: sighting.references.toReversed(),
    cvss: sighting.cvss.toReversed(),
    tags: sighting.tags.toReversed(),
  }
  return turnKeys(turned) as Sighting
}

function turnKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, turnKeys(item)]),
  )
}

function identify(sighting: Sighting, { stableIds = false, occurrence = 0, recordKey = 'record-1' } = {}) {
  return {
    identity: findingIdentity({ recordKey, sighting, stableIds, occurrence }),
    evidence: findingEvidence(sighting, occurrence),
    version: identityVersion,
  }
}

describe('findingIdentity', () => {
  it('stays what it is: a change here is a change of version', () => {
    expect(identify(sample, { stableIds: true })).toEqual({
      identity: '84fc78cb-2ee3-8dca-f2ee-dcd22fc90d46',
      evidence: '04ed682d-4887-0e57-f77f-af002653cdf7',
      version: 1,
    })
    expect(identify(codeSample).identity).toBe('df1b4731-5fe4-850b-2a6a-11464924f1eb')
  })

  it('follows a stable vendor id through any change of evidence', () => {
    const moved = { ...sample, location: { path: 'other/package-lock.json' }, identifiers: ['CVE-2021-23337'] }

    expect(identify(moved, { stableIds: true }).identity).toBe(identify(sample, { stableIds: true }).identity)
    expect(identify(moved, { stableIds: true }).evidence).not.toBe(identify(sample).evidence)
  })

  it('follows evidence through any change of an unstable vendor id', () => {
    expect(identify({ ...sample, externalId: 'another' })).toEqual(identify(sample))
  })

  it('falls back to evidence where a vendor of stable ids gives none', () => {
    expect(identify({ ...sample, externalId: ' ' }, { stableIds: true }).identity).toBe(identify(sample).identity)
  })

  it('tells records apart, and occurrences, but not evidence by record', () => {
    expect(identify(sample, { recordKey: 'record-2' }).identity).not.toBe(identify(sample).identity)
    expect(identify(sample, { recordKey: 'record-2' }).evidence).toBe(identify(sample).evidence)
    expect(identify(sample, { occurrence: 1 }).identity).not.toBe(identify(sample).identity)
  })

  it('does not look at lines, severity, dates or texts', () => {
    const rescanned: Sighting = {
      ...codeSample,
      location: { path: 'src/db.ts', startLine: 99, endLine: 120, url: 'https://x.example' },
      severity: 'low',
      title: 'New title',
      description: null,
      detectedAt: null,
      cvss: [],
      tags: [],
    }

    expect(identify(rescanned)).toEqual(identify(codeSample))
  })

  it.each<[string, Partial<Sighting>]>([
    ['kind', { kind: 'infrastructure' }],
    ['rule', { rule: { id: 'xss', name: null } }],
    ['path', { location: { path: 'src/other.ts' } }],
    ['context', { context: 'findOrder' }],
    ['package', { package: sample.package }],
  ])('tells two sightings apart by %s', (_, change) => {
    expect(identify({ ...codeSample, ...change }).evidence).not.toBe(identify(codeSample).evidence)
  })

  it('tells two versions of a package apart', () => {
    const newer = {
      ...sample,
      package: sample.package && { ...sample.package, version: '4.17.16', purl: 'pkg:npm/lodash@4.17.16' },
    }

    expect(identify(newer).evidence).not.toBe(identify(sample).evidence)
  })

  it('compares text by what it says, not by how it is encoded', () => {
    const composed = { ...codeSample, context: ' caf\u00e9 ', location: { path: './src//caf\u00e9.ts' } }
    const decomposed = { ...codeSample, context: 'cafe\u0301', location: { path: 'src/cafe\u0301.ts' } }

    expect(identify(composed)).toEqual(identify(decomposed))
  })

  it('names a problem by its title only where nothing else does', () => {
    const nameless: Sighting = { ...codeSample, rule: null }

    expect(identify({ ...nameless, title: 'Other' }).evidence).not.toBe(identify(nameless).evidence)
  })

  it('depends neither on the order of keys nor on that of identifiers', () => {
    fc.assert(
      fc.property(sightings, fc.boolean(), (sighting, stableIds) => {
        expect(identify(shuffled(sighting), { stableIds })).toEqual(identify(sighting, { stableIds }))
      }),
    )
  })
})

describe('contentHash', () => {
  it('changes with every field, however small the change', () => {
    const changes: readonly Partial<Sighting>[] = [
      { target: 'project-2' },
      { externalId: 'finding-2' },
      { externalUrl: null },
      { kind: 'container' },
      { title: 'Prototype pollution.' },
      { description: null },
      { severity: 'low' },
      { vendorSeverity: null },
      { identifiers: ['CVE-2020-8203'] },
      { package: null },
      { package: sample.package && { ...sample.package, direct: null } },
      { package: sample.package && { ...sample.package, fixedVersion: null } },
      { rule: { id: '', name: null } },
      { location: null },
      { location: { path: 'web/package-lock.json', endLine: 10 } },
      { context: '' },
      { detectedAt: null },
      { reachability: 'unreachable' },
      { vendorReachability: '' },
      { cvss: [] },
      { cvss: [{ version: '3.1', vector: null, score: 7.5 }] },
      { cwes: ['CWE-770'] },
      { references: [] },
      { remediation: 'Upgrade' },
      { exploited: false },
      { triage: { state: 'open', reason: null } },
      { tags: ['a'] },
    ]

    const hashes = [sample, ...changes.map((change) => ({ ...sample, ...change }))].map(contentHash)

    const { epss: _, ...rest } = sample
    expect(new Set(changes.flatMap((change) => Object.keys(change)))).toEqual(new Set(Object.keys(rest)))
    // It changes every day and is kept apart.
    expect(contentHash({ ...sample, epss: null })).toBe(contentHash(sample))
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  it('changes with what only some sightings have', () => {
    const image = { registry: null, name: 'acme/web', tag: '1', digest: null }
    const through = { name: 'express', from: null, to: '4.18.0' }
    const changes: readonly Partial<Sighting>[] = [
      { image },
      { package: sample.package && { ...sample.package, through } },
      { baseImage: { reference: 'node:20' } },
      { baseImage: { reference: 'node:20', brings: true } },
      { baseImage: { reference: 'node:20', brings: true, recommended: 'node:22' } },
    ]

    const hashes = [sample, ...changes.map((change) => ({ ...sample, ...change }))].map(contentHash)

    expect(new Set(hashes).size).toBe(hashes.length)
  })

  it('depends neither on the order of keys nor on that of sets', () => {
    fc.assert(
      fc.property(sightings, (sighting) => {
        expect(contentHash(shuffled(sighting))).toBe(contentHash(sighting))
      }),
    )
  })

  it('is the same for two sightings only when their content is', () => {
    const sorted = (sighting: Sighting) =>
      JSON.stringify({
        ...sighting,
        cvss: sighting.cvss.map(({ version, vector, score }) => JSON.stringify([version, vector, score])).toSorted(),
        location: sighting.location && [
          sighting.location.path,
          sighting.location.startLine ?? null,
          sighting.location.endLine ?? null,
        ],
      })

    fc.assert(
      fc.property(sightings, sightings, (left, right) => {
        expect(contentHash(left) === contentHash(right)).toBe(sorted(left) === sorted(right))
      }),
    )
  })

  it('hashes text that is not well-formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const odd: Sighting = {
          ...codeSample,
          externalId: text,
          title: text,
          context: text,
          location: { path: text },
          rule: { id: text, name: text },
        }

        expect(contentHash(odd)).toMatch(/^[0-9a-f-]{36}$/)
        expect(identify(odd, { stableIds: true }).identity).toMatch(/^[0-9a-f-]{36}$/)
      }),
    )
  })
})

describe('identityById', () => {
  it('is the identity of a finding whose vendor keeps its id', () => {
    const identity = findingIdentity({ recordKey: '7', sighting: sample, stableIds: true, occurrence: 0 })

    expect(identityById('7', ' finding-1 ')).toBe(identity)
    expect(identityById('8', 'finding-1')).not.toBe(identity)
    expect(identityById('7', ' ')).toBeNull()
  })
})

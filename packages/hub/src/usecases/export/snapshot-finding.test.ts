import { describe, expect, it } from 'vitest'
import type { SnapshotRow, SnapshotSighting } from '../../store/uploads/snapshot-reader.ts'
import { toSnapshotFinding } from './snapshot-finding.ts'

const now = new Date('2026-11-28T00:00:00Z')
const context = { nameOf: (connector: string) => `Name of ${connector}`, hubUrl: 'https://hub.test', now }

const early: SnapshotSighting = {
  vulnerabilityId: 46,
  connector: 'alpha',
  externalId: 'A1',
  title: 'Problem',
  direct: null,
  changedAt: new Date('2026-03-02T00:00:00Z'),
  lastCompleteSyncAt: new Date('2026-11-01T00:00:00Z'),
  purl: null,
  fixedVersion: null,
  path: null,
  words: { vendorSeverity: 'HIGH', urlBase: 'https://alpha.test/' },
  extra: {},
  body: { cwes: ['CWE-79'], references: ['https://a.test'] },
}

const late: SnapshotSighting = {
  ...early,
  connector: 'beta',
  externalId: 'B1',
  direct: true,
  lastCompleteSyncAt: new Date('2026-11-20T00:00:00Z'),
  purl: 'pkg:maven/org.slf4j/slf4j-ext@1.7.0',
  path: 'pom.xml',
  words: {},
  extra: { startLine: 7, commit: 'b'.repeat(40), remediation: 'Upgrade it.', packageName: 'org.slf4j:slf4j-ext' },
  body: { cwes: ['CWE-79', 'CWE-89'], description: 'It is bad.', cvss: [{ version: '3.1', vector: null, score: 9.8 }] },
}

const row: SnapshotRow = {
  id: 46,
  assetId: 1,
  kind: 'dependency',
  name: 'CVE-2018-8088',
  identifiers: ['GHSA-xxxx-yyyy-zzzz', 'CVE-2018-8088'],
  title: 'Problem',
  severity: 5,
  exploited: null,
  reachability: 1,
  packageName: 'slf4j-ext',
  image: null,
  fixedVersion: '1.7.26',
  detectedAt: new Date('2026-03-01T00:00:00Z'),
  firstSeenAt: new Date('2026-03-02T00:00:00Z'),
  decision: 'none',
  decisionReason: null,
  decisionUntil: null,
  justification: null,
  epss: null,
  sightings: [early, late],
}

describe('toSnapshotFinding', () => {
  it('tells what all sightings add up to, the first detected one first', () => {
    expect(toSnapshotFinding(row, context)).toEqual({
      id: 'vul_1a',
      kind: 'dependency',
      name: 'CVE-2018-8088',
      identifiers: ['CVE-2018-8088', 'GHSA-xxxx-yyyy-zzzz'],
      title: 'Problem',
      description: 'It is bad.',
      severity: 'critical',
      cvss: [{ version: '3.1', vector: null, score: 9.8 }],
      epss: null,
      cwes: ['CWE-79', 'CWE-89'],
      exploited: null,
      reachability: 'unreachable',
      package: {
        purl: 'pkg:maven/org.slf4j/slf4j-ext@1.7.0',
        name: 'org.slf4j:slf4j-ext',
        version: '1.7.0',
        direct: true,
        fixedVersion: '1.7.26',
      },
      rule: null,
      location: { path: 'pom.xml', startLine: 7 },
      image: null,
      detectedAt: '2026-03-01T00:00:00.000Z',
      firstSeenAt: '2026-03-02T00:00:00.000Z',
      lastSeenAt: '2026-11-20T00:00:00.000Z',
      commit: 'b'.repeat(40),
      remediation: 'Upgrade it.',
      references: ['https://a.test'],
      url: 'https://hub.test/vulnerabilities/vul_1a',
      sources: [
        {
          connector: 'alpha',
          name: 'Name of alpha',
          externalId: 'A1',
          externalUrl: 'https://alpha.test/A1',
          vendorSeverity: 'HIGH',
        },
        { connector: 'beta', name: 'Name of beta', externalId: 'B1', externalUrl: null, vendorSeverity: null },
      ],
      decision: null,
    })
  })

  it.each([
    [
      { decision: 'false-positive', decisionReason: 'a test' },
      { kind: 'false-positive', reason: 'a test', until: null },
    ],
    [
      { decision: 'risk-accepted', decisionUntil: new Date('2027-01-01T00:00:00Z') },
      { kind: 'risk-accepted', reason: null, until: '2027-01-01T00:00:00.000Z' },
    ],
    [{ decision: 'risk-accepted', decisionUntil: now }, null],
    [{ decision: 'a word of tomorrow' }, null],
  ])('tells the decision %j as far as it is in force', (facts, decision) => {
    expect(toSnapshotFinding({ ...row, ...facts }, context).decision).toEqual(decision)
  })

  it('gives no address where the hub’s own is unknown', () => {
    expect(toSnapshotFinding(row, { ...context, hubUrl: null }).url).toBeNull()
  })
})

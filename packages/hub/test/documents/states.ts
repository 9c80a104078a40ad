import {
  type Kind,
  kinds,
  type LeftOut,
  reachabilities,
  type SnapshotDecision,
  severities,
  vexJustifications,
  type Written,
} from '@patchbay/sdk'
import fc from 'fast-check'
import { formats } from '../../src/documents/formats.ts'
import type { DocumentFinding, DocumentState, FindingOrder } from '../../src/documents/state.ts'
import { severityRank } from '../../src/domain/severity.ts'

const shop = { kind: 'repository', name: 'acme/shop', url: 'https://git.test/acme/shop', branch: 'main' } as const

/** A finding of a package, as a test needs it. */
export function finding(id: number, parts: Partial<DocumentFinding> = {}): DocumentFinding {
  return {
    id: `vul_${id}`,
    kind: 'dependency',
    name: `CVE-2026-${1000 + id}`,
    identifiers: [`CVE-2026-${1000 + id}`],
    title: `Problem ${id}`,
    description: 'What can happen.',
    severity: 'high',
    cvss: [{ version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', score: 7.5 }],
    epss: { score: 0.25, percentile: 0.9 },
    cwes: ['CWE-79'],
    exploited: null,
    reachability: 'reachable-function',
    package: { purl: 'pkg:npm/lodash@4.17.0', name: 'lodash', version: '4.17.0', direct: true, fixedVersion: '4.17.21' },
    rule: null,
    location: { path: 'package-lock.json', startLine: 12 },
    image: null,
    detectedAt: '2026-10-01T08:00:00.000Z',
    firstSeenAt: '2026-10-02T08:00:00.000Z',
    lastSeenAt: '2026-11-28T08:00:00.000Z',
    commit: null,
    remediation: null,
    references: ['https://example.com/advisory'],
    url: null,
    sources: [
      { connector: 'acme', name: 'Acme', externalId: 'a1', externalUrl: 'https://acme.test/a1', vendorSeverity: 'HIGH' },
    ],
    decision: null,
    place: shop,
    ...parts,
  }
}

/** A finding of code, as a test needs it. */
export function codeFinding(id: number, parts: Partial<DocumentFinding> = {}): DocumentFinding {
  return finding(id, {
    kind: 'code',
    name: 'js/sql-injection',
    identifiers: [],
    package: null,
    rule: { id: 'js/sql-injection', name: 'SQL injection' },
    location: { path: 'src/query.ts', startLine: 7, endLine: 9 },
    cvss: [],
    epss: null,
    ...parts,
  })
}

export function decided(kind: SnapshotDecision['kind'], parts: Partial<SnapshotDecision> = {}): SnapshotDecision {
  return { kind, reason: null, until: null, ...parts }
}

/** A state of these findings in the order a format wants. */
export function stateOf(
  findings: readonly DocumentFinding[],
  order: FindingOrder = 'name',
  parts: Partial<DocumentState> = {},
): DocumentState {
  const sorted = findings.toSorted(orders[order])
  return {
    subject: 'repo-7',
    id: 'repo-7-20261128',
    title: 'acme/shop, branch main',
    takenAt: '2026-11-28T10:00:00.000Z',
    kinds,
    hubUrl: 'https://hub.test',
    findings: pages(sorted),
    ...parts,
  }
}

const place = (kind: Kind) => kinds.indexOf(kind)
const byText = (one: string, other: string) => Number(one > other) - Number(one < other)
const orders: Readonly<Record<FindingOrder, (one: DocumentFinding, other: DocumentFinding) => number>> = {
  name: (one, other) => byText(one.name, other.name),
  worst: (one, other) =>
    place(one.kind) - place(other.kind) ||
    severityRank(other.severity) - severityRank(one.severity) ||
    byText(one.id, other.id),
}

async function* pages(findings: readonly DocumentFinding[], size = 3) {
  for (let at = 0; at < findings.length; at += size) yield findings.slice(at, at + size)
}

/** The text of a document with what was left out of it, and how many findings it says are in it. */
export function written(format: keyof typeof formats, state: DocumentState) {
  return collected(formats[format].write(state))
}

export async function collected(pieces: AsyncIterable<Written>) {
  let text = ''
  let findings = 0
  const leftOut: LeftOut[] = []
  for await (const piece of pieces) {
    if ('leftOut' in piece) leftOut.push(piece.leftOut)
    else {
      text += piece.text
      findings += piece.findings ?? 0
    }
  }
  return { text, findings, leftOut }
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '=cmd|x',
    'a"b,c\r\nd',
    '</script>',
    '\0',
    '\ud800',
    '\u2028',
    '../../etc',
    '-1+1',
    '@SUM(A1)',
    '%',
    ':',
    '//',
  ),
)
const time = fc.integer({ min: 0, max: Date.UTC(2026, 10, 28) }).map((milliseconds) => new Date(milliseconds).toISOString())
const link = fc.oneof(
  fc.webUrl(),
  fc.constantFrom('javascript:alert(1)', 'https://a b', 'https://example.com/{x}|^', 'http://[::1'),
  hostile,
)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value)

const packages = fc.record({
  purl: fc.oneof(
    fc.constantFrom('pkg:npm/lodash@1.0.0', 'pkg:deb/debian/openssl@1?arch=amd64', 'pkg:npm/%40a/b', 'nonsense', ''),
    hostile,
  ),
  name: hostile,
  version: maybe(hostile),
  direct: maybe(fc.boolean()),
  fixedVersion: maybe(hostile),
})

const decisions = fc.record({
  kind: fc.constantFrom('false-positive', 'risk-accepted', 'wont-fix', 'not-affected', 'duplicate'),
  reason: maybe(hostile),
  until: maybe(time),
}) satisfies fc.Arbitrary<SnapshotDecision>

const justified: fc.Arbitrary<SnapshotDecision> = fc
  .tuple(decisions, fc.constantFrom(...vexJustifications))
  .map(([decision, justification]) => ({ ...decision, kind: 'not-affected', justification }))

const places = fc.oneof(
  fc.constant(shop),
  fc.record({
    kind: fc.constantFrom('repository', 'image', 'application'),
    name: hostile,
    url: maybe(link),
    branch: maybe(hostile),
  }),
)

/** Findings of any sort, whatever scanners may say, with ids of their own. */
export const anyFindings: fc.Arbitrary<readonly DocumentFinding[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      name: fc.oneof(
        fc.constantFrom('CVE-2026-1234', 'CVE-2026-99999', 'GHSA-35m5-8cvj-8783', 'cve-2026-1234', 'CVE-1'),
        hostile,
      ),
      identifiers: fc.uniqueArray(fc.oneof(fc.constantFrom('CVE-2026-1234', 'GHSA-35m5-8cvj-8783'), hostile), { maxLength: 4 }),
      title: hostile,
      description: maybe(hostile),
      severity: fc.constantFrom(...severities),
      cvss: fc.array(
        fc.record({
          version: fc.constantFrom('2.0', '3.0', '3.1', '4.0', 'unknown'),
          vector: maybe(hostile),
          score: maybe(fc.double({ min: 0, max: 10, noNaN: true })),
        }),
        { maxLength: 2 },
      ),
      epss: maybe(
        fc.record({
          score: fc.double({ min: 0, max: 1, noNaN: true }),
          percentile: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
        }),
      ),
      cwes: fc.array(fc.constantFrom('CWE-79', 'CWE-89', 'CWE-0', 'nonsense'), { maxLength: 25 }),
      exploited: maybe(fc.boolean()),
      reachability: fc.constantFrom(...reachabilities),
      package: maybe(packages),
      rule: maybe(fc.record({ id: hostile, name: maybe(hostile) })),
      location: maybe(fc.record({ path: hostile, startLine: fc.integer(), endLine: fc.integer() })),
      image: maybe(hostile),
      detectedAt: maybe(time),
      firstSeenAt: time,
      lastSeenAt: time,
      commit: maybe(fc.constantFrom('1'.repeat(40), '2'.repeat(40))),
      remediation: maybe(hostile),
      references: fc.array(link, { maxLength: 3 }),
      url: maybe(link),
      sources: fc.array(
        fc.record({
          connector: fc.constant('acme'),
          name: hostile,
          externalId: hostile,
          externalUrl: maybe(link),
          vendorSeverity: maybe(hostile),
        }),
        { minLength: 1, maxLength: 2 },
      ),
      decision: maybe(fc.oneof(decisions, justified)),
      place: places,
    }),
    { maxLength: 12 },
  )
  .map((items) => items.map((item, at) => ({ ...item, id: `vul_${at + 1}` })))

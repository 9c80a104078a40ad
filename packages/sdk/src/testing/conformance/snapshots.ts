import type { Kind } from '../../model/kind.ts'
import { reachabilities } from '../../model/reachability.ts'
import { severities } from '../../model/severity.ts'
import type {
  Family,
  Snapshot,
  SnapshotDecision,
  SnapshotFinding,
  SnapshotRepository,
  SnapshotScope,
} from '../../model/snapshot.ts'

/** A finding like those the hub takes out, the same for the same number. Texts hold what vendors really send. */
export function findingOf(kind: Kind, number: number, decision: SnapshotDecision | null = null): SnapshotFinding {
  const id = `vul_${String(number).padStart(6, '0')}`
  const fromOutside = kind === 'dependency' || kind === 'container' || kind === 'malware' || kind === 'license'
  const name = fromOutside ? `CVE-2026-${10_000 + number}` : `rule.${kind}.${number}`
  return {
    id,
    kind,
    name,
    identifiers: fromOutside ? [name, `GHSA-aaaa-bbbb-${String(number % 10_000).padStart(4, '0')}`] : [],
    title: `Problem ${number} <b>"quoted"</b> ü 漢 \u{1f600}`,
    description: number % 3 === 0 ? null : `What is wrong with ${number}.\n\n* one\n* two \\ "three" </script> \u0000\ud800`,
    severity: severities[number % severities.length] ?? 'unknown',
    cvss: fromOutside ? [{ version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8 }] : [],
    epss: fromOutside ? { score: 0.12, percentile: 0.9 } : null,
    cwes: number % 2 === 0 ? ['CWE-79'] : [],
    exploited: number % 5 === 0 ? true : null,
    reachability: reachabilities[number % reachabilities.length] ?? 'unknown',
    package: fromOutside
      ? {
          purl: `pkg:npm/left-pad@1.${number}.0`,
          name: 'left-pad',
          version: `1.${number}.0`,
          direct: true,
          fixedVersion: '2.0.0',
        }
      : null,
    rule: fromOutside ? null : { id: name, name: `Rule ${number}` },
    location: { path: fromOutside ? 'package-lock.json' : `src/file ${number}.ts`, startLine: number + 1, endLine: number + 2 },
    image: kind === 'container' ? 'registry.example/shop/web' : null,
    detectedAt: number % 4 === 0 ? null : '2026-01-02T03:04:05.678Z',
    firstSeenAt: '2026-02-02T03:04:05.678Z',
    lastSeenAt: '2026-11-28T03:04:05.678Z',
    commit: number % 3 === 0 ? null : '39406e42cb832f683daa691dd652a8dc36ee8930',
    remediation: number % 2 === 0 ? 'Upgrade to 2.0.0.' : null,
    references: ['https://advisories.example/1'],
    url: number % 2 === 0 ? `https://hub.example/vulnerabilities/${id}` : null,
    sources: [
      {
        connector: 'first-scanner',
        name: 'First Scanner',
        externalId: `x-${number}`,
        externalUrl: `https://scanner.example/${number}`,
        vendorSeverity: 'FINDING_LEVEL_HIGH',
      },
      {
        connector: 'second-scanner',
        name: 'Second Scanner',
        externalId: `y-${number}`,
        externalUrl: null,
        vendorSeverity: null,
      },
    ],
    decision,
  }
}

/** That many findings over all kinds of a family, in turn or, where it wants that, kind by kind. */
export function findingsOf({ kinds, grouped }: Family, count: number): readonly SnapshotFinding[] {
  const place = (number: number) => (grouped ? Math.floor((number * kinds.length) / count) : number % kinds.length)
  return Array.from({ length: count }, (_, number) => findingOf(kinds[place(number)] ?? 'dependency', number))
}

export const decisions = ['false-positive', 'risk-accepted', 'wont-fix', 'not-affected', 'duplicate'] as const

export function scopeOf({ id }: Family, repository: SnapshotRepository): SnapshotScope {
  return {
    id: `9f86d081884c7d659a2feaa0-${id}-1`,
    repository,
    branch: 'main',
    formerBranches: ['master'],
    product: { name: 'Web Shop', type: 'Research and Development' },
    family: id,
    slice: { number: 1, of: 1 },
  }
}

/** A snapshot in pages of that many findings. */
export function snapshotOf(
  scope: SnapshotScope,
  uploadId: string,
  findings: readonly SnapshotFinding[],
  pageSize: number,
): Snapshot {
  async function* pages() {
    for (let start = 0; start < findings.length; start += pageSize) yield findings.slice(start, start + pageSize)
  }
  return { scope, uploadId, takenAt: '2026-11-28T11:00:00.000Z', findings: pages() }
}

import type { Kind, PackageEvidence, Page, Sighting } from '@patchbay/sdk'

/** The facts a test cares about; the rest is plausible. */
export interface SightingFacts extends Partial<Omit<Sighting, 'package'>> {
  /** Name of an npm package, or the whole evidence. */
  readonly package?: string | PackageEvidence | null
  readonly version?: string
}

/** A sighting of a vulnerable dependency, unless the facts say otherwise. */
export function sighting(target: string, externalId: string, facts: SightingFacts = {}): Sighting {
  const { package: given = 'left-pad', version = '1.0.0', ...rest } = facts
  return {
    target,
    externalId,
    externalUrl: `https://vendor.test/findings/${encodeURIComponent(externalId)}`,
    kind: 'dependency',
    title: `Problem in ${typeof given === 'string' ? given : (given?.name ?? 'code')}`,
    description: null,
    severity: 'high',
    vendorSeverity: 'HIGH',
    identifiers: ['CVE-2024-0001'],
    package: typeof given === 'string' ? npm(given, version) : given,
    rule: null,
    location: null,
    context: null,
    detectedAt: '2026-03-01T00:00:00.000Z',
    reachability: 'unknown',
    vendorReachability: null,
    cvss: [],
    epss: null,
    cwes: [],
    references: [],
    remediation: null,
    exploited: null,
    triage: null,
    tags: [],
    ...rest,
  }
}

/** A rule that fired in a file; no package and no identifier. */
export function ruleSighting(target: string, externalId: string, kind: Kind, facts: SightingFacts = {}): Sighting {
  return sighting(target, externalId, {
    kind,
    package: null,
    identifiers: [],
    rule: { id: 'rule-1', name: 'Rule 1' },
    location: { path: 'src/app.ts', startLine: 3 },
    ...facts,
  })
}

export function npm(name: string, version: string): PackageEvidence {
  return { purl: `pkg:npm/${name}@${version}`, name, version, direct: true, fixedVersion: '9.0.0' }
}

/** `count` different problems of one target, `F1`, `F2`, …; each has a CVE and a package of its own. */
export function sightings(
  target: string,
  count: number,
  facts: (n: number) => SightingFacts = () => ({}),
): readonly Sighting[] {
  return Array.from({ length: count }, (_, index) =>
    sighting(target, `F${index + 1}`, {
      identifiers: [`CVE-2024-${1001 + index}`],
      package: `package-${index + 1}`,
      ...facts(index + 1),
    }),
  )
}

/** Cuts a list into pages. */
export function paged<T>(items: readonly T[], size: number): readonly Page<T>[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => ({
    items: items.slice(index * size, (index + 1) * size),
  }))
}

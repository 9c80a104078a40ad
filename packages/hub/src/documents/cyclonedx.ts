import type { Cvss, Severity, SnapshotDecision, VexJustification, Written } from '@patchbay/sdk'
import { isCve } from '../domain/alias.ts'
import { json, uri, uuidOf } from './json.ts'
import { placeIri, placeName } from './place.ts'
import type { Standing } from './standing.ts'
import type { DocumentFinding, DocumentState, Place } from './state.ts'
import { type AffectedPackage, type Stated, type Statement, statementsOf } from './statements.ts'

/**
 * CycloneDX 1.6 as a VEX (https://cyclonedx.org/docs/1.6/json/): each vulnerability once for every standing it has, then the
 * packages they are in. Their list comes last because it is known last; only it is in memory.
 */
export async function* writeCyclonedx(state: DocumentState): AsyncGenerator<Written, void, void> {
  const packages = new Map<string, AffectedPackage>()
  yield { text: opening(state) }
  let separator = ''
  for await (const item of statementsOf(state)) {
    if ('reason' in item) {
      yield { leftOut: item }
      continue
    }
    for (const { affected } of item.statements) packages.set(affected.key, affected)
    const parts = [...byStanding(item.statements)].map((statements, nth) => json(vulnerability(item, statements, nth)))
    yield { text: separator + parts.join(','), findings: item.findings }
    separator = ','
  }
  yield* closing(packages.values())
}

function opening({ id, takenAt, subject, title }: DocumentState): string {
  const head = json({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(`cyclonedx ${id}`)}`,
    version: 1,
    metadata: {
      timestamp: takenAt,
      tools: { components: [{ type: 'application', name: 'Patchbay' }] },
      component: { type: 'application', 'bom-ref': `subject:${subject}`, name: title },
    },
  })
  return `${head.slice(0, -1)},"vulnerabilities":[`
}

/** Places are components that hold the packages found in them. */
function* closing(packages: Iterable<AffectedPackage>): Generator<Written, void, void> {
  yield { text: '],"components":[' }
  let separator = ''
  for (const [ref, inside] of Map.groupBy(packages, ({ place }) => refOf(place))) {
    const [first] = inside
    if (first === undefined) continue
    const head = json(placeComponent(first.place, ref))
    yield { text: `${separator}${head.slice(0, -1)},"components":[${inside.map(packageComponent).map(json).join(',')}]}` }
    separator = ','
  }
  yield { text: ']}' }
}

function placeComponent(place: Place, ref: string) {
  const url = uri(place.url)
  return {
    type: place.kind === 'image' ? 'container' : 'application',
    'bom-ref': ref,
    name: placeName(place),
    externalReferences: url === undefined ? undefined : [{ type: 'vcs', url }],
  }
}

function packageComponent(affected: AffectedPackage) {
  const { name, version, purl } = affected
  return { type: 'library', 'bom-ref': refOf(affected), name: name.trim() || purl, version: version ?? undefined, purl }
}

function refOf(of: Place | AffectedPackage): string {
  return 'purl' in of ? `package:${uuidOf(of.key)}` : `place:${uuidOf(`${of.kind} ${placeIri(of)} ${placeName(of)}`)}`
}

/** Statements that say the same. */
function byStanding(statements: readonly Statement[]): Iterable<readonly Statement[]> {
  return Map.groupBy(statements, ({ standing }) => JSON.stringify(standing)).values()
}

function vulnerability({ name, aliases, finding, firstSeenAt }: Stated, statements: readonly Statement[], nth: number) {
  const [first] = statements
  return {
    'bom-ref': `vulnerability:${uuidOf(name)}:${nth + 1}`,
    id: name,
    source: sourceOf(name),
    references: aliases.map((id) => ({ id, source: sourceOf(id) ?? { name: 'Other' } })),
    ratings: ratingsOf(finding),
    cwes: cweNumbers(finding.cwes),
    description: finding.title,
    detail: finding.description,
    recommendation: finding.remediation,
    advisories: finding.references.flatMap((reference) => uri(reference) ?? []).map((url) => ({ url })),
    analysis: first && { ...analysisOf(first.standing), firstIssued: firstSeenAt },
    affects: statements.map(({ affected }) => ({ ref: refOf(affected) })),
  }
}

function sourceOf(identifier: string) {
  if (isCve(identifier)) return { name: 'NVD', url: `https://nvd.nist.gov/vuln/detail/${encodeURIComponent(identifier)}` }
  if (!identifier.startsWith('GHSA-')) return undefined
  return { name: 'OSV', url: `https://osv.dev/vulnerability/${encodeURIComponent(identifier)}` }
}

const severityWords: Readonly<Record<Severity, string>> = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  low: 'low',
  info: 'info',
  unknown: 'unknown',
}

const methods: Readonly<Record<Cvss['version'], string>> = {
  '2.0': 'CVSSv2',
  '3.0': 'CVSSv3',
  '3.1': 'CVSSv31',
  '4.0': 'CVSSv4',
  unknown: 'other',
}

/** The severity of the hub first, then each score as it was given. */
function ratingsOf({ severity, cvss }: DocumentFinding) {
  const scores = cvss.map(({ version, vector, score }) => ({
    score: score ?? undefined,
    method: methods[version],
    vector: vector ?? undefined,
  }))
  return [{ source: { name: 'Patchbay' }, severity: severityWords[severity], method: 'other' }, ...scores]
}

function cweNumbers(cwes: readonly string[]): readonly number[] {
  return cwes.flatMap((cwe) => {
    const number = Number(/^CWE-(\d{1,6})$/.exec(cwe)?.[1])
    return number >= 1 ? [number] : []
  })
}

/** CycloneDX has words of its own; the VEX word goes into the detail too, because two of them have none that means quite the same. */
const justifications: Readonly<Record<VexJustification, string>> = {
  component_not_present: 'code_not_present',
  vulnerable_code_not_present: 'code_not_present',
  vulnerable_code_not_in_execute_path: 'code_not_reachable',
  vulnerable_code_cannot_be_controlled_by_adversary: 'requires_environment',
  inline_mitigations_already_exist: 'protected_by_mitigating_control',
}

const responses: Readonly<Partial<Record<SnapshotDecision['kind'], readonly string[]>>> = { 'wont-fix': ['will_not_fix'] }

function analysisOf(standing: Standing) {
  switch (standing.status) {
    case 'under_investigation':
      return { state: 'in_triage', detail: standing.advice }
    case 'affected':
      return { state: 'exploitable', response: responses[standing.because], detail: standing.action }
    case 'not_affected': {
      const { because, justification, impact } = standing
      if (because === 'false-positive') return { state: 'false_positive', detail: impact }
      if (justification === undefined) return { state: 'not_affected', detail: impact }
      return { state: 'not_affected', justification: justifications[justification], detail: `${impact} (${justification})` }
    }
  }
}

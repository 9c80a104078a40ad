import type { Severity, SnapshotDecision, SnapshotFinding } from '@patchbay/sdk'
import { distinctTexts, textOrNull } from '@patchbay/sdk/shape'

/** Lengths of DefectDojo's database columns: a longer value fails the whole import. */
const longest = { title: 500, path: 4000, name: 500, version: 100, id: 500, vector: { 3: 117, 4: 255 } }

const words: Readonly<Record<Severity, 'Critical' | 'High' | 'Medium' | 'Low' | 'Info'>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
  unknown: 'Info',
}

/** Why a finding is not sent: a decision the report has no word for, or a value the server has no room for. */
export function reasonToLeaveOut({ decision, location }: SnapshotFinding): string | undefined {
  if (decision !== null && leftOut[decision.kind] !== null) return leftOut[decision.kind] ?? undefined
  if ((location?.path.length ?? 0) <= longest.path) return undefined
  return `The path of its file is longer than the ${longest.path} characters DefectDojo has room for.`
}

/** DefectDojo takes an acceptance that comes in a report back again, and has no word for the other two. */
const leftOut: Readonly<Record<SnapshotDecision['kind'], string | null>> = {
  'false-positive': null,
  'not-affected': null,
  'risk-accepted': 'Its risk was accepted, so it is closed in DefectDojo until that ends.',
  'wont-fix': 'It was decided not to fix it, so it is closed in DefectDojo.',
  duplicate: 'It is a duplicate of another one, which DefectDojo is told about.',
}

/**
 * One finding of a Generic Findings Import. By default DefectDojo recognises a finding by title, description, weakness and path, so
 * these hold nothing that changes while the finding stays the same; what may change goes into the other fields.
 */
export function toItem(finding: SnapshotFinding, takenAt: string): Readonly<Record<string, unknown>> {
  const { package: found, location, rule, epss, decision } = finding
  return withoutBlanks({
    title: titleOf(finding),
    severity: words[finding.severity],
    description: identityOf(finding),
    date: (finding.detectedAt ?? finding.firstSeenAt).slice(0, 10),
    cwes: finding.cwes.length === 0 ? null : finding.cwes,
    vulnerability_ids: finding.identifiers.length === 0 ? null : cveFirst(finding.identifiers),
    ...scoresOf(finding),
    epss_score: epss?.score,
    epss_percentile: epss?.percentile,
    known_exploited: finding.exploited,
    component_name: textOrNull(found?.name, longest.name),
    component_version: textOrNull(found?.version, longest.version),
    fix_available: found && found.fixedVersion !== null,
    fix_version: textOrNull(found?.fixedVersion, longest.version),
    file_path: location?.path,
    // Not `line`: it takes part in the identity, and lines move.
    sast_source_file_path: rule === null ? null : location?.path,
    sast_source_line: rule === null ? null : location?.startLine,
    impact: textOrNull(finding.description),
    mitigation: textOrNull(finding.remediation),
    references: textOrNull(linksOf(finding).join('\n')),
    severity_justification: textOrNull(scannersOf(finding)),
    unique_id_from_tool: finding.id,
    vuln_id_from_tool: textOrNull(rule?.id ?? finding.name, longest.id),
    static_finding: true,
    dynamic_finding: false,
    tags: tagsOf(finding),
    ...standing(decision, takenAt),
  })
}

function standing(decision: SnapshotDecision | null, takenAt: string) {
  if (decision?.kind === 'false-positive') return { active: false, verified: false, false_p: true }
  if (decision?.kind === 'not-affected') return { active: false, verified: false, is_mitigated: true, mitigated: takenAt }
  return { active: true, verified: false }
}

function titleOf({ name, title, rule, package: found }: SnapshotFinding): string {
  const text = found === null ? (rule?.name ?? title) : `${name} in ${found.name}`
  return textOrNull(text, longest.title) ?? name
}

/** Two problems of one sort stay two, whatever else they share: the id of the hub is part of it. */
function identityOf({ id, kind, package: found, rule, image }: SnapshotFinding): string {
  return [
    `**Kind:** ${kind}`,
    found && `**Package:** ${found.name}`,
    rule && `**Rule:** ${rule.id}`,
    image && `**Image:** ${image}`,
    `**Patchbay:** ${id}`,
  ]
    .flatMap((line) => textOrNull(line, 1000) ?? [])
    .join('\n\n')
}

function scoresOf({ cvss }: SnapshotFinding) {
  const three = cvss.find(({ version }) => version === '3.0' || version === '3.1')
  const four = cvss.find(({ version }) => version === '4.0')
  return {
    cvssv3: fitting(three?.vector, longest.vector[3]),
    cvssv3_score: three?.score,
    cvssv4: fitting(four?.vector, longest.vector[4]),
    cvssv4_score: four?.score,
  }
}

function fitting(text: string | null | undefined, most: number): string | null {
  return text !== null && text !== undefined && text.length <= most ? text : null
}

function linksOf({ url, sources, references, location }: SnapshotFinding): readonly string[] {
  return distinctTexts([url, ...sources.map(({ externalUrl }) => externalUrl), location?.url, ...references])
}

function scannersOf({ sources, detectedAt }: SnapshotFinding): string {
  const lines = sources.map(({ name, vendorSeverity }) => `${name}: ${vendorSeverity ?? 'no severity'}`)
  return [...lines, ...(detectedAt === null ? [] : [`First detected ${detectedAt}`])].join('\n')
}

/** A tag has no spaces, commas or quotes; DefectDojo keeps it in lower case. */
function tagsOf({ kind, sources }: SnapshotFinding): readonly string[] {
  const tags = [kind, ...sources.map(({ connector }) => connector)]
  return [...new Set(tags.map((tag) => tag.toLowerCase().replace(/[\s,'"]/g, '_')))]
}

function cveFirst(identifiers: readonly string[]): readonly string[] {
  const isCve = (id: string) => /^CVE-/i.test(id)
  return [...identifiers.filter(isCve), ...identifiers.filter((id) => !isCve(id))]
}

function withoutBlanks(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined))
}

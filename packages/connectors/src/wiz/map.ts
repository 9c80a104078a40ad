import type { SnapshotFinding } from '@patchbay/sdk'
import { textOrNull } from '@patchbay/sdk/shape'
import { describe, linkOf } from './origin.ts'
import { wizSeverity } from './severity.ts'

/** Leaves out what says nothing: the schema knows no `null`. */
function withoutBlanks(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined))
}

const longestName = 500

/** Own code, secrets and infrastructure: `sastFindings`. Their id is the hub's, which survives moved lines. */
export function toSastFinding(finding: SnapshotFinding): Readonly<Record<string, unknown>> {
  const { location } = finding
  const startLine = line(location?.startLine)
  const weaknesses = finding.cwes.length === 0 && finding.kind === 'secret' ? ['CWE-798'] : finding.cwes
  return withoutBlanks({
    ...common(finding),
    name: textOrNull(finding.title, longestName) ?? finding.name,
    filePath: location?.path,
    startLine,
    endLine: startLine === null ? null : line(Math.max(startLine, location?.endLine ?? startLine)),
    commitHash: finding.commit,
    weaknesses: weaknesses.length === 0 ? null : weaknesses,
  })
}

/** Packages: `vulnerabilityFindings` of a library. */
export function toVulnerabilityFinding(finding: SnapshotFinding): Readonly<Record<string, unknown>> {
  const { package: found, location } = finding
  const codeLanguage = languages[/^pkg:([a-z0-9.+-]+)\//.exec(found?.purl ?? '')?.[1] ?? '']
  const library = found && {
    name: found.name,
    version: found.version,
    fixedVersion: found.fixedVersion,
    filePath: location?.path,
  }
  return withoutBlanks({
    ...common(finding),
    name: textOrNull(finding.name, longestName) ?? finding.id,
    externalDetectionSource: 'Library',
    targetComponent: library && { library: withoutBlanks(library) },
    scaFinding: withoutBlanks({ codeLanguage, reachability: wizReachability[finding.reachability] }),
    originalObject: originalOf(finding),
  })
}

function common(finding: SnapshotFinding) {
  return {
    id: finding.id,
    severity: wizSeverity[finding.severity],
    description: describe(finding),
    remediation: textOrNull(finding.remediation, 20_000),
    externalFindingLink: linkOf(finding),
  }
}

/** What Wiz has no field for. Nothing in it changes unless the finding does: no time of the latest scan. */
function originalOf(finding: SnapshotFinding) {
  const { id, title, identifiers, cwes, cvss, epss, exploited, detectedAt, firstSeenAt, references, sources } = finding
  return { id, title, identifiers, cwes, cvss, epss, exploited, detectedAt, firstSeenAt, references, sources }
}

function line(number: number | undefined): number | null {
  return number !== undefined && Number.isInteger(number) && number >= 1 ? number : null
}

/** Only the vulnerable code itself counts as reachable; a package that is used may never get there. */
const wizReachability: Readonly<Record<SnapshotFinding['reachability'], 'Unknown' | 'NotReachable' | 'Reachable'>> = {
  'reachable-function': 'Reachable',
  'reachable-dependency': 'Unknown',
  'potentially-reachable': 'Unknown',
  unreachable: 'NotReachable',
  unknown: 'Unknown',
}

/** Types of package URL to the languages Wiz has words for. */
const languages: Readonly<Record<string, string>> = {
  cargo: 'Rust',
  composer: 'PHP',
  gem: 'Ruby',
  golang: 'Golang',
  maven: 'Java',
  npm: 'Javascript',
  nuget: 'C#',
  pypi: 'Python',
  swift: 'Swift',
}

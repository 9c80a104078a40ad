import type { Cvss, Severity, Written } from '@patchbay/sdk'
import { json, uri, uuidOf } from './json.ts'
import { placeIri, placeName } from './place.ts'
import type { DocumentFinding, DocumentState, Place } from './state.ts'

/** What OCSF calls the class, and what it is told it is written in. */
const vulnerabilityFinding = { category_uid: 2, class_uid: 2002 }
const schemaVersion = '1.5.0'

const severities: Readonly<Record<Severity, readonly [id: number, caption: string]>> = {
  critical: [5, 'Critical'],
  high: [4, 'High'],
  medium: [3, 'Medium'],
  low: [2, 'Low'],
  info: [1, 'Informational'],
  unknown: [0, 'Unknown'],
}

/**
 * OCSF Vulnerability Finding (https://schema.ocsf.io/1.5.0/classes/vulnerability_finding), a finding a line (JSON Lines): the state
 * as it is, so that each is a finding that was created and is new, or suppressed by a decision.
 */
export async function* writeOcsf(state: DocumentState): AsyncGenerator<Written, void, void> {
  for await (const page of state.findings) {
    yield { text: page.map((finding) => `${json(event(finding, state))}\n`).join(''), findings: page.length }
  }
}

function event(finding: DocumentFinding, { takenAt, id: documentId, subject }: DocumentState) {
  const { place, severity, decision, id, title, description, url, sources } = finding
  const [severity_id, severityCaption] = severities[severity]
  return {
    ...vulnerabilityFinding,
    type_uid: vulnerabilityFinding.class_uid * 100 + 1,
    activity_id: 1,
    time: instant(finding.detectedAt ?? finding.firstSeenAt),
    severity_id,
    severity: severityCaption,
    status_id: decision === null ? 1 : 3,
    status: decision === null ? 'New' : 'Suppressed',
    status_detail: decision && [decision.kind, decision.reason].filter(Boolean).join(': '),
    message: title,
    metadata: {
      version: schemaVersion,
      product: { name: 'Patchbay', vendor_name: 'Patchbay' },
      uid: uuidOf(`ocsf ${documentId} ${id}`),
      correlation_uid: subject,
      original_time: takenAt,
    },
    finding_info: {
      uid: id,
      title: title.trim() || finding.name,
      desc: description,
      created_time: instant(finding.firstSeenAt),
      first_seen_time: instant(finding.detectedAt ?? finding.firstSeenAt),
      last_seen_time: instant(finding.lastSeenAt),
      src_url: uri(url) ?? uri(sources[0]?.externalUrl),
      data_sources: sources.map(({ name }) => name),
      types: [finding.kind],
    },
    resources: [resourceOf(place), ...imageOf(finding)],
    vulnerabilities: [vulnerability(finding)],
  }
}

function resourceOf(place: Place) {
  return { uid: placeIri(place), name: placeName(place), type: place.kind }
}

function imageOf({ image }: DocumentFinding) {
  return image === null ? [] : [resourceOf({ kind: 'image', name: image, url: null, branch: null })]
}

/** One of CVE, weakness and advisory says what it is; the schema takes no more than one (since 1.6). */
function vulnerability(finding: DocumentFinding) {
  const { title, description, severity, package: found, references, remediation, firstSeenAt, lastSeenAt, exploited } = finding
  const fixedVersion = found?.fixedVersion ?? null
  return {
    ...nameOf(finding),
    title: title.trim() || finding.name,
    desc: description,
    severity: severities[severity][1],
    category: finding.kind,
    vendor_name: finding.sources[0]?.name,
    references: references.flatMap((reference) => uri(reference) ?? []),
    first_seen_time: instant(firstSeenAt),
    last_seen_time: instant(lastSeenAt),
    is_exploit_available: exploited ?? undefined,
    is_fix_available: found === null ? undefined : fixedVersion !== null,
    remediation: remediation?.trim() ? { desc: remediation } : undefined,
    affected_packages: packagesOf(finding),
    affected_code: codeOf(finding),
  }
}

/** Name and version are required; scanners that tell none leave us with the word for it. */
function packagesOf({ package: found, location }: DocumentFinding) {
  if (found === null) return undefined
  const { name, version, purl, fixedVersion } = found
  const path = location?.path
  return [
    {
      name: name.trim() || purl || 'unknown',
      version: version?.trim() || 'unknown',
      purl,
      fixed_in_version: fixedVersion,
      path,
    },
  ]
}

function codeOf({ location, package: found }: DocumentFinding) {
  if (location === null || found !== null) return undefined
  const name = location.path.split('/').at(-1) || location.path || 'unknown'
  const { path, startLine, endLine } = location
  return [{ file: { name, path, type_id: 1 }, start_line: startLine, end_line: endLine }]
}

function nameOf({ name, cvss, epss, cwes, rule, references }: DocumentFinding) {
  if (/^CVE-/.test(name)) {
    const scores = cvss.flatMap(scoreOf)
    const chance = epss && { score: String(epss.score), percentile: epss.percentile ?? undefined }
    return { cve: { uid: name, cvss: scores, epss: chance, related_cwes: cwes.map((uid) => ({ uid })) } }
  }
  const [cwe] = cwes
  if (rule !== null && cwe !== undefined && cwe.trim() !== '') return { cwe: { uid: cwe, caption: rule.name ?? undefined } }
  return { advisory: { uid: name.trim() || rule?.id.trim() || 'unnamed', src_url: uri(references[0]) } }
}

function scoreOf({ version, vector, score }: Cvss) {
  return score === null ? [] : [{ version, base_score: score, vector_string: vector ?? undefined }]
}

/** Milliseconds since 1970. */
function instant(text: string): number {
  return Date.parse(text)
}

import { createHash } from 'node:crypto'
import { EarlyAnswer, isJsonObject, type JsonObject } from '@patchbay/sdk/testing'

/** Worst last, as the server ranks them. */
export const severities = ['Info', 'Low', 'Medium', 'High', 'Critical'] as const

export type DojoSeverity = (typeof severities)[number]

/** One finding of a Generic Findings Import report. */
export interface Item {
  readonly title: string
  readonly severity: DojoSeverity
  readonly description: string
  readonly date: string | null
  readonly uniqueId: string | null
  readonly service: string | null
  readonly componentName: string | null
  readonly componentVersion: string | null
  readonly filePath: string | null
  readonly vulnerabilityIds: readonly string[]
  readonly active: boolean
  readonly verified: boolean
  readonly falsePositive: boolean
  readonly outOfScope: boolean
  readonly riskAccepted: boolean
  readonly mitigated: boolean
  readonly staticFinding: boolean
  readonly dynamicFinding: boolean
  readonly tags: readonly string[]
  /** SHA-256 of what tells findings apart by default. */
  readonly hash: string
}

const known: ReadonlySet<string> = new Set(
  (
    'title severity description date cwe cwes cve vulnerability_ids cvssv3 cvssv4 cvssv3_score cvssv4_score epss_score epss_percentile ' +
    'known_exploited ransomware_used kev_date publish_date planned_remediation_date planned_remediation_version effort_for_fixing ' +
    'fix_available fix_version mitigation impact steps_to_reproduce severity_justification references file_path line component_name ' +
    'component_version unique_id_from_tool vuln_id_from_tool service active verified false_p out_of_scope risk_accepted under_review ' +
    'is_mitigated mitigated static_finding dynamic_finding nb_occurences scanner_confidence thread_id sast_source_line ' +
    'sast_source_object sast_sink_object sast_source_file_path param payload numerical_severity endpoints tags files'
  ).split(' '),
)

/** Lengths of database columns; what is longer fails the import half-way. */
const columns: Readonly<Record<string, number>> = {
  cve: 50,
  cvssv3: 117,
  cvssv4: 255,
  planned_remediation_version: 99,
  fix_version: 100,
  file_path: 4000,
  component_name: 500,
  component_version: 100,
  unique_id_from_tool: 500,
  vuln_id_from_tool: 500,
  service: 200,
  sast_source_object: 500,
  sast_sink_object: 500,
  sast_source_file_path: 4000,
}

/** Reads a report. Throws the server's 400 for what the parser refuses, and its 500 for what does not fit its columns. */
export function readReport(text: string, service: string | null): readonly Item[] {
  const report = parse(text)
  const findings = isJsonObject(report) ? report['findings'] : undefined
  if (!Array.isArray(findings)) throw refused('Required fields are missing: ["findings"]')
  const rows = findings.map((finding) => (isJsonObject(finding) ? finding : {}))
  for (const row of rows) refuseRow(row)
  if (rows.some(tooLong)) {
    throw new EarlyAnswer({ status: 500, body: { message: 'Internal server error, check logs for details' } })
  }
  return rows.map((row) => toItem(row, service))
}

function refuseRow(row: JsonObject): void {
  const missing = ['title', 'severity', 'description'].filter((name) => text(row, name) === null)
  if (missing.length > 0) throw refused(`Required fields are missing: ${pythonList(missing)}`)
  const foreign = Object.keys(row).filter((name) => !known.has(name))
  if (foreign.length > 0) throw refused(`Not allowed fields are present: ${pythonList(foreign)}`)
  const severity = text(row, 'severity') ?? ''
  if (severityOf(severity) === undefined) {
    const body = {
      message: `Finding severity "${severity}" is not supported. Only the following values are allowed: Critical, High, Medium, Low and Info.`,
    }
    throw new EarlyAnswer({ status: 400, body })
  }
}

function toItem(row: JsonObject, requestService: string | null): Item {
  const title = text(row, 'title') ?? ''
  const description = text(row, 'description') ?? ''
  const service = requestService ?? text(row, 'service')
  const filePath = text(row, 'file_path')
  const identity = [
    title,
    String(row['cwe'] ?? firstCwe(row)),
    String(row['line'] ?? 'None'),
    filePath ?? 'None',
    description,
    service ?? '',
  ]
  return {
    title: title.slice(0, 511),
    severity: severityOf(text(row, 'severity') ?? '') ?? 'Info',
    description,
    date: text(row, 'date'),
    uniqueId: text(row, 'unique_id_from_tool'),
    service,
    componentName: text(row, 'component_name'),
    componentVersion: text(row, 'component_version'),
    filePath,
    vulnerabilityIds: texts(row, 'vulnerability_ids'),
    active: row['active'] !== false,
    verified: row['verified'] === true,
    falsePositive: row['false_p'] === true,
    outOfScope: row['out_of_scope'] === true,
    riskAccepted: row['risk_accepted'] === true,
    mitigated: row['is_mitigated'] === true,
    staticFinding: row['static_finding'] === true,
    dynamicFinding: row['dynamic_finding'] !== false,
    tags: texts(row, 'tags').map((tag) => tag.replace(/[\s,'"]/g, '_').toLowerCase()),
    hash: createHash('sha256').update(identity.join('').toLowerCase()).digest('hex'),
  }
}

function tooLong(row: JsonObject): boolean {
  return Object.entries(columns).some(([name, most]) => (text(row, name) ?? '').length > most)
}

function severityOf(word: string): DojoSeverity | undefined {
  if (/^info/i.test(word) || /^none$/i.test(word)) return 'Info'
  return severities.find((one) => one === word)
}

function firstCwe(row: JsonObject): string {
  return texts(row, 'cwes')[0]?.replace(/\D/g, '') ?? '0'
}

function text(row: JsonObject, name: string): string | null {
  const value = row[name]
  return typeof value === 'string' && value !== '' ? value : null
}

function texts(row: JsonObject, name: string): readonly string[] {
  const value = row[name]
  return Array.isArray(value) ? value.map(String) : []
}

function parse(given: string): unknown {
  try {
    return JSON.parse(given)
  } catch (error) {
    throw refused(String(error))
  }
}

function pythonList(names: readonly string[]): string {
  return `[${names.map((name) => `'${name}'`).join(', ')}]`
}

function refused(message: string): EarlyAnswer {
  return new EarlyAnswer({ status: 400, body: { message: `['${message}']` } })
}

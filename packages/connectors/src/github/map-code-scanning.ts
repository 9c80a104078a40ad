import type { Severity, Sighting } from '@patchbay/sdk'
import {
  commitName,
  cwes,
  distinctTexts,
  firstText,
  httpsUrls,
  looseEnum,
  type Note,
  place,
  textOrNull,
} from '@patchbay/sdk/shape'
import type { CodeAlert } from './schema.ts'
import { type Origin, paragraphs, shared } from './sighting.ts'
import { codeStanding } from './status.ts'

const securitySeverity = looseEnum<Severity>(
  'rule.security_severity_level',
  { critical: 'critical', high: 'high', medium: 'medium', low: 'low' },
  'unknown',
)

/** The grade of rules that are not about security, or whose tool gives no other. */
const ruleSeverity = looseEnum<Severity>(
  'rule.severity',
  { error: 'high', warning: 'medium', note: 'low', none: 'info' },
  'unknown',
)

/** What a rule found on the default branch, whichever tool uploaded it. */
export function toCodeSighting(alert: CodeAlert, origin: Origin, note: Note): Sighting {
  const { rule, tool, most_recent_instance: instance, number } = alert
  const id = firstText(300, rule.id, rule.name) ?? 'unnamed rule'
  const level = textOrNull(rule.security_severity_level, 100)
  const grade = textOrNull(rule.severity, 100)
  const commit = commitName(instance?.commit_sha)
  return {
    ...shared('code-scanning', alert, origin, note),
    kind: 'code',
    title: firstText(300, rule.description, rule.name) ?? id,
    description: paragraphs(instance?.message?.text, rule.full_description),
    severity: level === null ? ruleSeverity(grade, note) : securitySeverity(level, note),
    vendorSeverity: level ?? grade,
    identifiers: [],
    package: null,
    rule: { id, name: firstText(300, rule.name) },
    location: place(instance?.location?.path, instance?.location?.start_line, instance?.location?.end_line),
    // Lists show no fingerprint. The number is what tells two matches of one rule in one file apart, and stays when lines move.
    context: `alert ${number}`,
    cvss: [],
    epss: null,
    cwes: cwes((rule.tags ?? []).filter((tag) => tag?.startsWith('external/cwe/'))),
    references: httpsUrls([rule.help_uri]),
    remediation: null,
    triage: codeStanding(alert, note).triage,
    tags: distinctTexts([
      textOrNull(tool?.name) === null ? null : `tool: ${tool?.name}`,
      ...(instance?.classifications ?? []).map((word) => (word ? `code: ${word}` : null)),
    ]),
    ...(commit !== null && { commit }),
  }
}

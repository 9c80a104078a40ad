import type { Kind } from '../../../model/kind.ts'
import type { Severity } from '../../../model/severity.ts'
import type { Sighting } from '../../../model/sighting.ts'
import type { Target } from '../../../model/target.ts'
import { instant } from '../../../shape/instant.ts'
import { looseEnum } from '../../../shape/loose-enum.ts'
import type { Note } from '../../../shape/oddity.ts'
import { cvss } from '../../../shape/score.ts'
import { cleanText, distinctTexts, textOrNull } from '../../../shape/text.ts'
import type { FindingRow, ProjectRow } from './schema.ts'

const state = looseEnum<boolean>('state', { ACTIVE: false, ARCHIVED: true }, false)
const kind = looseEnum<Kind>('kind', { DEPENDENCY: 'dependency', CODE: 'code', SECRET: 'secret' }, 'operational')
const severity = looseEnum<Severity>(
  'level',
  { CRITICAL: 'critical', HIGH: 'high', MEDIUM: 'medium', LOW: 'low', INFO: 'info', UNKNOWN: 'unknown', UNSET: 'unknown' },
  'unknown',
)

export function toTarget(row: ProjectRow, note: Note): Target {
  const url = textOrNull(row.clone_url, 500)
  return {
    ref: row.id,
    name: cleanText(row.name, 300),
    ...(url !== null && { repository: { urls: [url] } }),
    tags: [],
    archived: state(row.state, note),
    attributes: {},
  }
}

export function toSighting(row: FindingRow, target: string, note: Note): Sighting {
  const rating = cvss(row.vector, row.score)
  return {
    target,
    externalId: row.id,
    externalUrl: null,
    kind: kind(row.kind, note),
    title: cleanText(row.title, 300),
    description: null,
    severity: severity(row.level, note),
    vendorSeverity: textOrNull(row.level, 100),
    identifiers: [],
    package: null,
    rule: null,
    location: null,
    context: null,
    detectedAt: instant(row.detected_at, 'detected_at', note),
    reachability: 'unknown',
    vendorReachability: null,
    cvss: rating === null ? [] : [rating],
    epss: null,
    cwes: [],
    references: [],
    remediation: null,
    exploited: null,
    triage: null,
    tags: distinctTexts(row.labels ?? []),
  }
}

import { hash } from 'node:crypto'
import { deriveNumber, type Held, type TenantFinding } from '@patchbay/sdk/testing'
import { type Entry, issueTypeOf, webUrlOf } from './emulator-book.ts'
import { dependencyFields } from './emulator-dependency.ts'
import { cweName, ruleOf } from './emulator-rule.ts'
import type { FindingSpelling, Json, TimeSpelling } from './emulator-spelling.ts'

/** A finding as the list of code and supply-chain findings has it. */
export function toFinding(entry: Entry, held: Held, spelling: FindingSpelling): Json {
  const { finding } = held
  const time = (moment: string) => writeTime(moment, spelling.times)
  const common = {
    id: entry.id,
    ref: entry.ref,
    first_seen_scan_id: deriveNumber({ from: 10_000, below: 90_000_000 }, 'semgrep-scan', held.detectedAt.slice(0, 10)),
    match_based_id: `${fingerprint(held, 'match')}${fingerprint(held, 'based')}_0`,
    syntactic_id: fingerprint(held, 'syntactic').slice(0, 32),
    external_ticket: null,
    review_comments: [],
    repository: { name: held.repository.fullName, url: webUrlOf(held.repository) ?? '' },
    line_of_code_url: lineUrl(held),
    location: locationOf(finding),
    severity: severityOf(finding),
    confidence: finding.kind === 'code' ? 'medium' : 'high',
    categories: ['security'],
    ...stateOf(held),
    created_at: time(held.detectedAt),
    relevant_since: time(held.reappearedAt ?? held.detectedAt),
    state_updated_at: time(held.fixedAt ?? held.updatedAt),
    triaged_at: held.triage ? time(held.triage.at) : null,
    rule: ruleOf(finding),
  }
  return issueTypeOf(finding) === 'sca'
    ? { ...common, ...dependencyFields(held, spelling.usage) }
    : { ...common, sourcing_policy: { id: 120, name: 'Default Policy', slug: 'default-policy' }, ...assistant(finding) }
}

export function writeTime(moment: string, spelling: TimeSpelling): string {
  const precise = moment.replace('Z', '000')
  return spelling === 'iso' ? `${precise}Z` : `${precise.replace('T', ' ')}+00:00`
}

/** The same over all refs: it stands for path, rule and pattern. */
function fingerprint({ repository, finding }: Held, what: string): string {
  return hash('sha256', `semgrep ${what} ${repository.id} ${finding.key}`, 'hex')
}

function lineUrl({ repository, finding }: Held): string {
  const web = webUrlOf(repository)
  const path = finding.location?.path ?? finding.manifest
  if (web === null || path === null) return ''
  return `${web}/blob/${repository.commit}/${path}#L${finding.location?.startLine ?? 1}`
}

function locationOf({ location, manifest }: TenantFinding): Json | null {
  if (location) {
    const { path, startLine, endLine } = location
    return { file_path: path, line: startLine, column: 1, end_line: endLine, end_column: 80 }
  }
  return manifest === null ? null : { file_path: manifest, line: 1, column: 1, end_line: 1, end_column: 1 }
}

/** The vendor has four levels. */
export function severityOf({ severity }: TenantFinding): string {
  return severity === 'info' || severity === 'unknown' ? 'low' : severity
}

const reasons: Readonly<Record<string, string>> = {
  'false-positive': 'false_positive',
  'risk-accepted': 'acceptable_risk',
  snoozed: 'no_time',
  duplicate: 'duplicate',
}

export function triageReason(held: Held): string | null {
  return held.triage && (reasons[held.triage.reason] ?? 'no_triage_reason')
}

/** Fixed wins over whatever people decided. */
export function statusOf({ fixedAt, triage }: Held): 'open' | 'fixed' | 'ignored' | 'reviewing' | 'fixing' {
  if (fixedAt !== null) return 'fixed'
  if (triage?.reason === 'reviewing' || triage?.reason === 'fixing') return triage.reason
  return triage ? 'ignored' : 'open'
}

function stateOf(held: Held): Json {
  const status = statusOf(held)
  const decided = held.triage && (status === 'reviewing' || status === 'fixing' ? status : 'ignored')
  return {
    state: status === 'fixed' ? 'fixed' : 'unresolved',
    triage_state: decided ?? (held.reappearedAt === null ? 'untriaged' : 'reopened'),
    status,
    triage_reason: decided === 'ignored' ? triageReason(held) : null,
    triage_comment: decided === 'ignored' ? 'Decided in the weekly review.' : null,
  }
}

/** The assistant has looked at code findings only. */
function assistant(finding: TenantFinding): Json {
  const [cwe] = finding.cwe
  const summary = cwe === undefined ? finding.title : cweName(cwe)
  return {
    assistant: {
      autotriage: { verdict: verdictOf(finding), reason: 'Judged by the surrounding code.' },
      component: { tag: 'user data', risk: finding.severity === 'low' ? 'low' : 'high' },
      guidance: { summary, instructions: `Change ${finding.location?.path ?? 'the code'} so that this cannot happen.` },
    },
    click_to_fix_prs: [],
    click_to_fix_failures: [],
  }
}

export function verdictOf({ triage }: TenantFinding): 'true_positive' | 'false_positive' {
  return triage?.reason === 'false-positive' ? 'false_positive' : 'true_positive'
}

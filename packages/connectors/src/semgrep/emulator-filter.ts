import type { Call, Held } from '@patchbay/sdk/testing'
import type { Entry, IssueType } from './emulator-book.ts'
import { exposures, transitivityOf } from './emulator-dependency.ts'
import { severityOf, statusOf, triageReason, verdictOf } from './emulator-finding.ts'
import { readBoolean, readList, readWords, reject } from './emulator-query.ts'
import { ruleName } from './emulator-rule.ts'
import { secretSeverity, secretStatus, validationState } from './emulator-secret.ts'

export type Keeps = (entry: Entry, held: Held) => boolean

const statuses = ['open', 'fixed', 'ignored', 'reviewing', 'fixing', 'provisionally_ignored']
const reasons = ['acceptable_risk', 'false_positive', 'no_time', 'no_triage_reason', 'duplicate']
const levels = ['low', 'medium', 'high', 'critical']

/** Filters of the code and supply-chain list. */
export function findingFilter(call: Call, type: IssueType): Keeps {
  const all = [commonFilter(call), type === 'sca' ? dependencyFilter(call) : codeFilter(call)]
  return (entry, held) => all.every((keeps) => keeps(entry, held))
}

function commonFilter(call: Call): Keeps {
  const since = readSeconds(call)
  const dedup = readBoolean(call, 'dedup') ?? false
  const repos = readList(call, 'repos')
  const ids = readList(call, 'repository_ids')
  const [status] = readWords(call, 'status', statuses) ?? []
  const triage = readWords(call, 'triage_reasons', reasons)
  const severities = readWords(call, 'severities', levels)
  const ref = call.query.get('ref')
  return (entry, held) => {
    if (entry.relevant < since || (dedup && !entry.isPrimary)) return false
    if (repos && !repos.includes(held.repository.fullName)) return false
    if (ids && !ids.includes(String(held.repository.id))) return false
    if (status !== undefined && statusOf(held) !== status) return false
    if (triage && !triage.includes(triageReason(held) ?? '')) return false
    if (severities && !severities.includes(severityOf(held.finding))) return false
    return ref === null || isRef(entry, ref)
  }
}

/** `since` is in seconds; whether it is inclusive is not documented, here it is. */
function readSeconds(call: Call): number {
  const text = call.query.get('since')
  if (text === null) return Number.NEGATIVE_INFINITY
  const seconds = Number(text)
  if (text.trim() === '' || Number.isNaN(seconds)) reject(`since: "${text}" is not a number of seconds`)
  return seconds * 1000
}

function isRef(entry: Entry, ref: string): boolean {
  if (ref === '_default') return entry.isPrimary
  return entry.ref === ref || entry.ref === `refs/heads/${ref}`
}

function codeFilter(call: Call): Keeps {
  const policies = readWords(call, 'policies', ['rule-board-audit', 'rule-board-pr-comments', 'rule-board-block'])
  const rules = readList(call, 'rules')
  const categories = readList(call, 'categories')
  const confidence = readWords(call, 'confidence', ['low', 'medium', 'high'])
  const verdicts = readWords(call, 'autotriage_verdict', ['true_positive', 'false_positive'])
  const components = readList(call, 'component_tags')
  return (_entry, { finding }) => {
    if (policies && !policies.includes('rule-board-audit')) return false
    if (rules && !rules.includes(ruleName(finding))) return false
    if (categories && !categories.includes('security')) return false
    if (confidence && !confidence.includes(finding.kind === 'code' ? 'medium' : 'high')) return false
    if (verdicts && !verdicts.includes(verdictOf(finding))) return false
    return components?.includes('user data') ?? true
  }
}

function dependencyFilter(call: Call): Keeps {
  const exposed = readWords(call, 'exposures', Object.values(exposures))
  const transitivities = readWords(call, 'transitivities', ['direct', 'transitive', 'unknown'])
  const malicious = readBoolean(call, 'is_malicious')
  // Nobody has asked for a pull request here.
  const asksPullRequest = readWords(call, 'click_to_fix_pr_state', ['open', 'merged']) !== undefined
  return (_entry, { finding }) => {
    if (asksPullRequest) return false
    if (exposed && !exposed.includes(exposures[finding.reachability])) return false
    if (transitivities && !transitivities.includes(transitivityOf(finding))) return false
    return malicious === undefined || (finding.kind === 'malware') === malicious
  }
}

/** Filters of the list of secrets, whose constants are spelled in full. */
export function secretFilter(call: Call): Keeps {
  const since = call.query.get('since')
  const from = since === null ? Number.NEGATIVE_INFINITY : Date.parse(since)
  if (Number.isNaN(from)) reject(`since: "${since}" is not a date`)
  const states = readList(call, 'validationState')
  const status = readList(call, 'status')
  const severity = readList(call, 'severity')
  const repos = readList(call, 'repo')
  return (entry, held) => {
    if (!entry.isPrimary || entry.relevant < from) return false
    if (states && !states.includes(validationState(held.finding))) return false
    if (status && !status.includes(secretStatus(held))) return false
    if (severity && !severity.includes(secretSeverity(held.finding))) return false
    return repos?.includes(held.repository.fullName) ?? true
  }
}

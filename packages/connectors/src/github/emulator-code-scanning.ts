import type { Held, TenantFinding } from '@patchbay/sdk/testing'
import { type Alert, toSeconds } from './emulator-alert-book.ts'
import type { Links } from './emulator-repository.ts'

type Json = Readonly<Record<string, unknown>>

export const analysisTool = { name: 'CodeQL', guid: null, version: '2.23.5' }

/** A code scanning alert, with the instance found last. */
export function toCodeAlert(alert: Alert, links: Links, ref = defaultRef(alert)): Json {
  const held = alert.read()
  const { fullName } = alert.repository
  const url = `${links.api}/repos/${fullName}/code-scanning/alerts/${alert.number}`
  const isDismissed = codeState(held) === 'dismissed' && held.triage !== null
  return {
    number: alert.number,
    state: codeState(held),
    created_at: alert.createdAt,
    updated_at: alert.updatedAt,
    fixed_at: held.fixedAt && toSeconds(held.fixedAt),
    dismissed_at: isDismissed ? toSeconds(held.triage.at) : null,
    dismissed_by: isDismissed ? { login: 'security-lead', type: 'User' } : null,
    dismissed_reason: isDismissed ? reasonOf(held.triage.reason) : null,
    dismissed_comment: isDismissed ? 'Decided in the weekly review.' : null,
    rule: ruleOf(held.finding),
    tool: analysisTool,
    most_recent_instance: toInstance(alert, ref),
    url,
    html_url: `https://${links.host}/${fullName}/security/code-scanning/${alert.number}`,
    instances_url: `${url}/instances`,
    assignees: [],
  }
}

export function defaultRef({ repository }: Alert): string {
  return `refs/heads/${repository.defaultBranch}`
}

export function toInstance(alert: Alert, ref: string): Json {
  const held = alert.read()
  const { location, title } = held.finding
  return {
    ref,
    analysis_key: '.github/workflows/codeql.yml:analyze',
    category: '.github/workflows/codeql.yml:analyze/language:javascript-typescript',
    environment: '{}',
    state: codeState(held),
    commit_sha: alert.repository.commit,
    message: { text: `${title}.` },
    location: {
      path: location?.path ?? '',
      start_line: location?.startLine ?? 1,
      end_line: location?.endLine ?? 1,
      start_column: 7,
      end_column: 48,
    },
    classifications: /(^|\/)tests?\//.test(location?.path ?? '') ? ['test'] : [],
  }
}

export function codeState({ fixedAt, triage }: Held): 'open' | 'dismissed' | 'fixed' {
  if (fixedAt !== null) return 'fixed'
  return triage === null ? 'open' : 'dismissed'
}

function reasonOf(reason: string): string {
  if (reason === 'false-positive') return 'false positive'
  return reason === 'used-in-tests' ? 'used in tests' : "won't fix"
}

/** Query ids: language, slash, problem. */
export function ruleId({ rule, kind }: TenantFinding): string {
  const [first = 'js', ...rest] = (rule?.id ?? 'js-unknown').split('-')
  return kind === 'infrastructure' ? `actions/${[first, ...rest].join('-')}` : `${first}/${rest.join('-')}`
}

/** The analysis's own grade; the security severity is beside it. */
export function ruleSeverity({ severity }: TenantFinding): 'error' | 'warning' | 'note' {
  if (severity === 'critical' || severity === 'high') return 'error'
  return severity === 'medium' ? 'warning' : 'note'
}

export function securitySeverity({ severity }: TenantFinding): string | null {
  return severity === 'info' || severity === 'unknown' ? null : severity
}

function ruleOf(finding: TenantFinding): Json {
  return {
    id: ruleId(finding),
    name: ruleId(finding),
    severity: ruleSeverity(finding),
    security_severity_level: securitySeverity(finding),
    description: finding.rule?.name ?? finding.title,
    full_description: `${finding.title}.`,
    tags: ['security', ...finding.cwe.map((cwe) => `external/cwe/cwe-${cwe.slice(4).padStart(3, '0')}`)],
    help: null,
    help_uri: null,
  }
}

import type { Action, Book, Finding, Test } from './emulator-book.ts'
import { type DojoSeverity, type Item, severities } from './emulator-report.ts'

/** How findings are recognised; the operator chooses it for the whole server. */
export type Algorithm = 'hash_code' | 'unique_id_from_tool' | 'unique_id_from_tool_or_hash_code'

export interface Run {
  readonly items: readonly Item[]
  readonly algorithm: Algorithm
  readonly closesOld: boolean
  readonly service: string | null
  readonly reactivates: boolean
  /** Overrides what the report says, when it was sent. */
  readonly active: boolean | null
}

export type Actions = readonly { readonly finding: Finding; readonly action: Action }[]

/** Matches a report with what a test holds: creates, reopens, leaves alone, and closes what is absent. */
export function reimport(book: Book, test: Test, run: Run): Actions {
  const before = [...test.findings]
  const actions: { finding: Finding; action: Action }[] = []
  for (const item of run.items) {
    const match = test.findings.find((finding) => isSame(finding.item, item, run.algorithm))
    if (match === undefined) {
      const finding = create(book.nextId(), item, run)
      test.findings.push(finding)
      actions.push({ finding, action: 'N' })
    } else if (!actions.some(({ finding }) => finding === match)) {
      actions.push({ finding: match, action: meet(match, item, run) })
    }
  }
  if (run.closesOld) {
    const seen = new Set(actions.map(({ finding }) => finding))
    for (const finding of before.filter((one) => !seen.has(one) && !one.mitigated && one.item.service === run.service)) {
      close(finding, 'Mitigated by re-upload.')
      finding.riskAccepted = false
      actions.push({ finding, action: 'C' })
    }
  }
  return actions
}

function isSame(one: Item, other: Item, algorithm: Algorithm): boolean {
  const byId = one.uniqueId !== null && one.uniqueId === other.uniqueId
  if (algorithm === 'unique_id_from_tool') return byId
  return one.hash === other.hash || (algorithm === 'unique_id_from_tool_or_hash_code' && byId)
}

function create(id: number, item: Item, { active }: Run): Finding {
  const { falsePositive, outOfScope, riskAccepted, mitigated } = item
  const flagged = falsePositive || outOfScope || riskAccepted || mitigated
  return {
    id,
    item,
    severity: item.severity,
    active: !flagged && (active ?? item.active),
    verified: item.verified,
    falsePositive,
    outOfScope,
    riskAccepted,
    mitigated,
    notes: [],
  }
}

/** What becomes of a finding that is in the report again. */
function meet(finding: Finding, item: Item, { closesOld, reactivates }: Run): Action {
  // Triage of people over there stays as it is.
  if (finding.falsePositive || finding.outOfScope || finding.riskAccepted) return 'U'
  if (finding.mitigated) {
    if (item.mitigated || item.falsePositive || item.outOfScope || item.riskAccepted || !reactivates) return 'U'
    finding.mitigated = false
    finding.active = true
    finding.notes.push('Re-activated by re-upload.')
    return 'R'
  }
  if (item.mitigated) {
    close(finding, 'Mitigated by report.')
    return 'C'
  }
  if (!(item.falsePositive || item.outOfScope || item.riskAccepted)) return 'U'
  finding.falsePositive = item.falsePositive
  finding.outOfScope = item.outOfScope
  finding.active = false
  finding.verified = false
  if (!closesOld) return 'U'
  close(finding, 'Mitigated by report.')
  return 'C'
}

function close(finding: Finding, note: string): void {
  finding.mitigated = true
  finding.active = false
  finding.notes.push(note)
}

type Tally = Record<string, number>

/** Counters by severity, as `statistics` has them. */
export function tally(findings: readonly Finding[]): Readonly<Record<string, Tally>> {
  const rows = severities.map((severity: DojoSeverity) => [
    severity.toLowerCase(),
    count(findings.filter((finding) => finding.severity === severity)),
  ])
  return Object.fromEntries([...rows, ['total', count(findings)]])
}

function count(findings: readonly Finding[]): Tally {
  const of = (test: (finding: Finding) => boolean) => findings.filter(test).length
  return {
    active: of((finding) => finding.active),
    verified: of((finding) => finding.verified),
    duplicate: 0,
    false_p: of((finding) => finding.falsePositive),
    out_of_scope: of((finding) => finding.outOfScope),
    is_mitigated: of((finding) => finding.mitigated),
    risk_accepted: of((finding) => finding.riskAccepted),
    total: findings.length,
  }
}

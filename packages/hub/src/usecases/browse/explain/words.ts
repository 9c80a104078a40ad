import type { RuleChange } from '../../../domain/import-rules.ts'
import type { ImportRules } from '../resources/connection.ts'
import type { UnreadRecords } from '../resources/explanation.ts'

/** `2026-11-28 09:30 UTC` */
export function atTime(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** Why a rule leaves a finding out, as the end of a sentence. */
export function ruleWords(reason: string, finding: { readonly kind: string; readonly severity: string }): string {
  switch (reason) {
    case 'no-cve':
      return `it is a ${finding.kind} finding without a CVE, and those are only let in with one`
    case 'below-minimum-severity':
      return `its severity, ${finding.severity}, is below the minimum`
    case 'kind-not-selected':
    case 'rule-changed':
      return `findings of the kind "${finding.kind}" are not selected`
    default:
      return `of the rule "${reason}"`
  }
}

const heldBack: Readonly<Record<string, string>> = {
  'no-cve': 'without a CVE',
  'below-minimum-severity': 'below the minimum severity',
  'kind-not-selected': 'of a kind that is not selected',
}

/** `The vendor was asked to hold back 15 findings of a kind that is not selected, 2 without a CVE; of these no ids are known.` */
export function heldBackWords(counts: Readonly<Record<string, number>>): string {
  const [first, ...others] = Object.entries(counts)
  if (first === undefined) return ''
  const amount = (n: number) => n.toLocaleString('en')
  const which = (reason: string) => heldBack[reason] ?? `by the rule "${reason}"`
  const [reason, n] = first
  const said = [
    `${amount(n)} ${n === 1 ? 'finding' : 'findings'} ${which(reason)}`,
    ...others.map(([other, count]) => `${amount(count)} ${which(other)}`),
  ]
  return `The vendor was asked to hold back ${said.join(', ')}; of these no ids are known.`
}

/** What to do so that the rules let a finding in. `setIn` names whose rules say it. */
export function ruleSteps(
  changes: readonly RuleChange[],
  setIn: (setting: RuleChange['setting']) => string,
): readonly string[] {
  if (changes.length === 0) return ['The import rules let it in now: the next sync brings it.']
  return [
    ...changes.map((change) => `${changeWords(change)} in the import rules of ${setIn(change.setting)}.`),
    'The sync after that lists everything again and brings it.',
  ]
}

function changeWords(change: RuleChange): string {
  switch (change.setting) {
    case 'kinds':
      return `Select the kind "${change.value.at(-1)}"`
    case 'cveRequired':
      return 'Let in findings without a CVE'
    case 'minimumSeverity':
      return `Lower the minimum severity to ${change.value}`
  }
}

/** The changes as import rules. */
export function changedRules(changes: readonly RuleChange[]): Partial<ImportRules> {
  return Object.assign({}, ...changes.map(({ setting, value }) => ({ [setting]: Array.isArray(value) ? [...value] : value })))
}

const whyUnread: Readonly<Record<UnreadRecords['why'], string>> = {
  NEW: 'not mapped to a repository or product',
  MISSING: 'no longer listed by the vendor',
  STALE: 'mapped to something that is gone',
  IGNORED: 'ignored',
  ERROR: 'in an error',
  waiting: 'not reached by the last sync',
  reading: 'read in part by the last sync',
  partial: 'read in part by the last sync',
  held: 'held for confirmation',
  failed: 'not readable in the last sync',
  never: 'new here and not read yet',
}

/** `2 records are not mapped to a repository or product: shop, attic.` */
export function unreadWords({ why, records, names, note }: UnreadRecords): string {
  const more = records > names.length ? ` and ${(records - names.length).toLocaleString('en')} more` : ''
  const many = records === 1 ? 'One record is' : `${records.toLocaleString('en')} records are`
  return `${many} ${whyUnread[why]}: ${names.join(', ')}${more}.${note === null ? '' : ` ${note}`}`
}

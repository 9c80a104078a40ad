import type { Kind, Severity, Sighting } from '@patchbay/sdk'
import { isCve } from './alias.ts'
import { severityRank } from './severity.ts'

/** What of a scanner's answer a connection lets in. */
export interface ImportRules {
  readonly kinds: readonly Kind[]
  /** Only findings that name a CVE. Asked of dependencies and containers: other kinds never have one. */
  readonly cveRequired: boolean
  /** `null` lets every severity in. */
  readonly minimumSeverity: Exclude<Severity, 'unknown'> | null
}

/** The rules for a record: what the scan profile in force says counts, and the connection's own for the rest. */
export function rulesUnder(own: ImportRules, profile: Partial<ImportRules>): ImportRules {
  return { ...own, ...profile }
}

/** Why a sighting was left out, for the count that answers "why is my finding not here?". */
export const filterReasons = ['kind-not-selected', 'no-cve', 'below-minimum-severity'] as const

export type FilterReason = (typeof filterReasons)[number]

export const defaultRules: ImportRules = { kinds: ['dependency', 'container'], cveRequired: true, minimumSeverity: null }

const kindsWithCve: ReadonlySet<Kind> = new Set<Kind>(['dependency', 'container'])

/**
 * Lets a sighting in or says why not; the first rule that objects is the one counted. A severity nobody stated is let in
 * whatever the minimum: leaving it out would turn a scanner's silence into "harmless".
 */
export function rulesDecide(
  sighting: Pick<Sighting, 'kind' | 'severity' | 'identifiers'>,
  rules: ImportRules,
): 'keep' | FilterReason {
  if (!rules.kinds.includes(sighting.kind)) return 'kind-not-selected'
  if (rules.cveRequired && kindsWithCve.has(sighting.kind) && !sighting.identifiers.some(isCve)) return 'no-cve'
  if (isBelow(sighting.severity, rules.minimumSeverity)) return 'below-minimum-severity'
  return 'keep'
}

function isBelow(severity: Severity, minimum: ImportRules['minimumSeverity']): boolean {
  if (minimum === null || severity === 'unknown') return false
  return severityRank(severity) < severityRank(minimum)
}

/** A change of one rule. */
export type RuleChange =
  | { readonly setting: 'kinds'; readonly value: readonly Kind[] }
  | { readonly setting: 'cveRequired'; readonly value: false }
  | { readonly setting: 'minimumSeverity'; readonly value: Exclude<Severity, 'unknown'> }

/** The fewest changes of the rules that let a sighting in; none where they do already. */
export function changesToLetIn(
  sighting: Pick<Sighting, 'kind' | 'severity' | 'identifiers'>,
  rules: ImportRules,
): readonly RuleChange[] {
  const { kind, severity } = sighting
  const verdict = rulesDecide(sighting, rules)
  if (verdict === 'kind-not-selected') {
    const value = [...rules.kinds, kind]
    return [{ setting: 'kinds', value }, ...changesToLetIn(sighting, { ...rules, kinds: value })]
  }
  if (verdict === 'no-cve') {
    return [{ setting: 'cveRequired', value: false }, ...changesToLetIn(sighting, { ...rules, cveRequired: false })]
  }
  return verdict === 'keep' || severity === 'unknown' ? [] : [{ setting: 'minimumSeverity', value: severity }]
}

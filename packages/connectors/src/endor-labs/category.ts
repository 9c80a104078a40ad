import type { Kind } from '@patchbay/sdk'
import type { Note } from '@patchbay/sdk/shape'

/**
 * The categories that decide a finding's family, in order of precedence: a finding carries several (`SECURITY` beside
 * `VULNERABILITY` beside `CONTAINER`) and belongs to the family of the first one in this list that it carries.
 */
const deciding: readonly (readonly [category: string, kind: Kind])[] = [
  ['MALWARE', 'malware'],
  ['SECRETS', 'secret'],
  ['SAST', 'code'],
  ['SECURITY_REVIEW', 'code'],
  ['CONTAINER', 'container'],
  ['VULNERABILITY', 'dependency'],
  ['LICENSE_RISK', 'license'],
  ['CICD', 'supply-chain'],
  ['GHACTIONS', 'supply-chain'],
  ['SCPM', 'supply-chain'],
  ['SUPPLY_CHAIN', 'supply-chain'],
  ['AI_MODELS', 'supply-chain'],
]

/** Categories that say how, not what. A finding with none but these, or with ones nobody documented, is operational. */
const accompanying = ['OPERATIONAL', 'SECURITY', 'SCA', 'TOOLS', 'UNSPECIFIED']

const prefix = 'FINDING_CATEGORY_'
const field = 'spec.finding_categories'
const order = deciding.map(([category, kind]) => [prefix + category, kind] as const)
const known = new Set([...order.map(([category]) => category), ...accompanying.map((category) => prefix + category)])

/** Every family Endor Labs can report. */
export const families: readonly Kind[] = [...new Set(deciding.map(([, kind]) => kind)), 'operational']

/** The one family a finding belongs to. */
export function kindOf(categories: readonly string[], note: Note): Kind {
  for (const category of categories) {
    if (!known.has(category)) note(field, category)
  }
  return order.find(([category]) => categories.includes(category))?.[1] ?? 'operational'
}

/** Filter clauses for a choice of families; `undefined` where nothing needs to be filtered. */
export interface KindClauses {
  /** Matches every finding of the chosen families, and may match others: `kindOf` has the last word. */
  readonly wanted: string | undefined
  /** Matches exactly what `wanted` does not. */
  readonly heldBack: string | undefined
}

/** Operational findings are the ones without any deciding category, so their clause is the absence of all of those. */
export function kindClauses(kinds: readonly Kind[]): KindClauses {
  if (families.every((family) => kinds.includes(family))) return { wanted: undefined, heldBack: undefined }
  const chosen = order.flatMap(([category, kind]) => (kinds.includes(kind) ? [category] : []))
  const every = order.map(([category]) => category)

  if (!kinds.includes('operational')) return { wanted: carries(chosen), heldBack: lacks(chosen) }
  if (chosen.length === 0) return { wanted: lacks(every), heldBack: carries(every) }
  return { wanted: `(${carries(chosen)} or ${lacks(every)})`, heldBack: `${lacks(chosen)} and ${carries(every)}` }
}

function carries(categories: readonly string[]): string {
  return `${field} contains [${categories.join(', ')}]`
}

function lacks(categories: readonly string[]): string {
  return `${field} not contains [${categories.join(', ')}]`
}

import type { Reachability, VendorTriage } from '@patchbay/sdk'
import { distinctTexts, type Note } from '@patchbay/sdk/shape'

const prefix = 'FINDING_TAGS_'

/** First match wins: what is known of the function says more than what is known of the package. */
const verdicts: readonly (readonly [tag: string, verdict: Reachability])[] = [
  ['REACHABLE_FUNCTION', 'reachable-function'],
  ['UNREACHABLE_FUNCTION', 'unreachable'],
  ['POTENTIALLY_REACHABLE_FUNCTION', 'potentially-reachable'],
  ['REACHABLE_DEPENDENCY', 'reachable-dependency'],
  ['UNREACHABLE_DEPENDENCY', 'unreachable'],
  ['POTENTIALLY_REACHABLE_DEPENDENCY', 'potentially-reachable'],
]

/** Tags by which Endor Labs, or its users, took a finding off the list; the most telling one first. */
const dismissals = ['FALSE_POSITIVE', 'EXCEPTION', 'IGNORED', 'SNOOZED'].map((tag) => prefix + tag)
const confirmations = ['TRUE_POSITIVE', 'UNDER_REVIEW'].map((tag) => prefix + tag)

/** Tags that end up in a field of their own. */
const spoken = [
  ...['DIRECT', 'TRANSITIVE', 'EXPLOITED', ...verdicts.map(([tag]) => tag)].map((tag) => prefix + tag),
  ...dismissals,
  ...confirmations,
]

/** Tags that are passed on as tags. */
const passedOn = [
  'PROJECT_INTERNAL',
  'NAMESPACE_INTERNAL',
  'FIXABLE',
  'UNFIXABLE',
  'PRODUCTION',
  'TEST',
  'NORMAL',
  'FIX_AVAILABLE',
  'SELF',
  'POLICY',
  'CI_BLOCKER',
  'VALID_SECRET',
  'INVALID_SECRET',
  'PATH_EXTERNAL',
  'MALWARE',
  'PHANTOM',
  'CI_WARNING',
  'NOTIFICATION',
  'DISPUTED',
  'WITHDRAWN',
  'AI',
  'SEGMENT_MATCH',
]

const silent = new Set([...spoken, `${prefix}UNSPECIFIED`])
const known = new Set([...silent, ...passedOn.map((tag) => prefix + tag)])
const ladder = verdicts.map(([tag, verdict]) => [prefix + tag, verdict] as const)

export interface TagFacts {
  readonly reachability: Reachability
  readonly vendorReachability: string | null
  readonly direct: boolean | null
  readonly exploited: boolean
  readonly triage: VendorTriage | null
  /** Tags without the vendor's prefix, for people to filter by. */
  readonly tags: readonly string[]
}

/** What the finding's tags say. `dismissed` is the finding's own mark, which can stand without a tag. */
export function tagFacts(given: readonly string[], userTags: readonly string[], dismissed: boolean, note: Note): TagFacts {
  const carried = new Set(given)
  for (const tag of carried) {
    if (!known.has(tag)) note('spec.finding_tags', tag)
  }
  const verdict = ladder.find(([tag]) => carried.has(tag))
  const shown = given.flatMap((tag) => (silent.has(tag) ? [] : [wordOf(tag)]))
  return {
    reachability: verdict?.[1] ?? 'unknown',
    vendorReachability: verdict?.[0] ?? null,
    direct: directness(carried),
    exploited: carried.has(`${prefix}EXPLOITED`),
    triage: triageOf(carried, dismissed),
    tags: distinctTexts([...userTags, ...shown]),
  }
}

function directness(carried: ReadonlySet<string>): boolean | null {
  if (carried.has(`${prefix}DIRECT`)) return true
  return carried.has(`${prefix}TRANSITIVE`) ? false : null
}

function triageOf(carried: ReadonlySet<string>, dismissed: boolean): VendorTriage | null {
  const dismissal = dismissals.find((tag) => carried.has(tag))
  if (dismissal !== undefined) return { state: 'dismissed', reason: wordOf(dismissal) }
  if (dismissed) return { state: 'dismissed', reason: 'DISMISS' }
  const confirmation = confirmations.find((tag) => carried.has(tag))
  return confirmation === undefined ? null : { state: 'open', reason: wordOf(confirmation) }
}

function wordOf(tag: string): string {
  return tag.startsWith(prefix) ? tag.slice(prefix.length) : tag
}

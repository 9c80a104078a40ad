import { stepBetween, type VersionStep, versionOrderOf } from './version/ecosystems.ts'
import { compareTexts, type VersionOrder } from './version/version-order.ts'

/** What one vulnerability asks of the package that is upgraded. */
export interface Requirement {
  readonly vulnerability: number
  /** Versions in use. */
  readonly from: readonly string[]
  /** The version each scanner says fixes it. */
  readonly fixes: readonly string[]
}

/** Why an upgrade does not close a vulnerability of the same package. */
export const remainingReasons = ['no-fix-known', 'unreadable-version', 'fix-not-newer'] as const

export interface Remaining {
  readonly vulnerability: number
  readonly reason: (typeof remainingReasons)[number]
}

/** A package and the smallest single version of it that closes everything that can be closed. */
export interface Upgrade {
  /** Package URL without version. */
  readonly package: string
  readonly name: string
  /** Versions in use, ascending; empty where nobody tells. */
  readonly from: readonly string[]
  readonly to: string
  /** The largest step from a version in use. */
  readonly step: VersionStep
  /** Where that is a new major version: how far one gets without. */
  readonly withinMajor: { readonly to: string; readonly step: VersionStep; readonly closes: number } | null
}

interface UpgradePlan {
  /** `null` where there is nothing to upgrade to. */
  readonly upgrade: Upgrade | null
  /** Ids of the vulnerabilities, in the order given. */
  readonly closes: readonly number[]
  readonly remaining: readonly Remaining[]
}

/**
 * The smallest version that fixes all of the vulnerabilities, by the order of the package's ecosystem. Each is fixed by the
 * highest version any scanner names, because that satisfies all of them. A version that cannot be read, and one that is no
 * newer than what is in use, proves nothing: such vulnerabilities remain, and the answer says why.
 */
export function upgradeFor(
  moved: { readonly key: string; readonly type: string; readonly name: string },
  requirements: readonly Requirement[],
): UpgradePlan {
  const order = versionOrderOf(moved.type)
  const read = requirements.map((requirement) => ({ ...requirement, needs: needsOf(requirement, order) }))
  const fixable = read.flatMap(({ needs, ...requirement }) => ('to' in needs ? [{ ...requirement, to: needs.to }] : []))
  const remaining = read.flatMap(({ vulnerability, needs }) =>
    'reason' in needs ? [{ vulnerability, reason: needs.reason }] : [],
  )
  const to = highest(
    fixable.map((one) => one.to),
    order,
  )
  if (to === null) return { upgrade: null, closes: [], remaining }
  const from = inOrder(new Set(fixable.flatMap((one) => one.from).filter(order.reads)), order)
  const step = largestStep(from, to)
  const withinMajor = step === 'major' ? smallerStep(fixable, from, order) : null
  const upgrade = { package: moved.key, name: moved.name, from, to, step, withinMajor }
  return { upgrade, closes: fixable.map(({ vulnerability }) => vulnerability), remaining }
}

type Needs = { readonly to: string } | Pick<Remaining, 'reason'>

function needsOf({ from, fixes }: Requirement, order: VersionOrder): Needs {
  if (fixes.length === 0) return { reason: 'no-fix-known' }
  if (!fixes.every(order.reads)) return { reason: 'unreadable-version' }
  const to = highest(fixes, order)
  if (to === null) return { reason: 'no-fix-known' }
  const isNewer = from.every((version) => !order.reads(version) || order.compare(version, to) < 0)
  return isNewer ? { to } : { reason: 'fix-not-newer' }
}

/** The vulnerabilities that a version of the major line in use fixes, and the smallest that fixes those. */
function smallerStep(
  fixable: readonly { readonly to: string }[],
  from: readonly string[],
  order: VersionOrder,
): Upgrade['withinMajor'] {
  const near = fixable.filter((one) => largestStep(from, one.to) !== 'major')
  const to = highest(
    near.map((one) => one.to),
    order,
  )
  return to === null ? null : { to, step: largestStep(from, to), closes: near.length }
}

const steps: readonly VersionStep[] = ['unknown', 'patch', 'minor', 'major']

function largestStep(from: readonly string[], to: string): VersionStep {
  const taken = from.map((version) => steps.indexOf(stepBetween(version, to)))
  return steps[Math.max(0, ...taken)] ?? 'unknown'
}

/** Of versions that are the same, such as `1.0` and `1`, always the same one. */
function highest(versions: readonly string[], order: VersionOrder): string | null {
  return inOrder(versions, order).at(-1) ?? null
}

function inOrder(versions: Iterable<string>, { compare }: VersionOrder): readonly string[] {
  return [...versions].sort((left, right) => compare(left, right) || compareTexts(left, right))
}

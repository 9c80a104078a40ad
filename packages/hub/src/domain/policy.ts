import type { Kind, Severity } from '@patchbay/sdk'
import { fitsGlob } from './glob.ts'
import type { RiskFacts } from './risk.ts'
import { severityRank } from './severity.ts'
import type { DecisionKind } from './status.ts'

/** What a vulnerability must be like; all that are given must fit. */
export interface PolicyConditions {
  readonly kinds?: readonly Kind[] | undefined
  readonly riskBelow?: number | undefined
  readonly riskAtLeast?: number | undefined
  readonly severityBelow?: Severity | undefined
  readonly severityAtLeast?: Severity | undefined
  /** `unreachable`: a scanner says that it is not reached. `reachable`: one says that it, or the dependency, is. */
  readonly reachability?: 'unreachable' | 'reachable' | undefined
  /** Nobody says that it is exploited, and its EPSS score is known and below this, 0–1. */
  readonly epssBelow?: number | undefined
  /** Known to be exploited, by CISA's catalogue or a scanner. */
  readonly exploited?: true | undefined
  /** Whether a fixed version is known. */
  readonly fix?: 'none' | 'known' | undefined
  /** Pattern of the path, with `*` for any run of characters. */
  readonly path?: string | undefined
  /** Pattern of the package: `lodash`, `@acme/*`, `pkg:npm/*`. */
  readonly package?: string | undefined
}

/** A rule about vulnerabilities. */
export interface Policy {
  readonly id: number
  readonly name: string
  /** `dismiss`: decide so by itself. `require`: must be fixed, so no rule dismisses it. */
  readonly action: 'dismiss' | 'require'
  /** What `dismiss` decides. */
  readonly decision: PolicyDecision | null
  readonly reason: string
  readonly conditions: PolicyConditions
  readonly productTypeId: number | null
  readonly productId: number | null
  readonly enabled: boolean
  readonly expiresAt: Date | null
}

export const policyDecisions = [
  'false-positive',
  'risk-accepted',
  'wont-fix',
  'not-affected',
] as const satisfies readonly DecisionKind[]

export type PolicyDecision = (typeof policyDecisions)[number]

/** What policies look at. */
export interface PolicySubject extends Pick<RiskFacts, 'severity' | 'reachability' | 'knownExploited' | 'exploited' | 'epss'> {
  readonly kind: string
  readonly riskScore: number
  readonly fixedVersion: string | null
  readonly path: string | null
  /** As people write it. */
  readonly packageName: string | null
  /** As a package URL without version. */
  readonly packageKey: string | null
  readonly productId: number | null
  readonly productTypeId: number | null
}

/** What the policies in force make of a vulnerability. */
export interface PolicyVerdict {
  readonly dismissedBy: Policy | null
  readonly requiredBy: Policy | null
}

/** The oldest policy that requires wins over every one that dismisses; among those the oldest decides. */
export function policyVerdict(policies: readonly Policy[], subject: PolicySubject, now: Date): PolicyVerdict {
  const fitting = policies
    .filter((policy) => isPolicyInForce(policy, now) && fitsPolicy(policy, subject))
    .toSorted((left, right) => left.id - right.id)
  const requiredBy = fitting.find((policy) => policy.action === 'require') ?? null
  const dismissedBy = requiredBy === null ? (fitting.find((policy) => policy.action === 'dismiss') ?? null) : null
  return { dismissedBy, requiredBy }
}

export function isPolicyInForce({ enabled, expiresAt }: Pick<Policy, 'enabled' | 'expiresAt'>, now: Date): boolean {
  return enabled && (expiresAt === null || now.getTime() < expiresAt.getTime())
}

/** A policy without any condition fits nothing: a slip must not dismiss everything. */
export function fitsPolicy({ conditions, productId, productTypeId }: Policy, subject: PolicySubject): boolean {
  if (!hasCondition(conditions)) return false
  if (productId !== null && productId !== subject.productId) return false
  if (productTypeId !== null && productTypeId !== subject.productTypeId) return false
  const checks = [
    fitsMeasure(conditions, subject),
    fitsExploitation(conditions, subject),
    fitsReachability(conditions, subject),
    fitsPlace(conditions, subject),
  ]
  return checks.every(Boolean)
}

/** Whether anything is asked for; places alone are no condition. */
export function hasCondition(conditions: PolicyConditions): boolean {
  return Object.values(conditions).some((value) => value !== undefined)
}

function fitsMeasure(conditions: PolicyConditions, { riskScore, severity, kind }: PolicySubject): boolean {
  const { kinds, riskBelow, riskAtLeast, severityBelow, severityAtLeast } = conditions
  if (kinds !== undefined && !kinds.some((each) => each === kind)) return false
  if (riskBelow !== undefined && riskScore >= riskBelow) return false
  if (riskAtLeast !== undefined && riskScore < riskAtLeast) return false
  // What no scanner rated is not low.
  if (severityBelow !== undefined && (severity === 'unknown' || severityRank(severity) >= severityRank(severityBelow))) {
    return false
  }
  return severityAtLeast === undefined || severityRank(severity) >= severityRank(severityAtLeast)
}

function fitsExploitation({ epssBelow, exploited }: PolicyConditions, subject: PolicySubject): boolean {
  const isExploited = subject.knownExploited || subject.exploited === true
  if (exploited === true && !isExploited) return false
  return epssBelow === undefined || (!isExploited && subject.epss !== null && subject.epss < epssBelow)
}

function fitsReachability({ reachability }: PolicyConditions, subject: PolicySubject): boolean {
  if (reachability === undefined) return true
  if (reachability === 'unreachable') return subject.reachability === 'unreachable'
  return subject.reachability === 'reachable-function' || subject.reachability === 'reachable-dependency'
}

function fitsPlace({ fix, path, package: pattern }: PolicyConditions, subject: PolicySubject): boolean {
  if (fix !== undefined && (fix === 'known') !== (subject.fixedVersion !== null)) return false
  if (path !== undefined && (subject.path === null || !fitsGlob(path, subject.path))) return false
  if (pattern === undefined) return true
  return [subject.packageName, subject.packageKey].some((name) => name !== null && fitsGlob(pattern, name))
}

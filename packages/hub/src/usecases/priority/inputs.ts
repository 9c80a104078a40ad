import type { Policy, PolicyConditions, PolicyDecision } from '../../domain/policy.ts'
import type { SlaDays } from '../../domain/sla.ts'
import type { VexFormat, VexStatement } from '../../domain/vex/vex.ts'

// What the commands about priority and decisions take and give.

/** An exception from a deadline; `null` takes it back. */
export interface ExemptionInput {
  /** ISO 8601: not due before. */
  readonly until: string | null
  readonly reason: string
}

export interface VexOptions {
  /** Otherwise it is a preview. */
  readonly apply: boolean
  /** Also what a person decided already. */
  readonly overwrite: boolean
}

export const vexOutcomes = [
  'decides',
  'unchanged',
  'kept',
  'no-decision',
  'contradicted',
  'ambiguous',
  'unknown-vulnerability',
  'unknown-package',
  'other-version',
  'no-package',
] as const

export type VexOutcome = (typeof vexOutcomes)[number]

/** What became of each statement of a VEX document. */
export interface VexReport {
  readonly format: VexFormat
  readonly document: string
  readonly author: string | null
  readonly applied: boolean
  readonly statements: readonly (Pick<VexStatement, 'id' | 'identifiers' | 'purls' | 'status'> & {
    readonly outcome: VexOutcome
    readonly vulnerability: { readonly id: number; readonly name: string } | null
  })[]
}

/** Where a policy counts: in a product, in a product type, or with neither everywhere. */
export interface PolicyScope {
  readonly productTypeId: number | null
  readonly productId: number | null
}

export interface SlaPolicyInput extends PolicyScope {
  readonly name: string
  readonly days: SlaDays
}

/** What a policy as written would do to what is open now. */
export interface SlaEffect {
  readonly open: number
  /** With other days than they have. */
  readonly moved: number
  readonly newlyOverdue: number
  readonly noLongerOverdue: number
  /** Some of those with other days: what would be overdue at once first. */
  readonly sample: readonly {
    readonly id: number
    readonly name: string
    readonly title: string
    /** Rank. */
    readonly severity: number
    readonly product: string | null
    readonly dueAt: Date | null
    readonly dueThen: Date | null
  }[]
}

/** A policy as people write it. What is left out of an update stays. */
export interface PolicyChange extends Partial<PolicyScope> {
  readonly name?: string
  readonly action?: Policy['action']
  readonly decision?: PolicyDecision | null
  readonly reason?: string
  readonly conditions?: PolicyConditions
  readonly enabled?: boolean
  /** ISO 8601 */
  readonly expiresAt?: string | null
}

export interface PolicyInput extends PolicyChange {
  readonly name: string
  readonly action: Policy['action']
  readonly reason: string
  readonly conditions: PolicyConditions
}

/** What saving a policy would change. */
export interface PolicyPreview {
  readonly looked: number
  /** Whether that was everything in its scope. */
  readonly whole: boolean
  readonly dismissed: number
  readonly required: number
  /** What it dismisses today and would no longer. */
  readonly released: number
  /** It fits them, but a person decided. */
  readonly decidedByPeople: number
  readonly sample: readonly {
    readonly id: number
    readonly name: string
    readonly title: string
    /** Rank. */
    readonly severity: number
    readonly riskScore: number
  }[]
}

import { z } from 'zod'
import { policyDecisions } from '../../../domain/policy.ts'
import { mostDays } from '../../../domain/sla.ts'
import { ActorRef, Kind, ProductRef, Severity, Time } from './common.ts'
import { ProductTypeRef } from './product.ts'

const days = z.int().min(0).max(mostDays)

const BySeverity = z.strictObject({
  critical: days.optional(),
  high: days.optional(),
  medium: days.optional(),
  low: days.optional(),
  info: days.optional(),
  unknown: days.optional(),
})

export const SlaDays = z
  .strictObject({
    severities: BySeverity.describe('Days to fix what is of a severity. What is left out is up to the next policy.'),
    criticalities: z
      .strictObject({
        critical: BySeverity.optional(),
        high: BySeverity.optional(),
        medium: BySeverity.optional(),
        low: BySeverity.optional(),
      })
      .describe('The same for products of a criticality; it comes before the days for all.'),
  })
  .meta({
    id: 'SlaDays',
    description: `Days of 24 hours, 0 to ${mostDays}; 0 is no deadline.`,
    examples: [{ severities: { critical: 3, high: 14 }, criticalities: { critical: { critical: 1 } } }],
  })

const scope = {
  productType: ProductTypeRef.nullable().describe('Counts for products of this type.'),
  product: ProductRef.nullable().describe('Counts for this product. Without product and type it counts everywhere.'),
}

const made = { createdBy: ActorRef.nullable(), createdAt: Time, updatedAt: Time }

export const SlaPolicy = z
  .object({ id: z.string().meta({ examples: ['sla_2'] }), name: z.string(), ...scope, days: SlaDays, ...made })
  .meta({ id: 'SlaPolicy', description: 'How many days people have to fix what. The nearest policy wins.' })
export type SlaPolicy = z.output<typeof SlaPolicy>

export const SlaEffect = z
  .object({
    open: z.int().nonnegative().describe('Open vulnerabilities in the scope.'),
    moved: z.int().nonnegative().describe('Of those, the ones that would get other days than they have.'),
    newlyOverdue: z.int().nonnegative(),
    noLongerOverdue: z.int().nonnegative(),
    sample: z
      .array(
        z.object({
          id: z.string().meta({ examples: ['vul_3k'] }),
          name: z.string(),
          title: z.string(),
          severity: Severity,
          product: z.string().nullable(),
          dueAt: Time.nullable().describe('As it is now.'),
          dueThen: Time.nullable().describe('As it would be.'),
        }),
      )
      .describe('Some of those with other days, what would be overdue at once first.'),
  })
  .meta({ id: 'SlaEffect' })

const score = z.int().min(0).max(100)
const pattern = z.string().trim().min(1).max(300)

export const PolicyConditions = z
  .strictObject({
    kinds: z.array(Kind).min(1).max(Kind.options.length).optional(),
    riskBelow: score.optional(),
    riskAtLeast: score.optional(),
    severityBelow: Severity.exclude(['unknown']).optional().describe('A severity nobody gave is not below any.'),
    severityAtLeast: Severity.exclude(['unknown']).optional(),
    reachability: z
      .enum(['unreachable', 'reachable'])
      .optional()
      .describe('`unreachable`: a scanner says so; silence does not count. `reachable`: the function or the dependency is.'),
    epssBelow: z.number().min(0).max(1).optional().describe('Not known to be exploited, and with an EPSS score below this.'),
    exploited: z.literal(true).optional().describe('Known to be exploited, by CISA or a scanner.'),
    fix: z.enum(['none', 'known']).optional().describe('Whether a fixed version is known.'),
    path: pattern.optional().describe('Pattern of the path, `*` for any run of characters: `test/*`.'),
    package: pattern.optional().describe('Pattern of the package: `@acme/*`, `pkg:npm/*`.'),
  })
  .meta({ id: 'PolicyConditions', description: 'What a vulnerability must be like; all that are given must fit.' })

export const PolicyAction = z.enum(['dismiss', 'require'])
export const PolicyDecision = z.enum(policyDecisions)

export const Policy = z
  .object({
    id: z.string().meta({ examples: ['pol_3'] }),
    name: z.string(),
    action: PolicyAction.describe('`dismiss` decides; `require` keeps every policy from dismissing it.'),
    decision: PolicyDecision.nullable().describe('What `dismiss` decides.'),
    reason: z.string(),
    conditions: PolicyConditions,
    ...scope,
    enabled: z.boolean(),
    expiresAt: Time.nullable().describe('What it decided is taken back then.'),
    inForce: z.boolean(),
    holds: z.int().nonnegative().describe('Vulnerabilities it dismisses or requires now.'),
    ...made,
  })
  .meta({ id: 'Policy', description: 'A rule that decides by itself. What people decide comes first.' })
export type Policy = z.output<typeof Policy>

export const PolicyPreview = z
  .object({
    looked: z.int().nonnegative(),
    whole: z.boolean().describe('Whether that was everything in its scope.'),
    dismissed: z.int().nonnegative().describe('What it would dismiss, what it dismisses already among it.'),
    required: z.int().nonnegative(),
    released: z.int().nonnegative().describe('What it dismisses today and would no longer.'),
    decidedByPeople: z.int().nonnegative().describe('It fits them, but a person decided, so it changes nothing.'),
    sample: z.array(z.object({ id: z.string(), name: z.string(), title: z.string(), severity: Severity, riskScore: z.int() })),
  })
  .meta({ id: 'PolicyPreview' })
export type PolicyPreview = z.output<typeof PolicyPreview>

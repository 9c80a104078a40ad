import { z } from 'zod'
import { remediationModes } from '../../../domain/fix-group.ts'
import { remediationActions, remediationStates } from '../../../domain/remediation-state.ts'
import { remainingReasons } from '../../../domain/upgrade.ts'
import { ActorRef, ImageRef, ProductRef, RepositoryRef, Severity, SeverityCounts, Time } from './common.ts'
import { Status } from './vulnerability.ts'

const whole = z.int().nonnegative()

export const RemediationState = z.enum(remediationStates).meta({
  id: 'RemediationState',
  description:
    '`proposed`: found by the hub, nobody’s work yet. `resolved`: a complete sync no longer sees its vulnerabilities.',
})
export type RemediationState = z.output<typeof RemediationState>

export const RemediationMode = z.enum(remediationModes).meta({ id: 'RemediationMode', description: 'How the fix is made.' })
export type RemediationMode = z.output<typeof RemediationMode>

export const RemediationAction = z.enum(remediationActions).meta({ id: 'RemediationAction' })
export type RemediationAction = z.output<typeof RemediationAction>

const Step = z.enum(['major', 'minor', 'patch', 'unknown']).describe('By the first number that differs.')

export const Upgrade = z
  .object({
    package: z.string().meta({ description: 'Package URL without version.', examples: ['pkg:npm/lodash'] }),
    name: z.string().meta({ examples: ['lodash'] }),
    from: z.array(z.string()).meta({ description: 'Versions in use.', examples: [['4.17.4']] }),
    to: z.string().meta({ description: 'The smallest version that closes all of them.', examples: ['4.17.21'] }),
    step: Step,
    withinMajor: z
      .object({ to: z.string(), step: Step, closes: whole })
      .nullable()
      .describe('How far one gets without a new major version, where one is needed for all.'),
  })
  .meta({ id: 'Upgrade' })
export type Upgrade = z.output<typeof Upgrade>

export const BaseMove = z
  .object({
    from: z.array(z.string()).meta({ description: 'Base images in use.', examples: [['node:20-bookworm']] }),
    to: z.array(z.string()).describe('What scanners advise to build on instead; empty where none advises anything.'),
  })
  .meta({ id: 'BaseMove' })

const shared = {
  id: z.string().meta({ examples: ['rem_8'] }),
  title: z.string().meta({ examples: ['Upgrade lodash 4.17.4 → 4.17.21'] }),
  mode: RemediationMode,
  state: RemediationState,
  stateSince: Time,
  stateReason: z.string().nullable(),
  actions: z.array(RemediationAction).describe('What can be done with it now.'),
  priority: Severity.describe('By risk, else by severity of what is open; or as a person said.'),
  priorityTold: z.boolean().describe('Whether a person said so.'),
  owner: z.string().nullable(),
  campaign: z.object({ id: z.string(), name: z.string() }).nullable().describe('The campaign it is part of.'),
  dueAt: Time.nullable().describe('When the first of its open vulnerabilities is due; or as a person said.'),
  timeLeft: z
    .int()
    .nullable()
    .describe('Seconds until it is due, negative once that is over; null without a due date and once it is over.'),
  dueTold: z.boolean().describe('Whether a person said so.'),
  isOverdue: z.boolean(),
  waiting: z
    .object({ since: Time, until: Time.nullable(), reason: z.string(), by: ActorRef.nullable() })
    .nullable()
    .describe('While a vendor has to act the clocks of its vulnerabilities stand still.'),
  mayWait: z.boolean().describe('Whether it can wait for a vendor now.'),
  product: ProductRef.nullable(),
  repository: RepositoryRef.nullable(),
  image: ImageRef.nullable().describe('Where it is in an image that belongs to no repository.'),
  asset: z.string().describe('Name of what it is in.'),
  vulnerabilities: whole.describe('How many it closes in all.'),
  openVulnerabilities: whole.describe('How many of them are open.'),
  open: SeverityCounts.describe('Open ones by severity.'),
  upgrades: z.array(Upgrade).describe('Empty where no version changes.'),
  baseImage: BaseMove.nullable().describe('Of an image: what it is to be built on.'),
  createdBy: ActorRef.nullable().describe('Null for the hub.'),
  createdAt: Time,
  updatedAt: Time,
}

export const Remediation = z
  .object(shared)
  .meta({ id: 'Remediation', description: 'One change of one repository or image that closes several vulnerabilities.' })
export type Remediation = z.output<typeof Remediation>

export const RemediationEvent = z
  .object({
    at: Time,
    event: z
      .enum(['state', 'comment', 'edited', 'vulnerabilities', 'left', 'waiting', 'resumed'])
      .describe('`left`: a scan still sees a part.'),
    actor: ActorRef.nullable().describe('Null for the hub.'),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'RemediationEvent' })
export type RemediationEvent = z.output<typeof RemediationEvent>

export const RemediationDetail = z
  .object({
    ...shared,
    closes: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          title: z.string(),
          severity: Severity,
          status: Status,
          package: z.string().nullable(),
          location: z.string().nullable(),
        }),
      )
      .describe('Open ones first, the worst first; at most 500.'),
    remaining: z
      .array(z.object({ id: z.string(), name: z.string(), reason: z.enum(remainingReasons) }))
      .describe('What the change does not close although it is in the same package or image, and why; at most 500.'),
    history: z.array(RemediationEvent).describe('Oldest first; at most the last 500.'),
  })
  .meta({ id: 'RemediationDetail' })
export type RemediationDetail = z.output<typeof RemediationDetail>

export const RemediationMetrics = z
  .object({
    open: z.object({
      total: whole,
      overdue: whole.describe('Past their due date.'),
      vulnerabilities: whole.describe('Open vulnerabilities they cover.'),
      by: z.array(z.object({ mode: RemediationMode, priority: Severity, count: whole })).describe('The most urgent first.'),
    }),
    last30Days: z.object({
      resolved: whole,
      resolvedLate: whole.describe('After they were due.'),
      vulnerabilities: whole.describe('Vulnerabilities closed by them.'),
      reopened: whole,
      reopenedRate: z.number().nullable().describe('Reopened of resolved, from 0; null when nothing was resolved.'),
      medianHours: z.number().nullable().describe('From opening to the scan that proved it; null when nothing was resolved.'),
    }),
    weeks: z
      .array(
        z.object({ week: z.iso.date().describe('Monday of the week, UTC.'), opened: whole, resolved: whole, reopened: whole }),
      )
      .describe('The last 12 weeks, oldest first.'),
  })
  .meta({ id: 'RemediationMetrics', description: 'Made of what happened, not of how things are.' })
export type RemediationMetrics = z.output<typeof RemediationMetrics>

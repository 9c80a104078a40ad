import { z } from 'zod'
import { Count, Kind, RecordRef, RepositoryRef, Severity, Time } from './common.ts'
import { Presence } from './finding.ts'
import { OperationState } from './operation.ts'

const whole = z.int().nonnegative()

export const ChangeKind = z.enum(['new', 'changed', 'reopened', 'closed', 'renamed', 'back', 'gone']).meta({
  id: 'ChangeKind',
  description:
    'What an operation changed. Findings of a sync: `new`, `changed`, `reopened`, `closed`. Records and repositories of a discover: `new`, `renamed`, `back` after they were gone, `gone`.',
})
export type ChangeKind = z.output<typeof ChangeKind>

export const ComparedCount = z
  .object({
    now: whole,
    before: whole.nullable().describe('Null without a run before.'),
    difference: z.int().nullable(),
  })
  .meta({ id: 'ComparedCount' })
export type ComparedCount = z.output<typeof ComparedCount>

export const OperationComparison = z
  .object({
    operation: z.string().meta({ examples: ['op_k2'] }),
    previous: z
      .object({ id: z.string(), state: OperationState, startedAt: Time.nullable(), endedAt: Time.nullable() })
      .nullable()
      .describe('The last one before it of its kind and connection that saw something; null when none is kept.'),
    passedOver: whole.describe('How many in between failed or were cancelled. What those changed is listed with them.'),
    counts: z.object({
      pages: ComparedCount,
      seen: ComparedCount,
      new: ComparedCount,
      changed: ComparedCount,
      unchanged: ComparedCount,
      closed: ComparedCount,
      reopened: ComparedCount,
      setAside: ComparedCount,
    }),
    filtered: z.record(z.string(), ComparedCount).describe('What the import rules left out, by reason.'),
    changes: z.array(
      z.object({
        change: ChangeKind,
        counted: whole.describe('How many the run counted.'),
        listed: Count.describe('How many of them can still be listed: what was deleted since cannot.'),
      }),
    ),
  })
  .meta({ id: 'OperationComparison', description: 'A run beside the one before it.' })
export type OperationComparison = z.output<typeof OperationComparison>

export const OperationChange = z
  .object({
    change: ChangeKind,
    name: z
      .string()
      .describe('Of a finding as it is now; of a record or repository as it was then.')
      .meta({ examples: ['CVE-2021-44228'] }),
    formerName: z.string().nullable().describe('Of what was renamed.'),
    finding: z
      .object({
        id: z.string(),
        externalId: z.string(),
        vulnerabilityId: z.string(),
        kind: Kind,
        severity: Severity,
        presence: Presence,
      })
      .nullable()
      .describe('As it is now. Null for records and repositories.'),
    record: RecordRef.nullable().describe('Null for repositories, and once it is deleted.'),
    repository: RepositoryRef.nullable(),
  })
  .meta({ id: 'OperationChange', description: 'A finding, record or repository that an operation changed.' })
export type OperationChange = z.output<typeof OperationChange>

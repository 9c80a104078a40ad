import { z } from 'zod'
import { ActorRef, RecordRef, Time } from './common.ts'
import { RecordState } from './connection.ts'
import { MatchMethod, RecordCause } from './record.ts'

export const MappingTarget = z
  .object({
    product: z.string().nullable().describe('Name of the product, as it was then.'),
    repository: z.string().nullable().describe('Name of the repository, as it was then; null without one.'),
    branch: z.string().nullable(),
    method: MatchMethod,
  })
  .meta({ id: 'MappingTarget', description: 'Where a record led at that time.' })
export type MappingTarget = z.output<typeof MappingTarget>

const id = z.string().meta({ examples: ['rev_9c'] })

const stateChange = z.object({
  id,
  kind: z.literal('state'),
  at: Time.describe('Since when it is in the state.'),
  from: RecordState.nullable().describe('Null when it was seen for the first time.'),
  to: RecordState,
  cause: RecordCause,
  reason: z.string().describe('Why, in a sentence.'),
  by: ActorRef.nullable().describe('Null for what the hub found out by itself.'),
})

const mappingChange = z.object({
  id,
  kind: z.literal('mapping'),
  at: Time,
  from: MappingTarget.nullable().describe('Null when it was not mapped before.'),
  to: MappingTarget.nullable().describe('Null when it was unmapped.'),
  by: ActorRef.nullable().describe('Null for a mapping the hub made by itself.'),
  undone: z.boolean().describe('Whether this took the change before it back.'),
  undoable: z.boolean().describe('Whether `/records/{id}/undo` would take it back now.'),
})

export const RecordEvent = z
  .discriminatedUnion('kind', [stateChange, mappingChange])
  .meta({ id: 'RecordEvent', description: 'One change of a record’s state or of its mapping.' })
export type RecordEvent = z.output<typeof RecordEvent>

const whole = z.int().nonnegative()

export const MapPreview = z
  .object({
    record: RecordRef,
    from: MappingTarget.nullable(),
    to: z
      .object({
        product: z.string().nullable(),
        repository: z.string().nullable(),
        created: z.boolean().describe('Whether the product would be created.'),
      })
      .nullable()
      .describe('Null when it would be unmapped, or could not be mapped.'),
    problem: z.string().nullable().describe('Why nothing would happen to this record.'),
    findings: z.object({
      moved: whole.describe('Findings that go with the record.'),
      closed: whole.describe('Findings that close, because the record is unmapped.'),
    }),
    vulnerabilities: z.object({
      moved: whole.describe('They go with their findings and are new at the place they come to.'),
      merged: whole.describe('They meet the same problem there and become one with it.'),
      left: whole.describe('They stay as well, because other records see them where they are.'),
      dismissed: whole.describe('Nobody else sees them: they are dismissed.'),
    }),
    decisions: whole.describe('Decisions that go along.'),
    exports: z
      .object({
        left: whole.describe('Exports of the former place, which are sent without these findings from then on.'),
        emptied: whole.describe('Of those: nothing else is in them, so they are emptied over there.'),
        joined: whole.describe('Exports of the new place, which are sent with them.'),
      })
      .describe('An export is one kind of finding of one repository at one destination. Each counts for the first record.'),
  })
  .meta({ id: 'MapPreview', description: 'What a mapping would do to one record. Nothing is changed.' })
export type MapPreview = z.output<typeof MapPreview>

/** What the audit log keeps of a record before it is changed among others. */
export interface RecordStanding {
  readonly id: string
  readonly name: string
  readonly state: RecordState
  readonly mapping: MappingTarget | null
}

export const RecordOutcome = z
  .object({
    id: z.string().meta({ examples: ['rec_2f'] }),
    outcome: z.enum(['done', 'unchanged', 'refused']),
    problem: z
      .object({ code: z.string(), detail: z.string(), remedy: z.string().nullable() })
      .nullable()
      .describe('Why it was refused; nothing of that record was changed then.'),
  })
  .meta({ id: 'RecordOutcome', description: 'What became of one record of a batch.' })
export type RecordOutcome = z.output<typeof RecordOutcome>

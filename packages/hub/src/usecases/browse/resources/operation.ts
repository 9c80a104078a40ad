import { z } from 'zod'
import { ActorRef, RecordRef, Time } from './common.ts'
import { Trouble } from './connection.ts'

export const OperationKind = z.enum(['check', 'discover', 'sync', 'export']).meta({ id: 'OperationKind' })
export type OperationKind = z.output<typeof OperationKind>

export const OperationState = z
  .enum(['queued', 'running', 'complete', 'partial', 'failed', 'cancelled'])
  .meta({ id: 'OperationState', description: 'Only a `complete` run may close a finding.' })
export type OperationState = z.output<typeof OperationState>

const whole = z.int().nonnegative()

export const OperationCounts = z
  .object({
    pages: whole,
    seen: whole,
    new: whole,
    changed: whole,
    unchanged: whole,
    closed: whole,
    reopened: whole,
    setAside: whole.describe('Rows that could not be read; see the notes.'),
    filtered: z.record(z.string(), whole).meta({
      description: 'What the import rules left out, by reason.',
      examples: [{ 'no-cve': 12, 'below-minimum-severity': 3 }],
    }),
  })
  .meta({ id: 'OperationCounts' })
export type OperationCounts = z.output<typeof OperationCounts>

export const Operation = z
  .object({
    id: z.string().meta({ examples: ['op_k2'] }),
    kind: OperationKind,
    state: OperationState,
    trigger: z.enum(['schedule', 'user', 'connect', 'follow-up']),
    connection: z
      .object({ id: z.string(), label: z.string(), connector: z.string() })
      .nullable()
      .describe('Null once the connection is removed.'),
    connectionLabel: z.string(),
    records: z
      .object({ count: whole, named: z.array(RecordRef).describe('The first three of them.') })
      .nullable()
      .describe('The records a sync was asked to read; null for all of the connection.'),
    requestedBy: ActorRef.nullable(),
    requestedAt: Time,
    startedAt: Time.nullable(),
    endedAt: Time.nullable(),
    cancelRequested: z.boolean(),
    awaitsConfirmation: z
      .boolean()
      .describe('A complete answer dropped so much that nothing was closed yet; confirm to close.'),
    progress: z
      .object({
        done: whole.nullable(),
        total: whole.nullable(),
        message: z.string().nullable(),
      })
      .describe('How far it is: parts done of parts in all.'),
    counts: OperationCounts,
    coverage: z.record(z.string(), z.unknown()).nullable().describe('How much of the scope was seen.'),
    problem: Trouble.nullable(),
    emptiedAt: Time.nullable().describe('When the hub stopped keeping its log and lists; the counts stay.'),
  })
  .meta({ id: 'Operation' })
export type Operation = z.output<typeof Operation>

export const NoteKind = z.enum(['set-aside', 'oddity', 'gap', 'hold', 'fault']).meta({ id: 'NoteKind' })
export type NoteKind = z.output<typeof NoteKind>

export const OperationNote = z
  .object({
    seq: z.int(),
    kind: NoteKind,
    target: z.string().nullable(),
    externalId: z.string().nullable(),
    path: z.string().nullable(),
    message: z.string(),
    at: Time,
  })
  .meta({ id: 'OperationNote', description: 'Something a run wants people to know.' })
export type OperationNote = z.output<typeof OperationNote>

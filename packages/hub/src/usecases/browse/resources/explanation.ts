import { z } from 'zod'
import { ConnectionRef, Kind, RecordRef, Severity, Time } from './common.ts'
import { ImportRules, RecordState } from './connection.ts'
import { Finding } from './finding.ts'
import { OperationState } from './operation.ts'
import { VendorRecord } from './record.ts'
import { Status } from './vulnerability.ts'

const whole = z.int().nonnegative()

/** What every answer says to people. */
const said = {
  sentence: z.string().describe('The answer, in a sentence or two.'),
  steps: z.array(z.string()).describe('What to do next; empty when there is nothing to do.'),
}

const operation = z.string().meta({ examples: ['op_k2'] })

const ExplainedRecord = RecordRef.extend({ state: RecordState }).meta({ id: 'ExplainedRecord' })

const ExplainedFinding = Finding.pick({ id: true, externalId: true, externalUrl: true, title: true }).meta({
  id: 'ExplainedFinding',
})

const ExplainedVulnerability = z
  .object({ id: z.string().meta({ examples: ['vul_3k'] }), name: z.string(), status: Status })
  .meta({ id: 'ExplainedVulnerability' })

const RuleChanges = ImportRules.partial().meta({
  id: 'RuleChanges',
  description:
    'The import rules that have to change to let a finding in, with the values that do; empty when they let it in now.',
})

const Held = z.object({ operation, at: Time, message: z.string() }).meta({
  id: 'HeldSnapshot',
  description: 'A snapshot that dropped so much that nothing is closed until somebody confirms the operation.',
})

const located = { finding: ExplainedFinding, vulnerability: ExplainedVulnerability, record: ExplainedRecord }

const Here = z.object({ kind: z.literal('here'), ...said, ...located }).meta({ id: 'ExplainedHere' })

const HeldFinding = z
  .object({ kind: z.literal('held'), ...said, ...located, held: Held })
  .meta({ id: 'ExplainedHeld', description: 'It is here because the snapshot that lacks it is held.' })

const Closed = z
  .object({
    kind: z.literal('closed'),
    ...said,
    ...located,
    reason: z.string().describe('Why it was closed; only `absent` counts as fixed.'),
    since: Time,
    operation: operation.nullable(),
    changes: RuleChanges.nullable().describe('Only where import rules closed it.'),
  })
  .meta({ id: 'ExplainedClosed' })

const Filtered = z
  .object({
    kind: z.literal('filtered'),
    ...said,
    externalId: z.string(),
    name: z.string().describe('The identifier it goes by, else its title.'),
    record: ExplainedRecord,
    findingKind: Kind,
    severity: Severity,
    reason: z.string().meta({ description: 'The rule that left it out.', examples: ['no-cve'] }),
    changes: RuleChanges,
    operation: operation.describe('The last operation known to have seen it like this.'),
    at: Time,
  })
  .meta({ id: 'ExplainedFiltered' })

const SetAside = z
  .object({
    kind: z.literal('set-aside'),
    ...said,
    externalId: z.string(),
    record: RecordRef.nullable(),
    path: z.string().nullable().describe('The field that could not be read.'),
    message: z.string(),
    operation,
    at: Time,
  })
  .meta({ id: 'ExplainedSetAside' })

const OfRecord = z
  .object({
    kind: z.literal('record'),
    ...said,
    record: VendorRecord,
    held: Held.nullable(),
  })
  .meta({ id: 'ExplainedRecordItself', description: 'The id is that of a record, not of a finding.' })

const OfIdentifier = z
  .object({
    kind: z.literal('identifier'),
    ...said,
    identifier: z.string().meta({ examples: ['CVE-2021-44228'] }),
    names: z.array(z.string()).describe('Every name of the same problem.'),
    present: whole,
    closed: whole,
    filtered: whole,
  })
  .meta({ id: 'ExplainedIdentifier', description: 'The id is that of an advisory, which many findings may carry.' })

const UnreadRecords = z
  .object({
    why: z
      .enum(['NEW', 'MISSING', 'STALE', 'IGNORED', 'ERROR', 'waiting', 'reading', 'partial', 'held', 'failed', 'never'])
      .describe('A state that is not synced, or how far the last sync came with them.'),
    records: whole,
    names: z.array(z.string()).describe('The first few.'),
    note: z.string().nullable(),
  })
  .meta({ id: 'UnreadRecords' })
export type UnreadRecords = z.output<typeof UnreadRecords>

const Absent = z
  .object({
    kind: z.literal('absent'),
    ...said,
    lastComplete: z.object({ operation, at: Time }).nullable().describe('The last sync that saw everything it was to read.'),
    lastSync: z.object({ operation, at: Time, state: OperationState, problem: z.string().nullable() }).nullable(),
    running: operation.nullable(),
    notRead: z.array(UnreadRecords).describe('Records whose findings the last sync did not see in full.'),
    skipped: z.array(z.object({ target: z.string().nullable(), family: z.string().nullable(), reason: z.string() })),
    setAside: z.object({ rows: whole, listed: whole }).describe('Rows of the last sync that could not be read.'),
    heldBack: z
      .record(z.string(), whole)
      .describe('What the connector asked the vendor not to send, by reason: these come without ids.'),
  })
  .meta({ id: 'ExplainedAbsent', description: "It is not in the vendor's answer; the rest says how far that reaches." })

export const Answer = z
  .discriminatedUnion('kind', [Here, HeldFinding, Closed, Filtered, SetAside, OfRecord, OfIdentifier, Absent])
  .meta({ id: 'ExplanationAnswer' })
export type Answer = z.output<typeof Answer>
export type AnswerOf<K extends Answer['kind']> = Extract<Answer, { readonly kind: K }>

export const Explanation = z
  .object({
    connection: ConnectionRef,
    asked: z.string(),
    answers: z.array(Answer).min(1).describe('Several where a vendor uses one id in several records.'),
  })
  .meta({ id: 'Explanation', description: 'Why a finding is here, or is not.' })
export type Explanation = z.output<typeof Explanation>

export const FilteredFinding = z
  .object({
    record: ExplainedRecord,
    externalId: z.string(),
    name: z.string().describe('The identifier it goes by, else its title.'),
    kind: Kind,
    severity: Severity,
    reason: z.string().meta({ examples: ['no-cve'] }),
  })
  .meta({ id: 'FilteredFinding', description: 'What the import rules left out.' })
export type FilteredFinding = z.output<typeof FilteredFinding>

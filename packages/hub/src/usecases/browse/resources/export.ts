import { uploadStates } from '@patchbay/sdk'
import { z } from 'zod'
import { uploadReasons } from '../../../domain/upload-plan.ts'
import { ActorRef, ConnectionRef, Kind, RepositoryRef, Time } from './common.ts'
import { Trouble } from './connection.ts'
import { ScanProfileRef } from './scan-profile.ts'

const whole = z.int().nonnegative()

export const ExportFamily = z
  .object({ id: z.string().meta({ examples: ['sca'] }), label: z.string(), kinds: z.array(Kind) })
  .meta({ id: 'ExportFamily', description: 'Kinds of finding that travel together, in an upload of their own.' })

export const Exporter = z
  .object({
    id: z.string().describe('The id of its connection: settings, secrets, check, pause and removal are there.'),
    label: z.string(),
    connector: z.string(),
    state: z.enum(['connected', 'attention', 'degraded', 'paused']),
    problem: Trouble.nullable(),
    families: z.array(ExportFamily),
    limits: z.object({
      perDay: whole.nullable().describe('Uploads of one branch and family in any 24 hours; null without a limit.'),
      refreshHours: whole.nullable().describe('A branch is sent again after so long though nothing changed; null never.'),
      findings: whole.nullable().describe('Most findings of one document.'),
      concurrency: whole,
    }),
    heldUntil: Time.nullable().describe('Nothing is sent before, after a fault that would meet every upload.'),
    scanProfiles: z.array(ScanProfileRef).describe('Those that send there.'),
    scopes: whole.describe('Branches and families that are exported.'),
    retired: whole.describe('Those that no longer are, and were emptied over there.'),
    latest: z.record(z.string(), whole).describe('The latest upload of each branch and family, by state.'),
    lastUploadAt: Time.nullable(),
  })
  .meta({ id: 'Exporter' })
export type Exporter = z.output<typeof Exporter>

export const UploadReason = z
  .enum(uploadReasons)
  .meta({ id: 'UploadReason', description: '`asked`: somebody wanted it. `retire`: the destination is to forget the branch.' })

export const UploadStage = z.enum(['writing', 'held', 'sending', 'waiting', 'ended']).meta({
  id: 'UploadStage',
  description: '`held`: a preview that waits to be confirmed. `waiting`: the destination works on it.',
})
export type UploadStage = z.output<typeof UploadStage>

export const UploadState = z
  .enum([...uploadStates, 'not-sent', 'unchanged'])
  .meta({ id: 'UploadState', description: 'The verdict of the destination; `not-sent`: it never left, and took no slot.' })
export type UploadState = z.output<typeof UploadState>

const place = {
  exporter: ConnectionRef,
  repository: RepositoryRef,
  branch: z.string(),
  family: z.string().meta({ examples: ['sca'] }),
  slice: z.object({ number: whole, of: whole }).describe('A large repository is cut in parts that stay apart.'),
}

export const Upload = z
  .object({
    id: z.string().meta({ examples: ['up_1z'] }),
    ...place,
    reason: UploadReason,
    repeats: z.boolean().describe('The document of the latest delivery, again: a sync is unfinished.'),
    stage: UploadStage,
    state: UploadState.nullable().describe('Null before the destination has said anything.'),
    word: z
      .string()
      .nullable()
      .describe('In the destination’s own word.')
      .meta({ examples: ['IN_PROGRESS'] }),
    info: z.string().nullable().describe('In the destination’s own words.'),
    remedy: z.string().nullable().describe('What to do about it.'),
    counts: z.record(z.string(), z.number()).describe('The destination’s own counters.'),
    findings: whole.nullable().describe('In the document; null while it is written.'),
    leftOut: whole.describe('Findings that did not fit into the document.'),
    size: whole.nullable().describe('Bytes.'),
    fileName: z.string().nullable(),
    documentKept: z.boolean().describe('Whether the document can still be downloaded.'),
    takenAt: Time.nullable().describe('When the state in it was read.'),
    beganAt: Time,
    sentAt: Time.nullable().describe('When it left, or may have, the last time.'),
    endedAt: Time.nullable(),
    nextAt: Time.nullable().describe('When it goes on: another try, another look at the status.'),
    tries: whole,
    requestedBy: ActorRef.nullable(),
  })
  .meta({ id: 'Upload' })
export type Upload = z.output<typeof Upload>

export const UploadDetail = Upload.extend({
  formerBranches: z.array(z.string()).describe('Branches that are emptied with it.'),
  leftOutFindings: z
    .array(z.object({ finding: z.string(), reason: z.string() }))
    .describe('The first thousand of them, and why.'),
}).meta({ id: 'UploadDetail' })
export type UploadDetail = z.output<typeof UploadDetail>

export const UpcomingUpload = z
  .object({
    ...place,
    nextAt: Time.nullable().describe('When it leaves next; null when nothing is due.'),
    reason: UploadReason.nullable().describe('Why it leaves next.'),
    rests: z
      .enum(['underway', 'unchanged', 'incomplete', 'retired', 'paused', 'held'])
      .nullable()
      .describe('Why nothing leaves: `incomplete` waits for a complete sync, `held` for the destination to mend.'),
    retiredBecause: z.enum(['removed', 'archived', 'unmapped', 'not-exported']).nullable(),
    changedAt: Time.nullable().describe('Since when there may be something the destination does not know.'),
    deliveredAt: Time.nullable().describe('When the destination last took a state.'),
    slotsLeft: whole.nullable().describe('Uploads that may leave now; null without a limit.'),
    slotAt: Time.nullable().describe('When there is a slot again, where there is none now.'),
    last: z
      .object({ id: z.string(), stage: UploadStage, state: UploadState.nullable() })
      .nullable()
      .describe('Its latest upload.'),
  })
  .meta({ id: 'UpcomingUpload' })
export type UpcomingUpload = z.output<typeof UpcomingUpload>

export const ExportOutcome = z
  .object({
    exporter: z.string().describe('Id of the exporter.'),
    family: z.string(),
    slice: whole,
    outcome: z
      .enum(['begun', 'underway', 'no-slot', 'incomplete', 'paused', 'no-connector'])
      .describe(
        '`no-slot`: the destination takes no more today. `incomplete`: a sync of it is unfinished. `paused`: its exporter is; a preview is written all the same.',
      ),
    upload: z.string().nullable().describe('Id of the upload that was begun.'),
    at: Time.nullable().describe('When there is a slot again.'),
  })
  .meta({ id: 'ExportOutcome' })

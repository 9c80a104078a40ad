import { faultKinds } from '@patchbay/sdk'
import { z } from 'zod'
import { Kind, Time } from './common.ts'
import { TicketSettings } from './ticket-settings.ts'

const shapes = 'Give null for never, or { "everyHours" }, { "dailyAt", "timeZone" } or { "cron", "timeZone" }'

const timeZone = z
  .string()
  .max(100)
  .meta({ description: 'IANA name.', examples: ['Europe/Berlin'] })

export const Cadence = z
  .union(
    [
      z.null(),
      z.strictObject({ everyHours: z.int().min(1).max(168).describe('Hours between two runs, jittered by a twentieth.') }),
      z.strictObject({
        dailyAt: z
          .string()
          .max(20)
          .meta({ description: 'Hours and minutes.', examples: ['02:30'] }),
        timeZone,
      }),
      z.strictObject({
        cron: z
          .string()
          .max(200)
          .meta({ description: 'Five fields: minute, hour, day of month, month, day of week.', examples: ['0 3 * * 1-5'] }),
        timeZone,
      }),
    ],
    { error: shapes },
  )
  .meta({
    id: 'Cadence',
    description:
      'When something runs by itself; null: never. A time that daylight saving leaves out runs right after the gap, one that comes twice runs once.',
    examples: [{ everyHours: 6 }, { dailyAt: '02:30', timeZone: 'Europe/Berlin' }],
  })
export type Cadence = z.output<typeof Cadence>

export const Schedule = z
  .object({
    discover: Cadence.describe("When the vendor's products are listed."),
    sync: Cadence.describe('When findings are read.'),
  })
  .meta({ id: 'Schedule' })
export type Schedule = z.output<typeof Schedule>

export const ImportRules = z
  .object({
    kinds: z.array(Kind).max(Kind.options.length).describe('Families that are let in.'),
    cveRequired: z.boolean().describe('Only dependency and container findings that carry a CVE.'),
    minimumSeverity: z
      .enum(['critical', 'high', 'medium', 'low', 'info'])
      .nullable()
      .describe('What is below it is left out; null lets everything in. `unknown` is never left out.'),
  })
  .meta({ id: 'ImportRules' })
export type ImportRules = z.output<typeof ImportRules>

export const Account = z
  .object({
    sees: z.string().meta({ description: 'What the credentials can see.', examples: ['2 namespaces, 214 projects'] }),
    identity: z.string().nullable().describe('Who the credentials belong to, where the vendor tells.'),
    expiresAt: z.string().nullable().describe('When the credentials expire, where the vendor tells.'),
    warnings: z.array(z.string()).describe('What works less well than it could.'),
  })
  .meta({ id: 'Account' })
export type Account = z.output<typeof Account>

/** What went wrong with a connection or in one of its runs, and what to do about it. */
export const Trouble = z
  .object({
    kind: z.string().meta({ description: `One of ${faultKinds.join(', ')}, or \`bug\`.`, examples: ['credentials'] }),
    message: z.string(),
    field: z.string().nullable().describe('The setting to look at.'),
    remedy: z.string().nullable().describe('What to do about it.'),
  })
  .meta({ id: 'Trouble' })
export type Trouble = z.output<typeof Trouble>

export const RecordState = z
  .enum(['NEW', 'GOOD', 'MISSING', 'STALE', 'IGNORED', 'ERROR'])
  .meta({ id: 'RecordState', description: 'Only GOOD records are synced.' })
export type RecordState = z.output<typeof RecordState>

const whole = z.int().nonnegative()

export const RecordCounts = z
  .object({ NEW: whole, GOOD: whole, MISSING: whole, STALE: whole, IGNORED: whole, ERROR: whole })
  .meta({ id: 'RecordCounts' })
export type RecordCounts = z.output<typeof RecordCounts>

export const ConnectionState = z.enum(['connected', 'attention', 'degraded', 'paused']).meta({
  id: 'ConnectionState',
  description:
    '`connected`: works. `attention`: somebody has to do something. `degraded`: works partly, or the vendor has trouble. `paused`: stopped by a user.',
})
export type ConnectionState = z.output<typeof ConnectionState>

export const Connection = z
  .object({
    id: z.string().meta({ examples: ['con_1a'] }),
    connector: z.string(),
    label: z.string(),
    state: ConnectionState,
    problem: Trouble.nullable(),
    nextStep: z.string().nullable().describe('The one thing somebody can do for it now; null when there is nothing.'),
    account: Account.nullable().describe('What the last successful check found; null before the first.'),
    config: z.record(z.string(), z.unknown()).describe('The settings, without secrets.'),
    secretsSet: z.array(z.string()).describe('Names of the secrets that are saved.'),
    autoMap: z.boolean(),
    schedule: Schedule,
    rules: ImportRules,
    tickets: TicketSettings.nullable().describe('What its tickets are like; null: as the settings of the hub have it.'),
    records: RecordCounts,
    repositories: z.int().nonnegative().describe('Repositories it lists now; 0 for anything but source control.'),
    running: z
      .object({ id: z.string(), kind: z.string(), state: z.enum(['queued', 'running']) })
      .nullable()
      .describe('The operation that is running, or else the next one waiting.'),
    credentialsExpireAt: Time.nullable().describe('The earlier of what the vendor tells and what somebody gave.'),
    credentialsExpireGiven: Time.nullable().describe('What somebody gave.'),
    credentialsExpireInDays: z
      .int()
      .nullable()
      .describe('Whole days that are left, from 14 days before the end on; 0 on the last day, negative once it is over.'),
    lastDiscoverAt: Time.nullable(),
    lastSyncAt: Time.nullable(),
    nextDiscoverAt: Time.nullable().describe('Null when it is not planned or the connection is paused.'),
    nextSyncAt: Time.nullable().describe('Null when it is not planned or the connection is paused.'),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'Connection' })
export type Connection = z.output<typeof Connection>

export const Removal = z
  .object({
    records: whole.describe('Records. Deleted with `delete`; kept out of sight with `keep`.'),
    findings: z.object({ open: whole, total: whole }).describe('`keep` closes the open ones, `delete` deletes all.'),
    vulnerabilities: z
      .object({
        open: whole.describe('Open ones that no other connection sees: they close either way.'),
        total: whole.describe('All that no other connection has ever seen: `delete` deletes them with their history.'),
        decided: whole.describe('Those of the total on which somebody decided.'),
      })
      .describe('Vulnerabilities that only this connection sees.'),
    repositories: whole.describe('Repositories that no other connection lists.'),
    operations: z.object({ going: whole.describe('Waiting or running: they are cancelled.'), total: whole }),
  })
  .meta({ id: 'Removal', description: 'What goes when a connection is removed. Counted now; nothing is removed.' })
export type Removal = z.output<typeof Removal>

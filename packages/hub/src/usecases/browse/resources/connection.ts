import { faultKinds } from '@patchbay/sdk'
import { z } from 'zod'
import { Kind, Time } from './common.ts'

export const Schedule = z
  .object({
    syncEveryHours: z.int().min(1).max(168).nullable().describe('Hours between syncs; null: never by itself.'),
    discoverEveryHours: z.int().min(1).max(168).nullable().describe('Hours between discovers; null: never by itself.'),
  })
  .meta({ id: 'Schedule' })
export type Schedule = z.output<typeof Schedule>

export const ImportRules = z
  .object({
    kinds: z.array(Kind).describe('Families that are let in.'),
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
    account: Account.nullable().describe('What the last successful check found; null before the first.'),
    config: z.record(z.string(), z.unknown()).describe('The settings, without secrets.'),
    secretsSet: z.array(z.string()).describe('Names of the secrets that are saved.'),
    autoMap: z.boolean(),
    schedule: Schedule,
    rules: ImportRules,
    records: RecordCounts,
    repositories: z.int().nonnegative().describe('Repositories it lists now; 0 for anything but source control.'),
    running: z
      .object({ id: z.string(), kind: z.string(), state: z.enum(['queued', 'running']) })
      .nullable()
      .describe('The operation that is running, or else the next one waiting.'),
    credentialsExpireAt: Time.nullable(),
    lastDiscoverAt: Time.nullable(),
    lastSyncAt: Time.nullable(),
    nextDiscoverAt: Time.nullable(),
    nextSyncAt: Time.nullable(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'Connection' })
export type Connection = z.output<typeof Connection>

import { z } from 'zod'
import { Count, SeverityCounts, Time } from './common.ts'
import { ConnectionState, RecordCounts, Trouble } from './connection.ts'

const whole = z.int().nonnegative()

export const Summary = z
  .object({
    open: SeverityCounts.describe('Open vulnerabilities by severity.'),
    overdue: Count.describe('Open vulnerabilities whose time to fix them is over.'),
    byStatus: z.record(z.string(), whole).describe('All vulnerabilities by status.'),
    trend: z
      .array(
        z.object({
          week: z.iso.date().describe('Monday of the week, UTC.'),
          detected: whole.describe('Vulnerabilities first detected in it.'),
          closed: whole.describe('Vulnerabilities closed in it.'),
        }),
      )
      .describe('The last 12 weeks, oldest first.'),
    records: RecordCounts,
    connections: z.object({
      total: whole,
      attention: z.array(
        z.object({
          id: z.string(),
          label: z.string(),
          connector: z.string(),
          state: ConnectionState,
          problem: Trouble.nullable(),
        }),
      ),
    }),
    filtered: z.record(z.string(), whole).describe("What the import rules left out of each connection's last sync, by reason."),
    operations: z.object({ queued: whole, running: whole, awaitingConfirmation: whole }),
    lastSyncAt: Time.nullable(),
  })
  .meta({ id: 'Summary' })
export type Summary = z.output<typeof Summary>

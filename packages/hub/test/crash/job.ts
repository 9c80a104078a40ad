import { z } from 'zod'

/** What a child process is told to do. */
export const Job = z.object({
  place: z.object({ dataFolder: z.string(), databaseUrl: z.string().optional() }),
  /** `PATCHBAY_SECRET_KEY`. */
  keys: z.string(),
  /** `connect` and `sync` ask for work and then do it; `resume` only does what waits; `export` and `ticket` export, and keep a ticket, for half an hour; `change` proposes the only change. */
  mode: z.enum(['connect', 'sync', 'resume', 'export', 'ticket', 'change']),
  /** How far the hub's clock is ahead when the process begins. */
  minutesAhead: z.number().default(0),
  /** Settings of the Endor Labs connection. */
  config: z.record(z.string(), z.string()),
})
export type Job = z.input<typeof Job>

/** What a child says, a line each. */
export type Word = 'ready' | 'asked' | 'done'

import { z } from 'zod'

/** What a child process is told to do. */
export const Job = z.object({
  place: z.object({ dataFolder: z.string(), databaseUrl: z.string().optional() }),
  /** `PATCHBAY_SECRET_KEY`. */
  keys: z.string(),
  /** `connect` and `sync` ask for work and then do it; `resume` only does what waits. */
  mode: z.enum(['connect', 'sync', 'resume']),
  /** Settings of the Endor Labs connection. */
  config: z.record(z.string(), z.string()),
})
export type Job = z.output<typeof Job>

/** What a child says, a line each. */
export type Word = 'ready' | 'asked' | 'done'

import { z } from 'zod'
import { type FeedId, feedIds } from '../domain/feeds/feed.ts'

/** Payloads carry ids, never records or secrets. */
export interface Payloads {
  readonly 'run-operation': { readonly operationId: number }
  readonly 'run-scheduled-operation': { readonly operationId: number }
  readonly 'start-due-operations': Readonly<Record<string, never>>
  readonly 'expire-decisions': Readonly<Record<string, never>>
  readonly 'refresh-feeds': Readonly<Record<string, never>>
  readonly 'refresh-feed': { readonly feed: FeedId }
  readonly 'assess-due': Readonly<Record<string, never>>
  readonly 'export-due': Readonly<Record<string, never>>
  readonly 'run-upload': { readonly uploadId: number }
  readonly 'apply-retention': Readonly<Record<string, never>>
  readonly 'deliver-notifications': Readonly<Record<string, never>>
  readonly 'tell-of-breaches': Readonly<Record<string, never>>
  readonly 'propose-remediations': Readonly<Record<string, never>>
  readonly 'keep-tickets': Readonly<Record<string, never>>
  readonly 'keep-change-requests': Readonly<Record<string, never>>
  readonly 'run-renovate': Readonly<Record<string, never>>
  readonly 'read-ticket': { readonly ticketId: number }
}

export type JobName = keyof Payloads

/** One kind of background work: what its payload looks like and how many run at once in a process. */
interface JobKind<P> {
  readonly payload: z.ZodType<P>
  readonly concurrency: number
  /** Cron expression in UTC for work that comes by itself. */
  readonly cron?: string
}

const operation = z.strictObject({ operationId: z.number().int().positive() })
const upload = z.strictObject({ uploadId: z.number().int().positive() })
const ticket = z.strictObject({ ticketId: z.number().int().positive() })
const nothing = z.strictObject({})

/**
 * Every job there is. What somebody waits for has a queue of its own, so that it is never stuck behind the nightly burst.
 */
export const catalog: { readonly [N in JobName]: JobKind<Payloads[N]> } = {
  'run-operation': { payload: operation, concurrency: 2 },
  'run-scheduled-operation': { payload: operation, concurrency: 2 },
  'start-due-operations': { payload: nothing, concurrency: 1, cron: '* * * * *' },
  'expire-decisions': { payload: nothing, concurrency: 1, cron: '*/15 * * * *' },
  'refresh-feeds': { payload: nothing, concurrency: 1, cron: '*/30 * * * *' },
  'refresh-feed': { payload: z.strictObject({ feed: z.enum(feedIds) }), concurrency: 1 },
  'assess-due': { payload: nothing, concurrency: 1, cron: '* * * * *' },
  'export-due': { payload: nothing, concurrency: 1, cron: '* * * * *' },
  'run-upload': { payload: upload, concurrency: 4 },
  // Every hour rather than once a night: a hub that is switched off at night would never come to it.
  'apply-retention': { payload: nothing, concurrency: 1, cron: '40 * * * *' },
  'deliver-notifications': { payload: nothing, concurrency: 1, cron: '* * * * *' },
  'tell-of-breaches': { payload: nothing, concurrency: 1, cron: '*/15 * * * *' },
  'propose-remediations': { payload: nothing, concurrency: 1, cron: '* * * * *' },
  'keep-tickets': { payload: nothing, concurrency: 1, cron: '* * * * *' },
  'keep-change-requests': { payload: nothing, concurrency: 1, cron: '* * * * *' },
  // Apart from the others: one run takes minutes.
  'run-renovate': { payload: nothing, concurrency: 1, cron: '* * * * *' },
  'read-ticket': { payload: ticket, concurrency: 2 },
}

/** One handler a job; forgetting one does not compile. */
export type Handlers = { readonly [N in JobName]: (payload: Payloads[N]) => Promise<void> }

export const jobNames: readonly JobName[] = Object.keys(catalog).filter(isJobName)

function isJobName(name: string): name is JobName {
  return name in catalog
}

import { z } from 'zod'

// Only the fields that are read.
const text = z.string().nullish()

export const token = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().optional() })

export const slot = z.object({
  requestSecurityScanUpload: z.object({
    upload: z.object({ url: z.url({ protocol: /^https?$/ }), systemActivityId: z.string().min(1) }),
  }),
})

const counters = z.object({ incoming: z.number(), handled: z.number() }).nullish()

export const activity = z.object({
  systemActivity: z
    .object({
      status: z.string().min(1),
      statusInfo: text,
      result: z
        .object({
          dataSources: counters,
          findings: counters,
          unresolvedAssets: z.object({ count: z.number(), ids: z.array(z.string()).nullish() }).nullish(),
        })
        .nullish(),
    })
    .nullable(),
})

export type Activity = NonNullable<z.output<typeof activity>['systemActivity']>

/** What is handed back to ask how an upload is getting on. */
export const ticket = z.object({
  activity: z.string().min(1),
  /** Which arguments the tenant took when the slot was asked for. */
  form: z.enum(['filename', 'input']),
})

export type Ticket = z.output<typeof ticket>

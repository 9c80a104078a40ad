import { z } from 'zod'

/** What a receiver gets. `type`, `timestamp` and `data` are those Standard Webhooks recommends; the rest is for people. */
export const Payload = z.strictObject({
  type: z.string(),
  timestamp: z.iso.datetime(),
  urgency: z.enum(['information', 'warning', 'critical']),
  title: z.string(),
  text: z.string().nullable(),
  url: z.url({ protocol: /^https?$/ }).nullable(),
  facts: z.array(z.strictObject({ label: z.string(), value: z.string(), url: z.url({ protocol: /^https?$/ }).optional() })),
  data: z.record(z.string(), z.unknown()),
})

export type Payload = z.output<typeof Payload>

/** What the check sends. It says nothing but that somebody asks. */
export const Ping = z.strictObject({ type: z.literal('ping'), data: z.strictObject({}) })

export type Ping = z.output<typeof Ping>

import { z } from 'zod'

// Only the fields that are read.
export const scanType = 'Generic Findings Import'

export const profile = z.object({
  user: z.object({ username: z.string(), is_superuser: z.boolean().nullish(), is_staff: z.boolean().nullish() }),
})

export const counted = z.object({ count: z.int() })

export const testList = z.object({ results: z.array(z.object({ deduplication_algorithm: z.string().nullish() })) })

export const productList = z.object({ results: z.array(z.object({ name: z.string() })) })

export const importList = z.object({
  results: z.array(
    z.object({
      test: z.int(),
      type: z.string().nullish(),
      test_import_finding_action_set: z.array(z.object({ action: z.string() })).nullish(),
    }),
  ),
})

const total = z.object({ total: z.object({ total: z.number().nullish() }).nullish() }).nullish()

export const imported = z.object({
  test_id: z.int(),
  engagement_id: z.int().nullish(),
  product_id: z.int().nullish(),
  statistics: z
    .object({
      delta: z.object({ created: total, closed: total, reactivated: total, untouched: total }).nullish(),
      after: total,
    })
    .nullish(),
})

export type Imported = z.output<typeof imported>

/** What is handed back to find things again, and to ask how an import whose answer was lost has ended. */
export const ticket = z.object({
  /** `build_id` of the import. */
  build: z.string().min(1),
  /** Address of the server; its ids mean something else on another one. */
  server: z.string().default(''),
  /** The server's clock when the import was sent; ISO 8601. */
  since: z.iso.datetime(),
  test: z.int().nullable(),
  engagement: z.int().nullable(),
  product: z.int().nullable(),
})

export type Ticket = z.output<typeof ticket>

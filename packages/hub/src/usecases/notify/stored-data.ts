import { z } from 'zod'
import { SeverityCounts } from '../browse/resources/common.ts'

const whole = z.int().nonnegative()
const works = z.array(z.object({ id: z.string(), title: z.string(), place: z.string(), closes: whole }))

const StoredDigest = z.object({
  since: z.string(),
  until: z.string(),
  opened: SeverityCounts,
  resolved: SeverityCounts,
  reopened: SeverityCounts,
  deadlines: z.object({ missed: whole, overdue: whole, dueSoon: whole }),
  done: works,
  next: works,
  connections: z.array(z.object({ id: z.string(), label: z.string(), trouble: z.string().nullable() })),
})

/** What is kept of a happening besides its connection and items. */
const Stored = z
  .object({
    problem: z
      .object({ kind: z.string(), message: z.string(), remedy: z.string().nullish() })
      .transform(({ kind, message, remedy = null }) => ({ kind, message, remedy }))
      .nullish(),
    operation: z.object({ id: z.string(), kind: z.string() }).nullish(),
    product: z.object({ id: z.string(), name: z.string() }).nullish(),
    changes: z.object({ opened: whole, resolved: whole, reopened: whole, dismissed: whole }).nullish(),
    digest: StoredDigest.nullish(),
  })
  .catch({})

export type StoredData = z.input<typeof Stored>

/** What another version wrote may be missing. */
export function readStoredData(stored: unknown) {
  const { problem = null, operation = null, product = null, changes = null, digest = null } = Stored.parse(stored)
  return { problem, operation, product, changes, digest }
}

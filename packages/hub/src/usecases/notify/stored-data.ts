import { z } from 'zod'

/** What is kept of a happening besides its connection and items. */
const Stored = z
  .object({
    problem: z
      .object({ kind: z.string(), message: z.string(), remedy: z.string().nullish() })
      .transform(({ kind, message, remedy = null }) => ({ kind, message, remedy }))
      .nullish(),
    operation: z.object({ id: z.string(), kind: z.string() }).nullish(),
  })
  .catch({})

export type StoredData = z.input<typeof Stored>

/** What another version wrote may be missing. */
export function readStoredData(stored: unknown) {
  const { problem = null, operation = null } = Stored.parse(stored)
  return { problem, operation }
}

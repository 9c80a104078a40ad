import { z } from 'zod'

// Only the fields that are read.

/** Of the answer to a list of objects, as the library names them. */
export const listed = z.object({ Name: z.string().min(1) })

/** What a receipt remembers: where the document is. */
export const ticket = z.object({ key: z.string().min(1) })

export type Ticket = z.output<typeof ticket>

import { z } from 'zod'

/**
 * The id a vendor gives something: one word of at most 300 characters that can be stored, sent back and shown. A row whose id
 * is none cannot be told apart from others, so it is unreadable.
 */
export const vendorId = z.string().regex(/^[^\s\p{C}]{1,300}$/u, { error: 'is no id: one word without control characters' })

import { z } from 'zod'

/** What the link of an invitation holds behind its `#`. */
export const linkToken = z.string().min(20).max(100).describe('What the link holds behind its `#`.')

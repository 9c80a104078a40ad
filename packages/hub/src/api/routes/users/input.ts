import { z } from 'zod'
import { byId } from '../../params.ts'

/** Path parameters of everything on one user. */
export const oneUser = byId('user', 'u7Xk2mPq')

/** What somebody signs in with. */
export const credentials = {
  email: z
    .email()
    .max(254)
    .meta({ examples: ['mira@example.com'] }),
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .meta({ examples: ['Mira'] }),
  password: z.string().min(12).max(128).describe('At least 12 characters.'),
}

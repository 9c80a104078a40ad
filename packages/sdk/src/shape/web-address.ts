import { z } from 'zod'
import { httpsUrl } from './web.ts'

/**
 * The address of a vendor's page, as a link: `https`, without credentials. Servers without TLS of their own write `http`, which
 * becomes `https`. A row with anything else in its place is unreadable.
 */
export const webAddress = z.string().transform((address, context) => {
  const url = httpsUrl(address.trim().replace(/^http:/i, 'https:'))
  if (url !== null) return url
  context.addIssue({ code: 'custom', message: 'is no web address' })
  return z.NEVER
})

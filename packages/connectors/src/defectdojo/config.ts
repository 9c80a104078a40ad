import { neededAddress } from '@patchbay/sdk/shape'
import { z } from 'zod'

export const config = z.object({
  baseUrl: neededAddress({
    title: 'Address',
    description: 'Where DefectDojo runs, without the path of the API.',
    examples: ['https://defectdojo.example.com'],
    missing: 'Enter the address of your DefectDojo, such as https://defectdojo.example.com.',
  }),
  token: z
    .string({ error: 'Enter an API v2 key of DefectDojo.' })
    .trim()
    .regex(/^\S+$/, { error: 'Enter the key alone, without "Token" and without spaces.' })
    .meta({ title: 'API v2 key', description: 'From the user menu > API v2 Key.', secret: true }),
  productType: z
    .string()
    .trim()
    .min(1, { error: 'Enter the name of a product type, or leave it out.' })
    .max(255, { error: 'A product type has at most 255 characters.' })
    .optional()
    .meta({
      title: 'Product type',
      description: 'New products go below this one. Default: the product type they have in Patchbay.',
      examples: ['Patchbay'],
    }),
})

export type Config = z.output<typeof config>

const api = '/api/v2'

/** The server's address; people copy it with or without the path of the API. */
export function serverRoot(baseUrl: string): string {
  return baseUrl.endsWith(api) ? baseUrl.slice(0, -api.length) : baseUrl
}

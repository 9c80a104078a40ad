import { addressSetting } from '@patchbay/sdk/shape'
import { z } from 'zod'

const address = 'https://api.cloud.ox.security'

export const config = z.object({
  apiToken: z
    .string({ error: 'Enter an OX Security API key.' })
    .trim()
    .regex(/^\S+$/, { error: 'Enter the key as OX Security showed it, without spaces and without "Bearer".' })
    .meta({
      title: 'API key',
      description: 'A key of the type API Integration, from Settings > API Key Settings. It has an expiration date.',
      secret: true,
    }),
  baseUrl: addressSetting({
    title: 'API address',
    description: `Self-hosted OX: https:// and your own domain. Otherwise leave it at ${address}.`,
    examples: [address, 'https://ox.example.com'],
    otherwise: address,
    mistake: ({ hostname }) => (hostname === 'app.ox.security' ? `That is the web app. The API is ${address}.` : undefined),
  }),
})

export type Config = z.output<typeof config>

/** The one GraphQL endpoint; people copy the address with or without it. */
export const gateway = '/api/apollo-gateway'

export function apiRoot(baseUrl: string): string {
  return baseUrl.endsWith(gateway) ? baseUrl.slice(0, -gateway.length) : baseUrl
}

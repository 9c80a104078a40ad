import { addressSetting, neededAddress } from '@patchbay/sdk/shape'
import { z } from 'zod'

const tokenAddress = 'https://auth.app.wiz.io/oauth/token'
const apiExample = 'https://api.us17.app.wiz.io/graphql'

export const config = z.object({
  apiEndpointUrl: neededAddress({
    title: 'API endpoint URL',
    description: 'In Wiz: user menu > Tenant Info > Data Center and Regions.',
    examples: [apiExample],
    missing: 'Enter the API endpoint URL of your tenant, from Tenant Info > Data Center and Regions in Wiz.',
    mistake: ({ hostname }) =>
      hostname === 'app.wiz.io' ? `That is the portal. The API endpoint URL looks like ${apiExample}.` : undefined,
  }),
  authUrl: addressSetting({
    title: 'Token URL',
    description: `Where tokens come from. Commercial tenants: ${tokenAddress}. Gov: https://auth.app.wiz.us/oauth/token.`,
    examples: [tokenAddress, 'https://auth.gov.wiz.io/oauth/token', 'https://auth.app.wiz.us/oauth/token'],
    otherwise: tokenAddress,
    mistake: ({ pathname }) => (pathname === '/' ? `The path is missing. Write the address like ${tokenAddress}.` : undefined),
  }),
  clientId: z
    .string({ error: 'Enter the client ID of the service account.' })
    .trim()
    .regex(/^\S+$/, { error: 'Enter the client ID as Wiz showed it, without spaces.' })
    .meta({ title: 'Client ID', description: 'Of a service account of the type Custom Integration (GraphQL API).' }),
  clientSecret: z
    .string({ error: 'Enter the client secret of the service account.' })
    .trim()
    .regex(/^\S+$/, { error: 'Enter the client secret as Wiz showed it, without spaces.' })
    .meta({ title: 'Client secret', description: 'Shown once, when the service account is created.', secret: true }),
})

export type Config = z.output<typeof config>

/** The one GraphQL endpoint; the portal shows the address with or without it. */
export const endpoint = '/graphql'

/** The address of the API without the endpoint. */
export function apiRoot({ apiEndpointUrl }: Config): string {
  return apiEndpointUrl.endsWith(endpoint) ? apiEndpointUrl.slice(0, -endpoint.length) : apiEndpointUrl
}

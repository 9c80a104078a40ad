import { addressSetting } from '@patchbay/sdk/shape'
import { z } from 'zod'

const address = 'https://semgrep.dev'

export const config = z.object({
  token: z
    .string({ error: 'Enter a Semgrep API token.' })
    .trim()
    .regex(/^\S+$/, { error: 'Enter the token as Semgrep showed it, without spaces.' })
    .meta({
      title: 'API token',
      description: 'A token with the scope Web API. Tokens for the CLI and for CI do not have it.',
      secret: true,
    }),
  baseUrl: addressSetting({
    title: 'Address',
    description: 'Single-tenant customers enter their own, such as https://acme.semgrep.dev.',
    examples: [address, 'https://acme.semgrep.dev'],
    otherwise: address,
    mistake: ({ pathname }) =>
      /\/api(\/v\d)?$/.test(pathname) ? 'Leave out /api/v1 at the end; it is added to every request.' : undefined,
  }),
})

export type Config = z.output<typeof config>

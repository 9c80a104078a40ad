import { addressSetting } from '@patchbay/sdk/shape'
import { z } from 'zod'

export const config = z.object({
  token: z
    .string({ error: 'Enter an API token of Acme Security.' })
    .trim()
    .regex(/^acme_\S+$/, { error: 'A token starts with "acme_" and has no spaces. Copy it again from Settings > API tokens.' })
    .meta({ title: 'API token', description: 'From Settings > API tokens; the scope read is enough.', secret: true }),
  organization: z
    .string({ error: 'Enter the organization: the name after /o/ in the address of the Acme Security app.' })
    .trim()
    .regex(/^[a-z0-9-]+$/, { error: 'An organization’s name has lower-case letters, digits and "-" only.' })
    .meta({ title: 'Organization', description: 'Whose projects are read.', examples: ['example-org'] }),
  baseUrl: addressSetting({
    title: 'API address',
    description: 'Only for installations of your own.',
    examples: ['https://api.acme.example'],
    otherwise: 'https://api.acme.example',
  }),
})

export type Config = z.output<typeof config>

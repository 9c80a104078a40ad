import { addressSetting } from '@patchbay/sdk/shape'
import { z } from 'zod'

export const usAddress = 'https://api.endorlabs.com'
export const euAddress = 'https://api.eu.endorlabs.com'

const credential = (what: string) =>
  z
    .string({ error: `Enter the ${what} of an Endor Labs API key.` })
    .trim()
    .regex(/^endr\+\S+$/, {
      error: `The ${what} starts with "endr+" and has no spaces. Copy it again from Endor Labs > Access Control > API Keys.`,
    })

export const config = z.object({
  namespace: z
    .string({ error: 'Enter the namespace: the name after /t/ in the address of the Endor Labs app.' })
    .trim()
    .regex(/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/, {
      error:
        'Write the full name of the namespace: lower-case letters, digits, "-" and "_", child namespaces after a dot, like acme or acme.web. ' +
        'It is the name after /t/ in the address of the Endor Labs app.',
    })
    .max(300, { error: 'A namespace name is at most 300 characters long.' })
    .meta({
      title: 'Namespace',
      description: 'Full name of the tenant or of one child namespace. Everything below it is read too.',
      examples: ['acme', 'acme.web'],
    }),
  apiKey: credential('key').meta({
    title: 'API key',
    description: 'The first of the two values shown when the key is created.',
    secret: true,
  }),
  apiSecret: credential('secret').meta({
    title: 'API secret',
    description: 'The second value; Endor Labs shows it only once.',
    secret: true,
  }),
  baseUrl: addressSetting({
    title: 'API address',
    description: `US tenants: ${usAddress}. EU tenants: ${euAddress}. A tenant lives in exactly one region.`,
    examples: [usAddress, euAddress],
    otherwise: usAddress,
    mistake: ({ hostname, pathname }) => {
      if (/^app\.([a-z]+\.)?endorlabs\.com$/.test(hostname)) {
        return `That is the web app. The API of the same region is https://${hostname.replace('app.', 'api.')}.`
      }
      return pathname.endsWith('/v1') ? 'Leave out /v1 at the end; it is added to every request.' : undefined
    },
  }),
})

export type Config = z.output<typeof config>

/** Address of the web app that belongs to an API address; `null` for servers whose app we cannot know. */
export function appAddress(baseUrl: string): string | null {
  const host = /^https:\/\/api\.((?:[a-z]+\.)?endorlabs\.com)$/.exec(baseUrl)?.[1]
  return host === undefined ? null : `https://app.${host}`
}

import { addressSetting } from '@patchbay/sdk/shape'
import { z } from 'zod'

const services = 'https://dev.azure.com'

export const config = z.object({
  organization: z
    .string({ error: 'Enter the name of the organization.' })
    .trim()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,255}$/u, {
      error: 'Enter only the name of the organization, as in dev.azure.com/<organization>.',
    })
    .meta({
      title: 'Organization',
      description: 'As in dev.azure.com/<organization>. On Azure DevOps Server: the collection.',
      examples: ['contoso', 'DefaultCollection'],
    }),
  token: z
    .string({ error: 'Enter a personal access token.' })
    .trim()
    .regex(/^\S+$/, { error: 'Enter the token as Azure DevOps showed it, without spaces.' })
    .meta({
      title: 'Personal access token',
      description: 'With the scopes Code (Read) and Project and Team (Read).',
      secret: true,
    }),
  baseUrl: addressSetting({
    title: 'Address',
    description: 'Azure DevOps Server only (2022 or newer): its address with the virtual directory, without the collection.',
    examples: [services, 'https://tfs.example.com/tfs'],
    otherwise: services,
    mistake,
  }),
})

export type Config = z.output<typeof config>

/** Where everything of the organization is, the API below `_apis`. */
export function organizationRoot({ baseUrl, organization }: Config): string {
  return `${baseUrl}/${encodeURIComponent(organization)}`
}

export function isServices({ baseUrl }: Config): boolean {
  return baseUrl === services
}

function mistake({ hostname, pathname }: URL): string | undefined {
  const organization = /^(.+)\.visualstudio\.com$/.exec(hostname)?.[1]
  if (organization !== undefined) return `Enter "${organization}" as the organization, and leave the address empty.`
  if (hostname !== 'dev.azure.com' || pathname === '/') return undefined
  return 'Leave out what follows dev.azure.com: the organization has its own field.'
}

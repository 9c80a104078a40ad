import { addressSetting } from '@patchbay/sdk/shape'
import { z } from 'zod'

const address = 'https://api.snyk.io'

const id = (what: 'organization' | 'group') =>
  z
    .string()
    .trim()
    .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, {
      error: `The ID of the ${what} looks like 3de2b524-eae7-4f3f-ba5f-1a07e1df44c2. Copy it from its Settings > General in Snyk; the name in the address is not it.`,
    })
    .toLowerCase()
    .optional()

export const config = z
  .object({
    token: z
      .string({ error: 'Enter a Snyk API token.' })
      .trim()
      .regex(/^\S+$/, { error: 'Enter the token as Snyk showed it, without spaces.' })
      .meta({
        title: 'API token',
        description: 'Key of a service account (recommended), or a personal access token. It works in its own region only.',
        secret: true,
      }),
    organizationId: id('organization').meta({
      title: 'Organization ID',
      description: 'Read this organization only. Leave empty to read every organization the token sees.',
      examples: ['3de2b524-eae7-4f3f-ba5f-1a07e1df44c2'],
    }),
    groupId: id('group').meta({
      title: 'Group ID',
      description: 'Read the organizations of this group. Leave empty to read every organization the token sees.',
      examples: ['a060a49f-636e-480f-9e14-38e773b2a97f'],
    }),
    fixDetails: z
      .enum(['off', 'versions', 'versions-and-paths'], { error: 'Choose off, versions or versions-and-paths.' })
      .default('off')
      .meta({
        title: 'Fix details from the V1 API',
        description:
          'Fixed versions (one more request per project) and dependency paths (one more per issue), which only the older V1 API has.',
        examples: ['versions'],
      }),
    baseUrl: addressSetting({
      title: 'API address',
      description:
        'By region: https://api.snyk.io (US-01), https://api.us.snyk.io (US-02), https://api.eu.snyk.io, https://api.au.snyk.io. Single-tenant customers have their own.',
      examples: [address, 'https://api.us.snyk.io', 'https://api.eu.snyk.io', 'https://api.au.snyk.io'],
      otherwise: address,
      mistake: ({ hostname }) => {
        const host = /^app\.((?:[a-z0-9-]+\.)?snyk\.io)$/.exec(hostname)?.[1]
        return host === undefined ? undefined : `That is the web app. The API of the same region is https://api.${host}.`
      },
    }),
  })
  .superRefine(({ organizationId, groupId }, context) => {
    if (organizationId === undefined || groupId === undefined) return
    context.addIssue({
      code: 'custom',
      path: ['groupId'],
      message: 'Enter the ID of an organization or of a group, not both.',
    })
  })

export type Config = z.output<typeof config>

/** The host both APIs live on; people copy addresses with the path of either. */
export function apiRoot(baseUrl: string): string {
  return baseUrl.replace(/\/(?:rest|v1|api\/v1)$/, '')
}

/** Address of the web app that belongs to an API address; `null` for servers whose app we cannot know. */
export function appAddress(baseUrl: string): string | null {
  const host = /^https:\/\/api\.((?:[a-z0-9-]+\.)?snyk\.io)$/.exec(apiRoot(baseUrl))?.[1]
  return host === undefined ? null : `https://app.${host}`
}

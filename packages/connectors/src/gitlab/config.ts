import { addressSetting } from '@patchbay/sdk/shape'
import { z } from 'zod'

/** Deploy, runner, job, feed, trigger, mail, agent, OAuth application and SCIM tokens: none of them may list projects. */
const otherTokens = /^gl(?:dt|rt|rtr|cbt|ft|ptt|imt|agent|oas|soat)-/

export const config = z.object({
  token: z
    .string({ error: 'Enter a GitLab access token.' })
    .trim()
    .regex(/^\S+$/, { error: 'Enter the token as GitLab showed it, without spaces.' })
    .refine((token) => !otherTokens.test(token), {
      error: 'A token of this kind cannot list projects. Create a personal, group or project access token instead.',
    })
    .meta({
      title: 'Access token',
      description: 'Personal, group, project or service account token with the scope read_api.',
      secret: true,
    }),
  issues: z.boolean({ error: 'Opening issues is switched on or off: true or false.' }).default(false).meta({
    title: 'Open issues',
    description: 'Also take tickets for remediations as confidential issues. The token needs the scope api then.',
  }),
  issueProject: z
    .string()
    .trim()
    .regex(/^[\w.-]+(?:\/[\w.-]+)+$/, { error: 'Enter the path of one project with its groups, as in acme/security/work.' })
    .optional()
    .meta({
      title: 'Project for issues',
      description: 'Open all issues in this one. Empty: each in the project it is about.',
      examples: ['acme/security/work'],
    }),
  mergeRequests: z.boolean({ error: 'Opening merge requests is switched on or off: true or false.' }).default(false).meta({
    title: 'Open merge requests',
    description:
      'Also propose upgrades as merge requests, each when somebody asks for it. The token needs the scope api and the role Developer then.',
  }),
  webhookSecret: z
    .string()
    .trim()
    .regex(/^\S{16,}$/, {
      error: 'A secret token has at least 16 characters and no spaces. Make one with “openssl rand -hex 32”.',
    })
    .optional()
    .meta({
      title: 'Webhook secret token',
      description:
        'The secret token of the webhook in GitLab that says when an issue changes. Empty: Patchbay only asks every few minutes.',
      secret: true,
    }),
  baseUrl: addressSetting({
    title: 'Address',
    description: 'Of your own GitLab, with its path where it has one. The API below it is found by itself.',
    examples: ['https://gitlab.com', 'https://gitlab.example.com', 'https://www.example.com/gitlab'],
    otherwise: 'https://gitlab.com',
    mistake: ({ pathname }) =>
      /\/-\/|\/users\/sign_in$/.test(pathname) ? 'That is a page of GitLab. Enter the address of its start page.' : undefined,
  }),
})

export type Config = z.output<typeof config>

/** Where the REST API is; people enter the address with and without the API's path. */
export function apiRoot(baseUrl: string): string {
  return `${baseUrl.replace(/\/api(?:\/(?:v4|graphql))?$/, '')}/api/v4`
}

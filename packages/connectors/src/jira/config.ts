import { neededAddress } from '@patchbay/sdk/shape'
import { z } from 'zod'

const word = (message: string) => z.string({ error: message }).trim().regex(/^\S+$/, { error: message })

export const config = z
  .object({
    baseUrl: neededAddress({
      title: 'Address',
      description: 'Of the Jira site, with its path where it has one.',
      examples: ['https://acme.atlassian.net', 'https://jira.example.com', 'https://www.example.com/jira'],
      missing: 'Enter the address of your Jira, such as https://acme.atlassian.net.',
      mistake: ({ hostname, pathname }) => {
        if (hostname === 'api.atlassian.com') {
          return 'That is the address for tokens with scopes, which is not supported. Enter the site, as in https://acme.atlassian.net.'
        }
        return /\/(?:browse|projects|secure|rest)\b/.test(pathname)
          ? 'That is a page of Jira. Enter the address of its start page.'
          : undefined
      },
    }),
    email: word('Enter the email address of the Atlassian account the API token belongs to.')
      .regex(/@/, { error: 'Enter the email address of the Atlassian account the API token belongs to.' })
      .optional()
      .meta({
        title: 'Email (Cloud)',
        description: 'Jira Cloud: of the Atlassian account the API token belongs to. Leave empty for Jira Data Center.',
        examples: ['ada@example.com'],
      }),
    token: word('Enter the token as Jira showed it, without spaces.').meta({
      title: 'Token',
      description: 'Jira Cloud: an API token without scopes. Jira Data Center: a personal access token.',
      secret: true,
    }),
    project: word('Enter the key of the project tickets are opened in, such as SEC.')
      .toUpperCase()
      .regex(/^[A-Z][A-Z0-9_]+$/, { error: 'Enter the key of the project, as it stands before the number of its issues: SEC.' })
      .meta({ title: 'Project', description: 'Key of the project tickets are opened in.', examples: ['SEC'] }),
    issueType: z
      .string({ error: 'Enter the name of an issue type, such as Task.' })
      .trim()
      .min(1, { error: 'Enter the name of an issue type, such as Task.' })
      .max(100, { error: 'Enter the name of an issue type, such as Task.' })
      .default('Task')
      .meta({ title: 'Issue type', description: 'Name of the issue type in that project.', examples: ['Task', 'Bug'] }),
    fields: z
      .string({ error: 'Write the fields as a JSON object.' })
      .trim()
      .superRefine((text, context) => {
        if (readFields(text) === null) context.addIssue({ code: 'custom', message: fieldsMistake })
      })
      .optional()
      .meta({
        title: 'More fields',
        description:
          'What every ticket gets besides, as a JSON object in the words of Jira’s API. For fields the project requires.',
        examples: ['{"priority": {"name": "High"}, "customfield_10050": {"value": "Platform"}}'],
      }),
    doneStatus: z
      .string({ error: 'Enter the name of a status.' })
      .trim()
      .min(1, { error: 'Enter the name of a status, or leave this empty.' })
      .max(100, { error: 'Enter the name of a status, as the board shows it.' })
      .optional()
      .meta({
        title: 'Status when fixed',
        description: 'Where a ticket is moved when its work is proved done. Empty: whichever done status can be reached.',
        examples: ['Done', 'Closed'],
      }),
    webhookSecret: word('Enter the secret without spaces.')
      .min(16, { error: 'A secret has at least 16 characters. Make one with “openssl rand -hex 32”.' })
      .optional()
      .meta({
        title: 'Webhook secret',
        description:
          'The secret of the webhook in Jira that says when an issue changes. Empty: Patchbay only asks every few minutes.',
        secret: true,
      }),
  })
  .superRefine(({ baseUrl, email }, context) => {
    if (email !== undefined || !URL.parse(baseUrl)?.hostname.endsWith('.atlassian.net')) return
    context.addIssue({
      code: 'custom',
      path: ['email'],
      message: 'Jira Cloud needs the email address of the account the API token belongs to.',
    })
  })

export type Config = z.output<typeof config>

const fieldsMistake =
  'Write the fields as a JSON object, such as {"priority": {"name": "High"}}, without those Patchbay fills in: project, issuetype, summary, description and labels.'

const own = ['project', 'issuetype', 'summary', 'description', 'labels']

/** What every ticket gets besides; `null` for what is no such object. */
export function readFields(text: string | undefined): Readonly<Record<string, unknown>> | null {
  if (text === undefined || text === '') return {}
  try {
    const { data } = z.record(z.string(), z.unknown()).safeParse(JSON.parse(text))
    return data === undefined || own.some((name) => Object.hasOwn(data, name)) ? null : data
  } catch {
    return null
  }
}

/** Cloud takes text as documents, Data Center as wiki markup; their searches differ. */
export function isCloud({ email }: Config): boolean {
  return email !== undefined
}

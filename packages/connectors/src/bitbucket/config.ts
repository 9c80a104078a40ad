import { addressSetting } from '@patchbay/sdk/shape'
import { z } from 'zod'

/** Bitbucket Cloud, whose address is the same for everybody. */
const cloudAddress = 'https://api.bitbucket.org/2.0'

const twoProducts =
  'For Bitbucket Cloud enter the email and an API token; for Bitbucket Data Center its address and an HTTP access token.'

const word = (message: string) => z.string().trim().regex(/^\S+$/, { error: message })

export const config = z
  .object({
    email: word('Enter the email address of your Atlassian account.')
      .regex(/@/, { error: 'Enter the email address of your Atlassian account; the Bitbucket user name does not work.' })
      .optional()
      .meta({
        title: 'Email (Cloud)',
        description: 'Bitbucket Cloud: of the Atlassian account the API token belongs to.',
        examples: ['ada@example.com'],
      }),
    apiToken: word('Enter the API token as Atlassian showed it, without spaces.')
      .refine((token) => !token.startsWith('ATBB'), {
        error: 'This is an app password, which Bitbucket no longer accepts. Create an API token with scopes instead.',
      })
      .refine((token) => !token.startsWith('ATCTT'), {
        error: 'This is an access token. Enter it in the field for access tokens, together with its workspace.',
      })
      .optional()
      .meta({
        title: 'API token (Cloud)',
        description: 'Bitbucket Cloud: with the scopes read:repository, read:workspace and read:user, all of Bitbucket.',
        secret: true,
      }),
    workspace: word('Enter the short name of the workspace, as in bitbucket.org/<workspace>.')
      .regex(/^[\w.~-]*[\w~-][\w.~-]*$/, { error: 'Enter the short name of the workspace, as in bitbucket.org/<workspace>.' })
      .optional()
      .meta({
        title: 'Workspace (Cloud)',
        description: 'Bitbucket Cloud: read this workspace only. Leave empty to read every workspace the API token sees.',
        examples: ['acme'],
      }),
    token: word('Enter the access token as Bitbucket showed it, without spaces.')
      .refine((token) => !token.startsWith('ATATT'), {
        error: 'This is an API token. Enter it in the field for API tokens, together with the email of its account.',
      })
      .optional()
      .meta({
        title: 'Access token',
        description:
          'Bitbucket Data Center: an HTTP access token, with the address of the server. Bitbucket Cloud: an access token of a workspace, project or repository, with the workspace.',
        secret: true,
      }),
    baseUrl: addressSetting({
      title: 'Address (Data Center)',
      description: 'Bitbucket Data Center: of the server, with its path where it has one. Leave empty for Bitbucket Cloud.',
      examples: ['https://bitbucket.example.com', 'https://www.example.com/bitbucket'],
      otherwise: cloudAddress,
      mistake: ({ hostname }) =>
        /^(?:www\.)?bitbucket\.org$/.test(hostname) ? 'That is Bitbucket Cloud. Leave the address empty for it.' : undefined,
    }),
  })
  .superRefine((given, context) => {
    const mistake = mistakeIn(given)
    if (mistake !== undefined) context.addIssue({ code: 'custom', path: [mistake.field], message: mistake.message })
  })

export type Config = z.output<typeof config>

function isCloudAddress(baseUrl: string): boolean {
  return URL.parse(baseUrl)?.hostname === 'api.bitbucket.org'
}

interface Mistake {
  readonly field: keyof Settings
  readonly message: string
}

interface Settings {
  readonly email?: string | undefined
  readonly apiToken?: string | undefined
  readonly workspace?: string | undefined
  readonly token?: string | undefined
  readonly baseUrl: string
}

/** What does not go together: the two products, and the two kinds of tokens of one of them. */
function mistakeIn({ email, apiToken, workspace, token, baseUrl }: Settings): Mistake | undefined {
  const asPerson = email !== undefined || apiToken !== undefined
  if (asPerson && token !== undefined) return { field: 'token', message: `Enter one kind of token only. ${twoProducts}` }
  if (email === undefined && apiToken !== undefined) {
    return { field: 'email', message: 'An API token needs the email of its Atlassian account.' }
  }
  if (email !== undefined && apiToken === undefined)
    return { field: 'apiToken', message: 'Enter an API token for this account.' }
  if (!asPerson && token === undefined) return { field: 'email', message: `Enter credentials. ${twoProducts}` }
  if (token !== undefined && workspace === undefined && isCloudAddress(baseUrl)) {
    return {
      field: 'baseUrl',
      message:
        'Whose access token is it? For Bitbucket Data Center enter the address of the server; for Bitbucket Cloud leave the address empty and enter the workspace.',
    }
  }
  return undefined
}

import { addressSetting } from '@patchbay/sdk/shape'
import { z } from 'zod'

const together = 'A GitHub App needs its App ID, private key and installation ID together.'

export const config = z
  .object({
    token: z
      .string()
      .trim()
      .regex(/^\S+$/, { error: 'Enter the token as GitHub showed it, without spaces.' })
      .refine((token) => !token.startsWith('ghs_'), {
        error: 'This is the short-lived token of a GitHub App. Enter the App ID, private key and installation ID instead.',
      })
      .optional()
      .meta({
        title: 'Personal access token',
        description: 'Fine-grained (github_pat_…) or classic (ghp_…). Leave empty when connecting as a GitHub App.',
        secret: true,
      }),
    appId: z
      .string()
      .trim()
      .regex(/^(\d+|Iv[\w.]+)$/, {
        error: 'The App ID is a number (or the client ID, starting with Iv), on the page of the GitHub App.',
      })
      .optional()
      .meta({ title: 'App ID', description: 'For a GitHub App instead of a token.', examples: ['123456'] }),
    privateKey: z
      .string()
      .trim()
      .regex(/^-----BEGIN (RSA )?PRIVATE KEY-----[\s\S]+-----END (RSA )?PRIVATE KEY-----$/, {
        error: 'Paste the whole file GitHub made for you, from "-----BEGIN" to "-----END RSA PRIVATE KEY-----".',
      })
      .optional()
      .meta({
        title: 'Private key',
        description: 'Content of the .pem file generated on the page of the GitHub App.',
        secret: true,
      }),
    installationId: z
      .string()
      .trim()
      .regex(/^\d+$/, { error: 'The installation ID is the number at the end of the address of the installation’s page.' })
      .optional()
      .meta({ title: 'Installation ID', description: 'Where the GitHub App is installed.', examples: ['7654321'] }),
    organization: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9_-]+$/, { error: 'Enter the organization’s short name, as in github.com/<name>.' })
      .optional()
      .meta({ title: 'Organization', description: 'Read only this organization’s repositories.', examples: ['octo-org'] }),
    alerts: z.boolean({ error: 'Alerts are switched on or off: true or false.' }).default(false).meta({
      title: 'Read alerts',
      description:
        'Also bring Dependabot, code scanning and secret scanning alerts in as findings. Which of them come in is chosen in the import rules.',
    }),
    issues: z.boolean({ error: 'Opening issues is switched on or off: true or false.' }).default(false).meta({
      title: 'Open issues',
      description: 'Also take tickets for remediations as issues. The credentials need write access to issues then.',
    }),
    issueRepository: z
      .string()
      .trim()
      .regex(/^[\w.-]+\/[\w.-]+$/, { error: 'Enter owner and name of one repository, as in octo-org/security.' })
      .optional()
      .meta({
        title: 'Repository for issues',
        description: 'Open all issues in this one. Empty: each in the repository it is about, as long as that is not public.',
        examples: ['octo-org/security'],
      }),
    pullRequests: z.boolean({ error: 'Opening pull requests is switched on or off: true or false.' }).default(false).meta({
      title: 'Open pull requests',
      description:
        'Also propose upgrades as pull requests, each when somebody asks for it. The credentials need write access to contents and pull requests then.',
    }),
    webhookSecret: z
      .string()
      .trim()
      .regex(/^\S{16,}$/, { error: 'A secret has at least 16 characters and no spaces. Make one with “openssl rand -hex 32”.' })
      .optional()
      .meta({
        title: 'Webhook secret',
        description:
          'The secret of the webhook on GitHub that says when an issue changes. Empty: Patchbay only asks every few minutes.',
        secret: true,
      }),
    baseUrl: addressSetting({
      title: 'API address',
      description: 'GitHub Enterprise Server: https://<host>/api/v3. Data residency: https://api.<subdomain>.ghe.com.',
      examples: ['https://api.github.com', 'https://github.example.com/api/v3'],
      otherwise: 'https://api.github.com',
      mistake: ({ hostname }) =>
        /^(www\.)?github\.com$/.test(hostname) ? 'That is the web site. Its API is https://api.github.com.' : undefined,
    }),
  })
  .superRefine(({ token, appId, privateKey, installationId }, context) => {
    const app = { appId, privateKey, installationId }
    const missing = Object.entries(app).flatMap(([name, value]) => (value === undefined ? [name] : []))
    const [first] = missing
    const complain = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })

    if (token === undefined && missing.length === 3) complain('token', `Enter a token, or connect as a GitHub App. ${together}`)
    else if (token !== undefined && missing.length < 3) complain('token', 'Enter either a token or a GitHub App, not both.')
    else if (token === undefined && first !== undefined) complain(first, together)
  })
  .meta({
    // Two ways to connect, for forms that offer them side by side.
    anyOf: [
      { title: 'Token', required: ['token'] },
      { title: 'GitHub App', required: ['appId', 'privateKey', 'installationId'] },
    ],
  })

export type Config = z.output<typeof config>

import { defineConnector } from '@patchbay/sdk'
import { check } from './check.ts'
import { config } from './config.ts'
import { repositories } from './repositories.ts'
import { transport } from './transport.ts'

export default defineConnector({
  manifest: {
    id: 'github',
    name: 'GitHub',
    category: 'source-control',
    stage: 'stable',
    summary: 'Repositories of github.com, GitHub Enterprise Cloud and Enterprise Server, to match findings to.',
    brings: [
      'Every repository the token or the GitHub App can see, with its immutable id',
      'Clone addresses, default branch, visibility, topics, and whether it is archived',
      'Renames and transfers, recognised by the id',
    ],
    leavesOut: [
      'Dependabot, code scanning and secret scanning alerts',
      'Source code: nothing is cloned and no file is read',
      'Writing anything to GitHub',
    ],
    steps: [
      'On GitHub, open Settings > Developer settings > Personal access tokens > Fine-grained tokens, and choose Generate new token.',
      'Choose the organization as resource owner, and the repositories; the permission Metadata: read is added by itself.',
      'If the organization asks for approval, have an owner approve the token.',
      'A classic token needs the scope repo, and Configure SSO where the organization uses single sign-on.',
      'For a GitHub App instead: its App ID, a generated private key, and the number at the end of the installation’s address.',
    ],
    documentation: 'https://docs.github.com/rest/authentication/authenticating-to-the-rest-api',
    mark: { icon: 'github', letters: 'GH', color: '#181717' },
    families: [],
  },
  config,
  transport,
  check,
  repositories,
})

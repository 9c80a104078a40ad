import { defineConnector } from '@patchbay/sdk'
import { check } from './check.ts'
import { config } from './config.ts'
import { repositories } from './repositories.ts'
import { transport } from './transport.ts'

export default defineConnector({
  manifest: {
    id: 'bitbucket',
    name: 'Bitbucket',
    category: 'source-control',
    stage: 'stable',
    summary: 'Repositories of Bitbucket Cloud and Bitbucket Data Center, to match findings to.',
    brings: [
      'Bitbucket Cloud: every repository of one workspace or of all of them, with its immutable id',
      'Bitbucket Data Center: every repository the token sees, with its immutable id, and whether it is archived',
      'Clone addresses, default branch and visibility',
      'Renames, and moves to another project or workspace, recognised by the id',
    ],
    leavesOut: [
      'Topics: Bitbucket Cloud has none, and labels of Data Center are not read',
      'Source code: nothing is cloned and no file is read',
      'Writing anything to Bitbucket',
    ],
    steps: [
      'Bitbucket Cloud: on id.atlassian.com, open Security > API tokens, and choose Create API token with scopes.',
      'Choose the app Bitbucket and the scopes read:repository:bitbucket, read:workspace:bitbucket and read:user:bitbucket.',
      'Enter the token with the email of the Atlassian account. App passwords no longer work.',
      'Bitbucket Data Center instead: avatar > Manage account > HTTP access tokens, with Project read and Repository read.',
      'Enter that token with the address of the server, and leave email and workspace empty.',
    ],
    documentation: 'https://support.atlassian.com/bitbucket-cloud/docs/api-tokens/',
    mark: { icon: 'bitbucket', letters: 'BB', color: '#0052CC' },
    families: [],
  },
  config,
  transport,
  check,
  repositories,
})

import { defineConnector } from '@patchbay/sdk'
import { check } from './check.ts'
import { config } from './config.ts'
import { repositories } from './repositories.ts'
import { transport } from './transport.ts'

export default defineConnector({
  manifest: {
    id: 'azure-devops',
    name: 'Azure DevOps',
    category: 'source-control',
    stage: 'stable',
    summary: 'Repositories of an Azure DevOps organization or server collection, to match findings to.',
    brings: [
      'Every Git repository of every project the token sees, with its immutable id',
      'All its addresses: dev.azure.com, the old visualstudio.com, SSH, and the short form',
      'Default branch, the visibility of its project, and whether it is disabled',
      'Renames of repositories and projects, recognised by the id',
    ],
    leavesOut: [
      'Alerts of GitHub Advanced Security for Azure DevOps',
      'Repositories under Team Foundation Version Control (TFVC)',
      'Source code: nothing is cloned and no file is read',
      'Writing anything to Azure DevOps',
    ],
    steps: [
      'In Azure DevOps, choose User settings > Personal access tokens > New token.',
      'Choose the organization and how long the token lives, at most a year.',
      'Choose Custom defined scopes, then Code: Read, and below Show all scopes Project and Team: Read.',
      'Copy the token. It is shown only once.',
    ],
    documentation: 'https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
    mark: { letters: 'AZ', color: '#0078D4' },
    families: [],
  },
  config,
  transport,
  check,
  repositories,
})

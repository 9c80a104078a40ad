import { defineConnector } from '@patchbay/sdk'
import { check } from './check.ts'
import { config } from './config.ts'
import { tickets } from './tickets.ts'
import { transport } from './transport.ts'

export default defineConnector({
  manifest: {
    id: 'jira',
    name: 'Jira',
    category: 'ticketing',
    stage: 'stable',
    summary: 'A ticket for each piece of work in Jira Cloud or Data Center, linked and kept in step both ways.',
    brings: [
      'A ticket for a remediation: what to change, which vulnerabilities that closes, and a link back',
      'Its status, so that work somebody begins or closes in Jira shows here too',
      'A comment when a scan proves the work done or finds what is left, and the ticket closed or opened again',
    ],
    leavesOut: [
      'Tickets Patchbay did not open',
      'Comments, attachments and assignees of tickets',
      'Several projects: each project is a connection of its own',
    ],
    steps: [
      'Choose the project for the tickets, and an account that may browse it, create, transition and comment issues there.',
      'Jira Cloud: sign in as that account, open id.atlassian.com > Security > API tokens and create a token without scopes.',
      'Jira Data Center: open the profile of that account > Personal Access Tokens and create one.',
      'Enter address, email (Cloud only), token and the key of the project.',
      'To hear of changes at once, add a webhook under System > Webhooks with a secret; the guide has its address.',
    ],
    documentation: 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
    mark: { icon: 'jira', letters: 'JI', color: '#0052CC' },
    families: [],
  },
  config,
  transport,
  check,
  tickets,
})

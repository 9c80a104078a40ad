import { defineConnector } from '@patchbay/sdk'
import { adopt } from './adopt.ts'
import { check } from './check.ts'
import { config } from './config.ts'
import { write } from './document.ts'
import { refusal } from './repository.ts'
import { send } from './send.ts'
import { family } from './sources.ts'
import { status } from './status.ts'
import { transport } from './transport.ts'

export default defineConnector({
  manifest: {
    id: 'wiz',
    name: 'Wiz',
    category: 'destination',
    stage: 'beta',
    summary: 'Sends what is open in each repository to Wiz, and shows what Wiz made of it.',
    brings: [
      'Findings in code, secrets and infrastructure as SAST findings of the repository’s default branch',
      'Vulnerable and malicious packages as SCA findings, with package, version and fixed version',
      'Every scanner that reported it, and when it was first detected',
      'Resolution: what is closed or decided in Patchbay is resolved in Wiz',
    ],
    leavesOut: [
      'Findings of container images, licences and operational risk, for which Wiz has no place',
      'Findings people decided about, such as false positives and accepted risks',
      'Branches other than the default one, and repositories whose source control Wiz is not connected to',
      'Reading anything back from Wiz but the state of the upload',
    ],
    steps: [
      'In Wiz, connect the source control of your repositories under Settings > Deployments.',
      'Open Settings > Access Management > Service Accounts and add one of the type Custom Integration (GraphQL API).',
      'Give it the scopes create:external_data_ingestion and read:system_activities.',
      'Copy client ID and client secret; the secret is shown only once.',
      'Copy the API endpoint URL from the user menu under Tenant Info > Data Center and Regions.',
    ],
    documentation: 'https://docs.wiz.io/dev/enrichment-tutorial-v2',
    mark: { letters: 'WZ', color: '#0254EC' },
    families: [],
  },
  config,
  transport,
  check,
  exports: {
    families: [family],
    // Three a day for each branch, one at least: Wiz drops what was not sent again for seven days.
    limits: { perDay: 3, refreshHours: 24, findings: null, concurrency: 2 },
    mediaType: 'application/json',
    extension: '.json',
    refuses: (_config, scope) => refusal(scope),
    write,
    send,
    status,
    adopt,
  },
})

import { defineConnector } from '@patchbay/sdk'
import { check } from './check.ts'
import { config } from './config.ts'
import { discover } from './discover.ts'
import { sync } from './sync.ts'
import { transport } from './transport.ts'

export default defineConnector({
  manifest: {
    id: 'semgrep',
    name: 'Semgrep',
    category: 'scanner',
    stage: 'stable',
    summary: 'Supply-chain findings with reachability, code findings and secrets of Semgrep AppSec Platform.',
    brings: [
      'Every project of the organization, with its repository and primary branch',
      'Findings on each primary branch: vulnerable and malicious packages, code, secrets',
      'CVE and GHSA ids, EPSS, weaknesses, reachability, direct or transitive, fixed version, detection time',
      'What was ignored or is being reviewed in Semgrep, shown beside your own decisions',
    ],
    leavesOut: [
      'Findings of pull requests and of other branches',
      'Findings of AI-powered detection',
      'CVSS, which Semgrep’s API does not have, and the values of secrets',
      'Writing anything back to Semgrep',
    ],
    steps: [
      'In Semgrep AppSec Platform, open Settings > Tokens. The API needs the plan Team or Enterprise.',
      'Create an API token, and give it the scope Web API.',
      'Copy the token; it is shown only once.',
      'Single-tenant customers also set the address of their Semgrep.',
    ],
    documentation: 'https://semgrep.dev/docs/deployment/tokens',
    mark: { letters: 'SG', color: '#2ACFA6' },
    families: [
      { kind: 'dependency', label: 'Supply Chain', byDefault: true },
      { kind: 'code', label: 'Code', byDefault: false },
      { kind: 'secret', label: 'Secrets', byDefault: false },
      { kind: 'malware', label: 'Malicious packages', byDefault: false },
    ],
    findingIds: 'stable',
    targetsPerSync: 'all',
  },
  config,
  transport,
  check,
  discover,
  sync,
})

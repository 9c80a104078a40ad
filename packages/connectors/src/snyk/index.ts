import { defineConnector } from '@patchbay/sdk'
import { check } from './check.ts'
import { config } from './config.ts'
import { discover } from './discover.ts'
import { sync } from './sync.ts'
import { transport } from './transport.ts'

export default defineConnector({
  manifest: {
    id: 'snyk',
    name: 'Snyk',
    category: 'scanner',
    stage: 'stable',
    summary: 'Issues of Snyk Open Source, Container, Code and Infrastructure as Code, project by project.',
    brings: [
      'Every project of one organization, of a group, or of all organizations the token sees, with its repository',
      'Vulnerable packages and images, code, license and configuration issues; what Snyk has resolved closes here',
      'CVE, GHSA and Snyk ids, CVSS of every source, weaknesses, reachability, known exploitation, detection time',
      'What was ignored in Snyk, shown beside your own decisions',
    ],
    leavesOut: [
      'Fixed versions and dependency paths, unless the V1 API is switched on for them',
      'Issues of inactive projects, which Snyk does not show',
      'Writing anything back to Snyk',
    ],
    steps: [
      'In Snyk, open the organization or the group, and Settings > Service Accounts. The API needs an Enterprise plan.',
      'Create a service account with a role that can view organizations, projects and project snapshots.',
      'Copy the key; it is shown only once.',
      'To read one organization or one group only, copy its ID from Settings > General.',
      'Outside the region SNYK-US-01, also set the API address of your region.',
    ],
    documentation: 'https://docs.snyk.io/snyk-api/authentication-for-api',
    mark: { letters: 'SN', color: '#4C4A73' },
    families: [
      { kind: 'dependency', label: 'Open Source', byDefault: true },
      { kind: 'container', label: 'Container', byDefault: true },
      { kind: 'code', label: 'Code', byDefault: false },
      { kind: 'license', label: 'License', byDefault: false },
      { kind: 'infrastructure', label: 'Infrastructure as Code, cloud and custom', byDefault: false },
      { kind: 'operational', label: 'Other', byDefault: false },
    ],
    findingIds: 'stable',
    targetsPerSync: 1,
  },
  config,
  transport,
  check,
  discover,
  sync,
})

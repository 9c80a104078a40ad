import { defineConnector } from '@patchbay/sdk'
import { check } from './check.ts'
import { config } from './config.ts'
import { discover } from './discover.ts'
import { sync } from './sync.ts'
import { transport } from './transport.ts'

export default defineConnector({
  manifest: {
    id: 'endor-labs',
    name: 'Endor Labs',
    category: 'scanner',
    stage: 'stable',
    summary: 'Vulnerable dependencies with reachability, code, secret, container and supply-chain findings.',
    brings: [
      'Every project of the namespace and of the namespaces below it',
      'Findings of each default branch: dependencies, containers, code, secrets, malware, licenses, supply chain, operational',
      'CVE and advisory ids, CVSS 3 and 4, EPSS, weaknesses, reachability, fixed version, detection time',
      'What was excepted, snoozed or ignored over there, shown beside your own decisions',
    ],
    leavesOut: ['Findings of pull requests and of other branches', 'Call paths', 'Writing anything back to Endor Labs'],
    steps: [
      'In Endor Labs, open Access Control > API Keys and choose Generate API Key.',
      'Give it the role Read-Only, and turn on propagation if the namespace has child namespaces.',
      'Copy the key and the secret; the secret is shown only once.',
      'The namespace is the name after /t/ in the address of the Endor Labs app.',
      'EU tenants also set the API address to https://api.eu.endorlabs.com.',
    ],
    documentation: 'https://docs.endorlabs.com/administration/api-keys/',
    mark: { letters: 'EL', color: '#26D07C' },
    families: [
      { kind: 'dependency', label: 'Vulnerabilities', byDefault: true },
      { kind: 'container', label: 'Container', byDefault: true },
      { kind: 'code', label: 'SAST', byDefault: false },
      { kind: 'secret', label: 'Secrets', byDefault: false },
      { kind: 'malware', label: 'Malware', byDefault: false },
      { kind: 'license', label: 'License risk', byDefault: false },
      { kind: 'supply-chain', label: 'Supply chain, SCPM, CI/CD, GitHub Actions, AI models', byDefault: false },
      { kind: 'operational', label: 'Operational and other', byDefault: false },
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

import { defineConnector } from '@patchbay/sdk'
import { check } from './check.ts'
import { config } from './config.ts'
import { discover } from './discover.ts'
import { sync } from './sync.ts'
import { transport } from './transport.ts'

export default defineConnector({
  manifest: {
    id: 'acme',
    name: 'Acme Security',
    category: 'scanner',
    stage: 'beta',
    summary: 'Vulnerable dependencies found by Acme Security.',
    brings: ['Every project the token can see', 'Vulnerable dependencies of each project'],
    leavesOut: ['Writing anything back to Acme Security'],
    steps: ['In Acme Security, open Settings > API tokens and choose Create token.', 'Give it the scope read, and copy it.'],
    documentation: 'https://acme.example/docs/api',
    mark: { letters: 'AC', color: '#3366CC' },
    families: [{ kind: 'dependency', label: 'Dependencies', byDefault: true }],
    findingIds: 'stable',
    targetsPerSync: 1,
  },
  config,
  transport,
  check,
  discover,
  sync,
})

import { defineConnector } from '@patchbay/sdk'
import { check } from './check.ts'
import { config } from './config.ts'
import { discover } from './discover.ts'
import { sync } from './sync.ts'
import { transport } from './transport.ts'

export default defineConnector({
  manifest: {
    id: 'ox-security',
    name: 'OX Security',
    category: 'scanner',
    stage: 'stable',
    summary: 'Open source and container vulnerabilities of OX Security, one finding for each CVE, and every other category.',
    brings: [
      'Every application OX scans, with its repository, and the settings of organizations as applications without one',
      'Issues of Open Source Security and Container Security, one finding for each CVE; every other category can be selected',
      'CVSS score, EPSS, known exploitation, direct or transitive, fixed version, detection time; images with registry, tag and digest',
      'Vulnerable base images of Dockerfiles, told apart from vulnerable packages',
    ],
    leavesOut: [
      'Resolved and removed issues, which OX lists for some categories only',
      'Applications OX calls irrelevant, and demo applications',
      'Writing anything back to OX Security',
    ],
    steps: [
      'In OX Security, open Settings > API Key Settings and choose Create API key.',
      'Give it a name, the type API Integration, and an expiration date.',
      'Copy the key; it is shown only once.',
      'For a self-hosted OX, also set the API address to your own domain.',
    ],
    documentation: 'https://docs.ox.security/api-documentation/api-reference/ox-api-authentication',
    mark: { letters: 'OX', color: '#6C4DF6' },
    families: [
      { kind: 'dependency', label: 'Open Source Security', byDefault: true },
      { kind: 'container', label: 'Container Security, base images', byDefault: true },
      { kind: 'code', label: 'Code Security', byDefault: false },
      { kind: 'secret', label: 'Secret/PII Scan', byDefault: false },
      { kind: 'infrastructure', label: 'Infrastructure as Code Scan, Cloud Security', byDefault: false },
      { kind: 'license', label: 'SBOM: licenses', byDefault: false },
      { kind: 'malware', label: 'SBOM: malicious packages', byDefault: false },
      { kind: 'supply-chain', label: 'SBOM, Git Posture, CI/CD Posture, Artifact Integrity', byDefault: false },
      { kind: 'operational', label: 'Tool coverage, API and dynamic testing, manual uploads, other', byDefault: false },
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

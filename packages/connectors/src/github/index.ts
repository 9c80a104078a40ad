import { defineConnector } from '@patchbay/sdk'
import { check } from './check.ts'
import { config } from './config.ts'
import { discover } from './discover.ts'
import { issues } from './issues.ts'
import { pullRequests } from './pull-requests.ts'
import { repositories } from './repositories.ts'
import { sync } from './sync.ts'
import { transport } from './transport.ts'

export default defineConnector({
  manifest: {
    id: 'github',
    name: 'GitHub',
    category: 'source-control',
    stage: 'stable',
    summary:
      'Repositories of github.com, GitHub Enterprise Cloud and Enterprise Server to match findings to and, where wanted, their alerts.',
    brings: [
      'Every repository the token or the GitHub App can see, with its immutable id; renames and transfers are recognised by it',
      'Clone addresses, default branch, visibility, topics, and whether it is archived',
      'With “Read alerts” switched on: Dependabot, code scanning (default branch) and secret scanning alerts of each repository',
      'GHSA and CVE ids, CVSS, EPSS, weaknesses, direct or transitive, fixed version, place in the code, detection time',
      'What was dismissed on GitHub, with the reason, shown beside your own decisions',
      'With “Open issues” switched on: an issue for a remediation, kept in step both ways',
      'With “Open pull requests” switched on: a pull request that upgrades what a remediation is about, when you ask for it',
    ],
    leavesOut: [
      'Secrets themselves: GitHub is asked to hide them',
      'The installed version of a vulnerable package, which Dependabot alerts do not name',
      'Alerts of pull requests and of other branches, and generic secrets without a provider',
      'Source code: nothing is cloned, and no file is read but the manifests of a pull request you ask for',
      'Writing anything to GitHub but the issues and pull requests you ask for',
    ],
    steps: [
      'On GitHub, open Settings > Developer settings > Personal access tokens > Fine-grained tokens, and choose Generate new token.',
      'Choose the organization as resource owner, and the repositories; the permission Metadata: read is added by itself.',
      'For alerts, add the repository permissions Dependabot alerts, Code scanning alerts and Secret scanning alerts, each: read.',
      'For issues, add the repository permission Issues: read and write.',
      'For pull requests, add the repository permissions Contents and Pull requests, each: read and write.',
      'If the organization asks for approval, have an owner approve the token.',
      'A classic token needs the scope repo, and Configure SSO where the organization uses single sign-on.',
      'For a GitHub App instead: its App ID, a generated private key, and the number at the end of the installation’s address.',
    ],
    documentation: 'https://docs.github.com/rest/authentication/authenticating-to-the-rest-api',
    mark: { icon: 'github', letters: 'GH', color: '#181717' },
    families: [
      { kind: 'dependency', label: 'Dependabot', byDefault: true },
      { kind: 'code', label: 'Code scanning', byDefault: false },
      { kind: 'secret', label: 'Secret scanning', byDefault: false },
      { kind: 'malware', label: 'Dependabot: malware', byDefault: false },
    ],
    findingIds: 'stable',
    targetsPerSync: 1,
  },
  config,
  transport,
  check,
  repositories,
  discover,
  sync,
  tickets: issues,
  changeRequests: pullRequests,
})

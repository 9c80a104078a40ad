import { defineConnector } from '@patchbay/sdk'
import { check } from './check.ts'
import { config } from './config.ts'
import { issues } from './issues.ts'
import { mergeRequests } from './merge-requests.ts'
import { repositories } from './repositories.ts'
import { transport } from './transport.ts'

export default defineConnector({
  manifest: {
    id: 'gitlab',
    name: 'GitLab',
    category: 'source-control',
    stage: 'stable',
    summary: 'Projects of gitlab.com and of your own GitLab, to match findings to.',
    brings: [
      'Every project the token’s user is a member of, in groups and subgroups, with its immutable id',
      'Clone addresses, default branch, visibility, topics, and whether it is archived',
      'Renames and transfers, recognised by the id',
      'With “Open issues” switched on: a confidential issue for a remediation, kept in step both ways',
      'With “Open merge requests” switched on: a merge request that upgrades what a remediation is about, when you ask for it',
    ],
    leavesOut: [
      'Vulnerabilities found by GitLab’s own scanners',
      'Public and internal projects the token’s user is no member of',
      'Source code: nothing is cloned, and no file is read but the manifests of a merge request you ask for',
      'Writing anything to GitLab but the issues and merge requests you ask for',
    ],
    steps: [
      'In GitLab, open the top-level group that should be matched, then Settings > Access tokens.',
      'Add a token with the role Reporter and the scope read_api, and choose how long it lives.',
      'For issues and merge requests, choose the scope api instead of read_api; for merge requests also the role Developer.',
      'Copy the token. It is shown only once.',
      'For several groups, use a personal access token instead: avatar > Edit profile > Access tokens, scope read_api.',
    ],
    documentation: 'https://docs.gitlab.com/security/tokens/',
    mark: { icon: 'gitlab', letters: 'GL', color: '#FC6D26' },
    families: [],
  },
  config,
  transport,
  check,
  repositories,
  tickets: issues,
  changeRequests: mergeRequests,
})

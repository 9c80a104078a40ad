import type { Transport } from '@patchbay/sdk'
import { apiRoot, type Config } from './config.ts'

/** https://docs.gitlab.com/api/rest/authentication/ and https://docs.gitlab.com/user/gitlab_com/#rate-limits-on-gitlabcom */
export function transport(config: Config): Transport {
  return {
    baseUrl: apiRoot(config.baseUrl),
    // Access tokens are good as bearers too, and OAuth tokens only so.
    auth: { kind: 'bearer', token: config.token },
    rateHeaders: { remaining: 'ratelimit-remaining', reset: 'ratelimit-reset', resetUnit: 'epoch-seconds' },
  }
}

import type { Transport } from '@patchbay/sdk'
import { type Config, isCloud } from './config.ts'

/** https://developer.atlassian.com/cloud/jira/platform/rate-limiting and https://developer.atlassian.com/server/jira/platform/rest/ */
export function transport(config: Config): Transport {
  const { baseUrl, email, token } = config
  return {
    baseUrl: `${baseUrl}/rest/api/${isCloud(config) ? 3 : 2}`,
    auth: email === undefined ? { kind: 'bearer', token } : { kind: 'basic', username: email, password: token },
    // Writes to one issue have a limit of their own; few at once stay below it.
    concurrency: 2,
    // Data Center asks a user to solve a riddle after failed sign-ins, and says 403 until then.
    classify: ({ status, headers }) =>
      status === 403 && headers['x-authentication-denied-reason'] !== undefined ? 'credentials' : undefined,
  }
}

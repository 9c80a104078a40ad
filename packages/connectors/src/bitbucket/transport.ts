import type { Transport } from '@patchbay/sdk'
import { accessOf, type CloudAccess, type DataCenterAccess } from './access.ts'
import type { Config } from './config.ts'

export function transport(config: Config): Transport {
  const access = accessOf(config)
  return access.product === 'cloud' ? cloudTransport(access) : dataCenterTransport(access)
}

/** https://support.atlassian.com/bitbucket-cloud/docs/api-request-limits/ */
function cloudTransport({ baseUrl, credentials }: CloudAccess): Transport {
  // A limit is over within the hour, and no answer says when.
  const leastPause = 60
  if (credentials.kind === 'access-token') return { baseUrl, leastPause, auth: { kind: 'bearer', token: credentials.token } }
  return {
    baseUrl,
    leastPause,
    auth: { kind: 'basic', username: credentials.email, password: credentials.apiToken },
    // A person's own limit, and no answer says how much of it is left. Access tokens get more, up to ten times as much.
    budget: { requests: 1000, seconds: 3600 },
  }
}

/** Limits are the administrator's, and announced by `Retry-After`. */
function dataCenterTransport({ baseUrl, token }: DataCenterAccess): Transport {
  return {
    baseUrl,
    auth: { kind: 'bearer', token },
    // 401 also means that the user may not: only then does the answer name who was asking.
    classify: ({ status, headers }) => (status === 401 && headers['x-ausername'] ? 'permission' : undefined),
  }
}

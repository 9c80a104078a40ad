import { Fault, type Transport } from '@patchbay/sdk'
import { isRecord, textAt } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { isSwitchedOff } from './refusal.ts'

/** https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
export function transport(config: Config): Transport {
  return {
    baseUrl: config.baseUrl,
    auth: authOf(config),
    headers: {
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      'user-agent': 'Patchbay',
    },
    concurrency: 4,
    rateHeaders: { remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset', resetUnit: 'epoch-seconds' },
    // "Otherwise, wait for at least one minute before retrying." https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
    leastPause: 60,
    classify: ({ status, headers, body }) => {
      if (status === 403 && isRateLimit(headers, body)) return 'retry'
      return isSwitchedOff(status, body) ? 'missing' : undefined
    },
  }
}

function authOf({ token, appId, privateKey, installationId }: Config): Transport['auth'] {
  if (appId === undefined || privateKey === undefined || installationId === undefined) {
    return { kind: 'bearer', token: token ?? '' }
  }
  return {
    kind: 'exchange',
    method: 'POST',
    url: `/app/installations/${installationId}/access_tokens`,
    // GitHub allows ten minutes; a minute is left for clocks that differ.
    assertion: { algorithm: 'RS256', issuer: appId, privateKey, lifetime: 540 },
    read: readToken,
  }
}

/** An installation token; it lives for an hour. */
export function readToken(answer: unknown): { token: string; expiresAt?: string } {
  const token = textAt(answer, 'token')
  if (token === null) throw new Fault('contract', 'GitHub accepted the App but returned no token.', { path: 'token' })
  const expiresAt = textAt(answer, 'expires_at')
  return { token, ...(expiresAt !== null && { expiresAt }) }
}

/** GitHub says 403 for its limits too; a 403 with none of these signs is a lack of permission. */
function isRateLimit(headers: Readonly<Record<string, string>>, body: unknown): boolean {
  if (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0') return true
  return isRecord(body) && /\brate limit\b|abuse detection/i.test(textAt(body, 'message') ?? '')
}

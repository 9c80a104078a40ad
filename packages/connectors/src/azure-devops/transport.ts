import type { Transport } from '@patchbay/sdk'
import { textAt } from '@patchbay/sdk/shape'
import { type Config, organizationRoot } from './config.ts'

/** https://learn.microsoft.com/azure/devops/integrate/concepts/rate-limits */
export function transport(config: Config): Transport {
  return {
    baseUrl: organizationRoot(config),
    // A personal access token is a password without a user.
    auth: { kind: 'basic', username: '', password: config.token },
    // Asks for 401 instead of a redirect to the sign-in page.
    headers: { 'x-tfs-fedauthredirect': 'Suppress' },
    rateHeaders: { remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset', resetUnit: 'epoch-seconds' },
    classify: ({ status, body }) => (isRefusedToken(status, body) ? 'credentials' : undefined),
  }
}

/**
 * A bad token is not always answered with 401: there is the sign-in page with 203 or even 200, and an expired token may come as a
 * lack of access. Any other web page is a proxy's, and says nothing about the token.
 */
function isRefusedToken(status: number, body: unknown): boolean {
  if (typeof body !== 'string') return /access token used has expired/i.test(textAt(body, 'message') ?? '')
  return status === 203 || (status === 200 && /<title>[^<]*sign in|_signin\b|login\.microsoftonline\.com/i.test(body))
}

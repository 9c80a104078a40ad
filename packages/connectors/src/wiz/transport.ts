import type { Transport } from '@patchbay/sdk'
import { isRecord, readAnswer, textAt } from '@patchbay/sdk/shape'
import { apiRoot, type Config } from './config.ts'
import { token } from './schema.ts'

/** Token services from before Cognito know the API under another name. */
const legacyHosts: ReadonlySet<string> = new Set(['auth.wiz.io', 'auth0.gov.wiz.io', 'auth0.test.wiz.io', 'auth0.demo.wiz.io'])

/** docs.wiz.io/dev, "Using the Wiz API". */
export function transport(config: Config): Transport {
  return {
    baseUrl: apiRoot(config),
    auth: {
      kind: 'exchange',
      method: 'POST',
      url: config.authUrl,
      body: {
        form: {
          grant_type: 'client_credentials',
          audience: legacyHosts.has(new URL(config.authUrl).hostname) ? 'beyond-api' : 'wiz-api',
          client_id: config.clientId,
          client_secret: config.clientSecret,
        },
      },
      read: (answer) => {
        const { access_token, expires_in } = readAnswer(token, answer, 'Wiz’s answer to the token request')
        return { token: access_token, ...(expires_in !== undefined && { lifetime: expires_in }) }
      },
    },
    // Wiz publishes no limit; integrators were told of three requests a second for a tenant.
    concurrency: 4,
    budget: { requests: 3, seconds: 1 },
    classify: ({ body }) => meaningOf(body),
  }
}

/** GraphQL buries faults in good answers; `extensions.code` says which. */
function meaningOf(body: unknown): 'credentials' | 'permission' | 'missing' | 'retry' | undefined {
  const errors = isRecord(body) && Array.isArray(body['errors']) ? body['errors'] : []
  const codes: readonly (string | null)[] = errors.map((error) => textAt(error, 'extensions', 'code'))
  if (codes.includes('UNAUTHENTICATED')) return 'credentials'
  if (codes.includes('UNAUTHORIZED') || codes.includes('FORBIDDEN_IP')) return 'permission'
  if (codes.includes('RATE_LIMIT_EXCEEDED') || codes.includes('INTERNAL')) return 'retry'
  return codes.includes('NOT_FOUND') ? 'missing' : undefined
}

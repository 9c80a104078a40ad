import { Fault, type Transport } from '@patchbay/sdk'
import { isRecord, textAt } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'

/** Seconds the server may work on one request; our own time-out is a little longer, so that its answer is the one we see. */
export const serverSeconds = 100

export function transport(config: Config): Transport {
  return {
    baseUrl: config.baseUrl,
    auth: {
      kind: 'exchange',
      method: 'POST',
      url: '/v1/auth/api-key',
      body: { json: { key: config.apiKey, secret: config.apiSecret } },
      read: readToken,
    },
    concurrency: 8,
    timeout: (serverSeconds + 20) * 1000,
    classify: ({ status, body }) => (refusals.has(status) && isRecord(body) ? faultOf(body) : undefined),
  }
}

/** Statuses that can mean a refusal. A rate limit or an outage may speak of keys and secrets too, and passes by itself. */
const refusals: ReadonlySet<number> = new Set([400, 401, 402, 403, 404])

/**
 * The gRPC code inside the body is more exact than the status around it. Nobody documents the status of a refused key, so a
 * refusal that speaks of the key is one, whatever its code.
 */
function faultOf(body: Readonly<Record<string, unknown>>): 'credentials' | 'permission' | undefined {
  if (body['code'] === 16 || /\b(api[ -]?key|secret|credentials?)\b/i.test(textAt(body, 'message') ?? '')) return 'credentials'
  return body['code'] === 7 ? 'permission' : undefined
}

const lifetimes = ['expiresIn', 'expires_in', 'ttl', 'ttl_seconds']

/**
 * Reads the answer of the sign-in. The expiry is spelled `expirationTime` in the vendor's own clients and `expiration_time` in
 * its OpenAPI document; failing both, the token says it itself (`exp` of the JWT), or a field gives the seconds it lives.
 */
export function readToken(answer: unknown): { token: string; expiresAt?: string; lifetime?: number } {
  const token = textAt(answer, 'token')
  if (token === null) {
    throw new Fault('contract', 'Endor Labs accepted the API key but returned no token.', { path: 'token' })
  }
  const expiresAt = isoTime(textAt(answer, 'expirationTime') ?? textAt(answer, 'expiration_time')) ?? jwtExpiry(token)
  if (expiresAt !== null) return { token, expiresAt }

  const lifetime = lifetimes.map((name) => Number(textAt(answer, name) ?? Number.NaN)).find((seconds) => seconds > 0)
  return lifetime === undefined ? { token } : { token, lifetime }
}

function isoTime(text: string | null): string | null {
  const milliseconds = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString()
}

function jwtExpiry(token: string): string | null {
  const payload = token.split('.')[1]
  if (payload === undefined) return null
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
    const expiry = isRecord(claims) ? claims['exp'] : undefined
    return typeof expiry === 'number' ? new Date(expiry * 1000).toISOString() : null
  } catch {
    return null
  }
}

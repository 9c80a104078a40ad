import type { Transport } from '@patchbay/sdk'
import { isRecord, textAt } from '@patchbay/sdk/shape'
import { apiRoot, type Config } from './config.ts'

/** https://docs.ox.security/api-documentation/api-reference/ox-api-authentication */
export function transport(config: Config): Transport {
  return {
    baseUrl: apiRoot(config.baseUrl),
    // The bare key: OX does not know "Bearer".
    auth: { kind: 'header', name: 'authorization', value: config.apiToken },
    concurrency: 2,
    // 1,000 requests an hour and 15,000 a day; the headers tell of whichever runs out first.
    rateHeaders: { remaining: 'RateLimit-Remaining', reset: 'RateLimit-Reset', resetUnit: 'delta-seconds' },
    // The vendor's own client gives a large page this long.
    timeout: 300_000,
    classify: ({ status, headers, body }) => {
      if (status === 429 || (status === 403 && headers['ratelimit-remaining']?.trim() === '0')) return 'retry'
      return meaningOf(errorsIn(body)) ?? (status === 403 ? 'credentials' : undefined)
    },
  }
}

interface GraphqlError {
  readonly code: string
  readonly message: string
}

function errorsIn(body: unknown): readonly GraphqlError[] {
  const errors = isRecord(body) ? body['errors'] : undefined
  return (Array.isArray(errors) ? errors : []).map((error: unknown) => ({
    code: textAt(error, 'extensions', 'code') ?? '',
    message: textAt(error, 'message') ?? '',
  }))
}

/**
 * GraphQL buries faults in good answers. A bad key is turned away with 401 or 403, and nobody documents which, so a 403 is about
 * permissions only where it says so.
 */
function meaningOf(errors: readonly GraphqlError[]): 'credentials' | 'permission' | 'retry' | undefined {
  const has = (code: string, words: RegExp) => errors.some((error) => error.code === code || words.test(error.message))
  if (has('TOO_MANY_REQUESTS', /\brate limit|too many requests/i)) return 'retry'
  if (
    has(
      'UNAUTHENTICATED',
      /\b(invalid|expired|unknown|missing)\b.*\b(api[ -]?key|token)\b|\b(api[ -]?key|token)\b.*\b(invalid|expired)\b/i,
    )
  ) {
    return 'credentials'
  }
  return has('FORBIDDEN', /\bpermission|not (allowed|authorized)|access denied|insufficient\b/i) ? 'permission' : undefined
}

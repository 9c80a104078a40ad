import type { Transport } from '@patchbay/sdk'
import { apiRoot, type Config } from './config.ts'

/** https://docs.snyk.io/snyk-api/rest-api/about-the-rest-api */
export function transport(config: Config): Transport {
  return {
    baseUrl: apiRoot(config.baseUrl),
    auth: { kind: 'header', name: 'authorization', value: `token ${config.token}` },
    headers: { accept: 'application/vnd.api+json' },
    concurrency: 4,
    // 1,620 a minute for each key, and whoever exceeds it is shut out until a whole minute was silent. Nothing in the answers
    // says how much is left, so we stay below and leave something to the key's other users.
    budget: { requests: 1500, seconds: 60 },
    // Whoever knocks within that minute starts it anew.
    leastPause: 60,
  }
}

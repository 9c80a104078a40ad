import type { Transport } from '@patchbay/sdk'
import type { Config } from './config.ts'

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
export function transport({ url, secret }: Config): Transport {
  return {
    baseUrl: new URL(url).origin,
    auth: secret === undefined ? { kind: 'none' } : { kind: 'standard-webhooks', secret },
    headers: { accept: '*/*' },
    // One after the other, so that they arrive in the order in which things happened.
    concurrency: 1,
    // "Recommended: 15 to 30 seconds." The rest of the trying is the hub's, over hours.
    timeout: 20_000,
    attempts: 3,
    maxResponseBytes: 1024 * 1024,
  }
}

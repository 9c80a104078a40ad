import type { Transport } from '@patchbay/sdk'
import type { Config } from './config.ts'
import { faultOfWord } from './schema.ts'

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks, https://docs.slack.dev/apis/web-api/rate-limits */
export function transport({ webhookUrl }: Config): Transport {
  return {
    baseUrl: new URL(webhookUrl).origin,
    // The address itself is what lets us in.
    auth: { kind: 'none' },
    concurrency: 1,
    budget: { requests: 1, seconds: 1 },
    timeout: 30_000,
    attempts: 3,
    maxResponseBytes: 64 * 1024,
    classify: ({ status, body }) => (status < 400 ? undefined : faultOfWord(body)),
  }
}

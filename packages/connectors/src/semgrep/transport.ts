import type { Transport } from '@patchbay/sdk'
import type { Config } from './config.ts'

/** https://semgrep.dev/api/v1/docs */
export function transport(config: Config): Transport {
  return {
    baseUrl: config.baseUrl,
    auth: { kind: 'bearer', token: config.token },
    // No limit is published. Pages of thousands of findings are slow and heavy for the vendor, so one at a time.
    concurrency: 1,
    budget: { requests: 60, seconds: 60 },
    timeout: 120_000,
  }
}

import type { Transport } from '@patchbay/sdk'
import type { Config } from './config.ts'

/** How the vendor is spoken to, as data. Retries, waits and limits are the client's: docs/develop/http-client.md. */
export function transport({ baseUrl, token }: Config): Transport {
  return { baseUrl, auth: { kind: 'bearer', token } }
}

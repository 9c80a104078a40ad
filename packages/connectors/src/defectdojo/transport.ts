import type { Transport } from '@patchbay/sdk'
import { textAt } from '@patchbay/sdk/shape'
import { type Config, serverRoot } from './config.ts'

/** https://docs.defectdojo.com/automation/api/api-v2-docs/ */
export function transport({ baseUrl, token }: Config): Transport {
  return {
    baseUrl: `${serverRoot(baseUrl)}/api/v2`,
    auth: { kind: 'header', name: 'authorization', value: `Token ${token}` },
    // The server has few processes, and an import holds one for its whole run.
    concurrency: 2,
    classify: ({ status, body }) => {
      // Two creators of the same product met; the second one finds it.
      if (status === 409) return 'retry'
      return status === 403 && badToken.test(textAt(body, 'detail') ?? '') ? 'credentials' : undefined
    },
  }
}

/** The server says 403 for keys it does not know, too: its first way to sign in has no 401. */
const badToken = /invalid token|credentials were not provided|token has expired|user inactive/i

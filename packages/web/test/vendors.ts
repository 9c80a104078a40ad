import { createEndorLabsEmulator } from '@patchbay/connectors/endor-labs/emulator'
import { createGitHubEmulator } from '@patchbay/connectors/github/emulator'
import { demoTenant } from '@patchbay/sdk/testing'

/** A source-control platform and a scanner that see the same invented company. */
export async function startVendors() {
  const tenant = await demoTenant()
  const sourceControl = await createGitHubEmulator({ tenant })
  const scanner = await createEndorLabsEmulator({ tenant })
  const { key, secret } = scanner.credentials.readOnly

  return {
    sourceControl: {
      connector: 'github',
      name: 'GitHub',
      token: sourceControl.credentials.classic,
      address: sourceControl.url,
      /** What happens to branches and pull requests. */
      pulls: sourceControl.pulls,
    },
    scanner: { connector: 'endor-labs', name: 'Endor Labs', namespace: scanner.namespace, key, secret, address: scanner.url },
    async [Symbol.asyncDispose]() {
      await Promise.all([sourceControl.close(), scanner.close()])
    },
  }
}

export type Vendors = Awaited<ReturnType<typeof startVendors>>

import type { DemoVendor, Tenant } from '@patchbay/sdk/testing'
import { createEndorLabsEmulator } from './emulator.ts'

export default async function startDemoVendor(tenant: Tenant): Promise<DemoVendor> {
  const emulator = await createEndorLabsEmulator({ tenant })
  const { key, secret } = emulator.credentials.readOnly
  return {
    label: 'Endor Labs (demo)',
    config: { namespace: emulator.namespace, apiKey: key, apiSecret: secret, baseUrl: emulator.url },
    fix: (keys) => emulator.fix(...keys),
    close: () => emulator.close(),
  }
}

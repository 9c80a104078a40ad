import type { DemoVendor, Tenant } from '@patchbay/sdk/testing'
import { createOxSecurityEmulator } from './emulator.ts'

export default async function startDemoVendor(tenant: Tenant): Promise<DemoVendor> {
  const emulator = await createOxSecurityEmulator({ tenant })
  return {
    label: 'OX Security (demo)',
    config: { apiToken: emulator.credentials.integration, baseUrl: emulator.url },
    fix: (keys) => emulator.controls.fixHeld(keys),
    close: () => emulator.close(),
  }
}

import type { DemoVendor, Tenant } from '@patchbay/sdk/testing'
import { createSnykEmulator } from './emulator.ts'

export default async function startDemoVendor(tenant: Tenant): Promise<DemoVendor> {
  const emulator = await createSnykEmulator({ tenant })
  return {
    label: 'Snyk (demo)',
    config: { token: emulator.credentials.group, groupId: emulator.groupId, baseUrl: emulator.url },
    fix: (keys) => emulator.controls.fixHeld(keys),
    close: () => emulator.close(),
  }
}

import type { DemoVendor, Tenant } from '@patchbay/sdk/testing'
import { createSemgrepEmulator } from './emulator.ts'

export default async function startDemoVendor(tenant: Tenant): Promise<DemoVendor> {
  const emulator = await createSemgrepEmulator({ tenant })
  return {
    label: 'Semgrep (demo)',
    config: { token: emulator.credentials.api, baseUrl: emulator.url },
    fix: (keys) => emulator.controls.fixHeld(keys),
    close: () => emulator.close(),
  }
}

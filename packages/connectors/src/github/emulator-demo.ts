import type { DemoVendor, Tenant } from '@patchbay/sdk/testing'
import { createGitHubEmulator } from './emulator.ts'

export default async function startDemoVendor(tenant: Tenant): Promise<DemoVendor> {
  const emulator = await createGitHubEmulator({ tenant })
  return {
    label: 'GitHub (demo)',
    config: { token: emulator.credentials.classic, alerts: true, pullRequests: true, baseUrl: emulator.url },
    fix: (keys) => emulator.alerts.fixHeld(keys),
    platform: { write: emulator.pulls.write, merge: emulator.pulls.people.merge },
    close: () => emulator.close(),
  }
}

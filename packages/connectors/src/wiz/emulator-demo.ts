import type { DemoVendor, Tenant } from '@patchbay/sdk/testing'
import { createWizEmulator, type WizEmulator } from './emulator.ts'

export default async function startDemoVendor(tenant: Tenant): Promise<DemoVendor> {
  // Nobody wants to watch a demo for as long as the service takes.
  const emulator = await createWizEmulator({ tenant, behaviour: { visible: 0.5, started: 1, ended: 2 } })
  const { clientId, clientSecret } = emulator.accounts.exporter
  return {
    label: 'Wiz (demo)',
    config: { apiEndpointUrl: emulator.apiUrl, authUrl: emulator.authUrl, clientId, clientSecret },
    holds: () => ({ open: counted(emulator, 'OPEN'), resolved: counted(emulator, 'RESOLVED') }),
    close: () => emulator.close(),
  }
}

function counted(emulator: WizEmulator, wanted: 'OPEN' | 'RESOLVED'): number {
  return emulator.findings().filter(({ status }) => status === wanted).length
}

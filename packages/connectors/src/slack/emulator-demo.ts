import type { DemoVendor } from '@patchbay/sdk/testing'
import { createSlackEmulator } from './emulator.ts'

export default async function startDemoVendor(): Promise<DemoVendor> {
  const emulator = await createSlackEmulator()
  return {
    label: 'Slack (demo)',
    config: { webhookUrl: emulator.webhooks.ok },
    close: () => emulator.close(),
  }
}

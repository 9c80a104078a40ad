import type { DemoVendor } from '@patchbay/sdk/testing'
import { createDefectDojoEmulator } from './emulator.ts'

export default async function startDemoVendor(): Promise<DemoVendor> {
  const emulator = await createDefectDojoEmulator({ behaviour: { algorithm: 'unique_id_from_tool_or_hash_code' } })
  return {
    label: 'DefectDojo (demo)',
    config: { baseUrl: emulator.url, token: emulator.users.admin.token },
    holds: () => {
      const findings = emulator.findings()
      const open = findings.filter(({ active }) => active).length
      return { open, resolved: findings.filter(({ mitigated }) => mitigated).length }
    },
    close: () => emulator.close(),
  }
}

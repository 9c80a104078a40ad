import type { DemoVendor } from '@patchbay/sdk/testing'
import { createAzureDevOpsEmulator } from './emulator.ts'
import { sampleProjects } from './emulator-sample.ts'

/** Repositories no scanner of the demo knows. */
export default async function startDemoVendor(): Promise<DemoVendor> {
  const emulator = await createAzureDevOpsEmulator({ projects: sampleProjects })
  const { credentials, organization } = emulator
  return {
    label: 'Azure DevOps (demo)',
    config: { organization, token: credentials.token, baseUrl: emulator.url },
    close: () => emulator.close(),
  }
}

import type { DemoVendor } from '@patchbay/sdk/testing'
import { createBitbucketEmulator } from './emulator.ts'
import { sampleCloudRepositories, sampleServerRepositories } from './emulator-sample.ts'

/** Bitbucket Cloud, with repositories no scanner of the demo knows. */
export default async function startDemoVendor(): Promise<DemoVendor> {
  const emulator = await createBitbucketEmulator({ cloud: sampleCloudRepositories, dataCenter: sampleServerRepositories })
  const { email, apiToken } = emulator.credentials
  return {
    label: 'Bitbucket (demo)',
    config: { email, apiToken, baseUrl: emulator.cloudUrl },
    close: () => emulator.close(),
  }
}

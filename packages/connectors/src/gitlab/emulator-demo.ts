import type { DemoVendor } from '@patchbay/sdk/testing'
import { createGitLabEmulator } from './emulator.ts'
import { sampleProjects } from './emulator-sample.ts'

/** Projects no scanner of the demo knows: a platform beside the one the tenant lives on. */
export default async function startDemoVendor(): Promise<DemoVendor> {
  const emulator = await createGitLabEmulator({ projects: sampleProjects })
  return {
    label: 'GitLab (demo)',
    config: { token: emulator.credentials.personal, baseUrl: emulator.url },
    close: () => emulator.close(),
  }
}

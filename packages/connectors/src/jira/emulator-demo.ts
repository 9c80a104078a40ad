import type { DemoVendor } from '@patchbay/sdk/testing'
import { createJiraEmulator } from './emulator.ts'

export default async function startDemoVendor(): Promise<DemoVendor> {
  const { cloudUrl, credentials, webhookSecret, close } = await createJiraEmulator()
  return {
    label: 'Jira (demo)',
    config: { baseUrl: cloudUrl, email: credentials.email, token: credentials.apiToken, project: 'SEC', webhookSecret },
    close,
  }
}

import type { ConformanceWorld, ListFacts, WorldOptions } from '@patchbay/sdk/testing'
import { createOxSecurityEmulator, gatewayPath } from './emulator.ts'

export default async function startConformanceWorld(options: WorldOptions): Promise<ConformanceWorld> {
  const emulator = await createOxSecurityEmulator(options)
  const { integration, pipeline, expired } = emulator.credentials
  const baseUrl = emulator.url
  const unknown = 'oxk_never_issued_0000000000000000000005'

  return {
    emulator,
    ways: [{ name: 'an API key', config: { apiToken: integration, baseUrl }, discover: [applications], sync: [issues] }],
    refusals: [
      {
        because: 'bad-credentials',
        what: 'a key that was never issued',
        config: { apiToken: unknown, baseUrl },
        field: 'apiToken',
      },
      { because: 'expired', what: 'an expired key', config: { apiToken: expired, baseUrl }, field: 'apiToken' },
      {
        because: 'expired',
        what: 'an expired key that is turned away without JSON',
        config: { apiToken: expired, baseUrl },
        field: 'apiToken',
        arrange: () => {
          emulator.behaviour.badKeyBody = 'text'
        },
      },
      {
        because: 'under-privileged',
        what: 'a key of another type',
        config: { apiToken: pipeline, baseUrl },
        field: 'apiToken',
        // The vendor does not say whether 401 or 403 means an expired key.
        kind: 'permission',
      },
    ],
    secrets: [integration, pipeline, expired, unknown],
    unused: {},
  }
}

const applications: ListFacts = {
  endpoints: [`POST ${gatewayPath}`],
  marked: 'applications {',
  rows: 'data.getApplications.applications[]',
  total: 'data.getApplications.totalFilteredApps',
  next: { in: 'count' },
  id: 'appId',
  required: ['appId'],
  enums: [],
}

const issues: ListFacts = {
  endpoints: [`POST ${gatewayPath}`],
  marked: 'issues {',
  rows: 'data.getIssues.issues[]',
  total: 'data.getIssues.totalFilteredIssues',
  next: { in: 'count' },
  id: 'issueId',
  required: ['issueId', 'category', 'category.name', 'app', 'app.id'],
  // A finding is one vulnerability of the issue, with a severity of its own.
  enums: [{ path: 'scaVulnerabilities.[0].oxSeverity', kept: 'vendorSeverity', reads: { severity: 'unknown' } }],
}

import type { ConformanceWorld, ListFacts, WorldOptions } from '@patchbay/sdk/testing'
import { createSnykEmulator } from './emulator.ts'

export default async function startConformanceWorld(options: WorldOptions): Promise<ConformanceWorld> {
  const emulator = await createSnykEmulator(options)
  const { group, organization, limited, withoutApi, expired, otherTenant } = emulator.credentials
  const { groupId, organizations, url: baseUrl } = emulator
  const organizationId = organizations[0]?.id
  const unknown = 'a3f6c1f0-0000-4000-8000-neverissued00'

  return {
    emulator,
    ways: [
      {
        name: 'a token and a group',
        config: { token: group, groupId, baseUrl },
        discover: [projects],
        sync: [issues],
      },
      {
        name: 'a token and one organization',
        config: { token: organization, organizationId, baseUrl },
        discover: [projects],
        sync: [issues],
      },
      { name: 'a token alone', config: { token: organization, baseUrl }, discover: [projects], sync: [issues] },
    ],
    refusals: [
      {
        because: 'bad-credentials',
        what: 'a token that was never issued, or of another region',
        config: { token: unknown, groupId, baseUrl },
        field: 'token',
      },
      { because: 'expired', what: 'an expired token', config: { token: expired, groupId, baseUrl }, field: 'token' },
      {
        because: 'under-privileged',
        what: 'a token whose role may not read projects',
        config: { token: limited, organizationId, baseUrl },
        field: 'token',
      },
      {
        because: 'under-privileged',
        what: 'a token of a plan without API',
        config: { token: withoutApi, organizationId, baseUrl },
        field: 'token',
      },
      {
        because: 'wrong-place',
        what: 'an organization of somebody else',
        config: { token: otherTenant, organizationId, baseUrl },
        field: 'organizationId',
      },
    ],
    secrets: [group, organization, limited, withoutApi, expired, otherTenant, unknown],
    unused: {
      'GET /rest/orgs/{org_id}/targets': 'projects bring their target with them',
      'GET /rest/orgs/{org_id}/targets/{target_id}': 'projects bring their target with them',
      'GET /rest/orgs/{org_id}/issues/{issue_id}': 'the list holds everything that is read',
      'GET /rest/groups/{group_id}/issues': 'issues are read organization by organization',
      'GET /rest/groups/{group_id}/issues/{issue_id}': 'the list holds everything that is read',
      'GET /rest/orgs/{org_id}/packages/{purl}/issues': 'one request for each version of each package is too many',
    },
  }
}

const projects: ListFacts = {
  endpoints: ['GET /rest/orgs/{org_id}/projects'],
  rows: 'data[]',
  next: { in: 'body', path: 'links.next' },
  id: 'id',
  required: ['id', 'attributes', 'attributes.name'],
  enums: [],
}

const issues: ListFacts = {
  endpoints: ['GET /rest/orgs/{org_id}/issues'],
  rows: 'data[]',
  next: { in: 'body', path: 'links.next' },
  id: 'id',
  required: [
    'id',
    'attributes',
    'attributes.key',
    'attributes.title',
    'attributes.type',
    'attributes.status',
    'attributes.effective_severity_level',
  ],
  enums: [{ path: 'attributes.effective_severity_level', kept: 'vendorSeverity', reads: { severity: 'unknown' } }],
}

import type { ConformanceWorld, ListFacts, WorldOptions } from '@patchbay/sdk/testing'
import { createSemgrepEmulator } from './emulator.ts'

export default async function startConformanceWorld(options: WorldOptions): Promise<ConformanceWorld> {
  // Two secrets fill one page of two; the cursor that leads to an empty page makes two pages of it.
  const emulator = await createSemgrepEmulator({ ...options, behaviour: { secretsEnd: 'empty-page' } })
  const { api, agent, revoked } = emulator.credentials
  const baseUrl = emulator.url
  const unknown = 'sgp_never_issued_000000000000000000005'

  return {
    emulator,
    ways: [
      {
        name: 'an API token',
        config: { token: api, baseUrl },
        discover: [projects],
        sync: [findings('sast'), findings('sca'), secrets],
      },
    ],
    refusals: [
      {
        because: 'bad-credentials',
        what: 'a token that was never issued',
        config: { token: unknown, baseUrl },
        field: 'token',
      },
      { because: 'bad-credentials', what: 'a token an admin deleted', config: { token: revoked, baseUrl }, field: 'token' },
      {
        because: 'under-privileged',
        what: 'a token without the Web API scope, which is answered 404',
        config: { token: agent, baseUrl },
        field: 'token',
      },
    ],
    secrets: [api, agent, revoked, unknown],
    unused: {
      'GET /api/v1/ping': 'listing deployments shows the same and checks the token',
      'GET /api/v1/deployments/{deployment}/projects/{project}': 'the list holds everything that is read',
    },
  }
}

const projects: ListFacts = {
  endpoints: ['GET /api/v1/deployments/{deployment}/projects'],
  rows: 'projects[]',
  next: { in: 'count' },
  id: 'id',
  required: ['id', 'name'],
  enums: [],
}

/** What every finding has to say: which it is, where, and whether it is still open. */
const named = ['id', 'repository', 'repository.name', 'status']

function findings(type: 'sast' | 'sca'): ListFacts {
  return {
    endpoints: ['GET /api/v1/deployments/{deployment}/findings'],
    marked: `issue_type=${type}`,
    rows: 'findings[]',
    next: { in: 'count' },
    id: 'id',
    required: [...named, ...(type === 'sca' ? ['found_dependency', 'found_dependency.package'] : [])],
    enums: [{ path: 'severity', kept: 'vendorSeverity', reads: { severity: 'unknown' } }],
  }
}

const secrets: ListFacts = {
  endpoints: ['GET /api/v1/deployments/{deployment}/secrets'],
  rows: 'findings[]',
  next: { in: 'body', path: 'cursor', until: 'empty' },
  id: 'id',
  required: named,
  enums: [{ path: 'severity', kept: 'vendorSeverity', reads: { severity: 'unknown' } }],
}

import type { ConformanceWorld, ListFacts, WorldOptions } from '@patchbay/sdk/testing'
import { createGitLabEmulator } from './emulator.ts'
import { sampleProjects } from './emulator-sample.ts'

export default async function startConformanceWorld({ clock, rowsPerPage }: WorldOptions): Promise<ConformanceWorld> {
  const emulator = await createGitLabEmulator({
    projects: sampleProjects,
    clock,
    ...(rowsPerPage !== undefined && { rowsPerPage }),
  })
  const { credentials, url: baseUrl } = emulator
  const { personal, group, cloneOnly, expired } = credentials
  const unknown = 'glpat-neverIssued000000009'

  return {
    emulator,
    ways: [
      { name: 'a personal access token', config: { token: personal, baseUrl }, repositories: [projects] },
      { name: 'a group access token', config: { token: group, baseUrl }, repositories: [projects] },
    ],
    refusals: [
      {
        because: 'bad-credentials',
        what: 'a token that was never issued',
        config: { token: unknown, baseUrl },
        field: 'token',
      },
      {
        because: 'bad-credentials',
        what: 'a revoked token',
        config: { token: personal, baseUrl },
        field: 'token',
        arrange: () => void emulator.faults.add({ action: { kind: 'revoke' } }),
      },
      { because: 'expired', what: 'an expired token', config: { token: expired, baseUrl }, field: 'token' },
      {
        because: 'under-privileged',
        what: 'a token that may only clone',
        config: { token: cloneOnly, baseUrl },
        field: 'token',
      },
      {
        because: 'wrong-place',
        what: 'an address where no GitLab is',
        config: { token: personal, baseUrl: new URL('/elsewhere', baseUrl).href },
        field: 'baseUrl',
      },
    ],
    secrets: [personal, group, cloneOnly, expired, unknown],
    unused: {
      'GET /version': 'what is read has been there in every version that is supported',
      'GET /metadata': 'what is read has been there in every version that is supported',
      'GET /projects/{id}': 'the list holds everything that is read',
      'GET /groups/{id}/projects': 'the token decides which groups are listed',
    },
  }
}

const projects: ListFacts = {
  endpoints: ['GET /projects'],
  rows: '[]',
  next: { in: 'link-header' },
  id: 'id',
  required: ['id', 'path_with_namespace', 'web_url'],
  enums: [{ path: 'visibility', reads: { visibility: 'unknown' } }],
}

import type { ConformanceWorld, ListFacts, PlatformFacts, TrackerFacts, WorldOptions } from '@patchbay/sdk/testing'
import { createGitLabEmulator, type GitLabEmulator } from './emulator.ts'
import { sampleProjects } from './emulator-sample.ts'

export default async function startConformanceWorld({ clock, rowsPerPage }: WorldOptions): Promise<ConformanceWorld> {
  const emulator = await createGitLabEmulator({
    projects: sampleProjects,
    clock,
    ...(rowsPerPage !== undefined && { rowsPerPage }),
  })
  const { credentials, url: baseUrl } = emulator
  const { personal, group, cloneOnly, expired, writer } = credentials
  const { webhookSecret } = emulator.issues
  const unknown = 'glpat-neverIssued000000009'

  return {
    emulator,
    ways: [
      { name: 'a personal access token', config: { token: personal, baseUrl }, repositories: [projects] },
      {
        name: 'a token that opens issues',
        config: { token: writer, issues: true, mergeRequests: true, webhookSecret, baseUrl },
        repositories: [projects],
        tickets: issuesOf(emulator),
        changeRequests: mergeRequestsOf(emulator),
      },
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
    secrets: [personal, group, cloneOnly, expired, writer, unknown, webhookSecret],
    unused: {
      'GET /version': 'what is read has been there in every version that is supported',
      'GET /metadata': 'what is read has been there in every version that is supported',
      'GET /groups/{id}/projects': 'the token decides which groups are listed',
    },
  }
}

function issuesOf({ issues: { held, people, call } }: GitLabEmulator): TrackerFacts {
  const path = '/projects/{id}/issues'
  return {
    repository: { fullName: 'acme-platform/gateway', url: 'https://gitlab.com/acme-platform/gateway', nativeId: null },
    creating: `POST ${path}`,
    commenting: `POST ${path}/{iid}/notes`,
    reading: [`GET ${path}`, `GET ${path}/{iid}`],
    held,
    people,
    call,
  }
}

function mergeRequestsOf({ merges }: GitLabEmulator): PlatformFacts {
  const path = '/projects/{id}'
  const [home] = sampleProjects
  const fullName = home?.path ?? ''
  const repository = { fullName, url: `https://gitlab.com/${fullName}`, nativeId: String(home?.id) }
  return {
    repository,
    impostor: { ...repository, nativeId: '7' },
    pushing: `POST ${path}/repository/commits`,
    requesting: `POST ${path}/merge_requests`,
    commenting: `POST ${path}/merge_requests/{iid}/notes`,
    reading: [
      `GET ${path}/repository/branches`,
      `GET ${path}/repository/branches/{branch}`,
      `GET ${path}/repository/tree`,
      `GET ${path}/repository/files/{path}`,
      `GET ${path}/repository/commits`,
      `GET ${path}/merge_requests`,
      `GET ${path}/merge_requests/{iid}`,
    ],
    files: merges.files,
    held: merges.held,
    people: merges.people,
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

import type { ConformanceWorld, ListFacts, WorldOptions } from '@patchbay/sdk/testing'
import { createBitbucketEmulator } from './emulator.ts'
import { sampleCloudRepositories, sampleServerRepositories } from './emulator-sample.ts'

export default async function startConformanceWorld({ clock, rowsPerPage }: WorldOptions): Promise<ConformanceWorld> {
  const emulator = await createBitbucketEmulator({
    cloud: sampleCloudRepositories,
    dataCenter: sampleServerRepositories,
    clock,
    ...(rowsPerPage !== undefined && { rowsPerPage }),
  })
  const { credentials, cloudUrl, dataCenterUrl } = emulator
  const { email, apiToken, pullRequestsOnly, workspaceToken, serverToken } = credentials
  const unknown = 'ATATT3xNeverIssued000000000009'
  const unknownToServer = 'BBDC-NeverIssued00000000000009'

  return {
    emulator,
    ways: [
      { name: 'an API token', config: { email, apiToken, baseUrl: cloudUrl }, repositories: [workspaces, cloud] },
      {
        name: 'an API token and one workspace',
        config: { email, apiToken, workspace: 'acme-retail', baseUrl: cloudUrl },
        repositories: [cloud],
      },
      {
        name: 'an access token of a workspace',
        config: { token: workspaceToken, workspace: 'acme-retail', baseUrl: cloudUrl },
        repositories: [cloud],
      },
      { name: 'Data Center', config: { token: serverToken, baseUrl: dataCenterUrl }, repositories: [dataCenter] },
    ],
    refusals: [
      {
        because: 'bad-credentials',
        what: 'an API token that was never issued',
        config: { email, apiToken: unknown, baseUrl: cloudUrl },
        field: 'apiToken',
      },
      {
        because: 'bad-credentials',
        what: 'an access token Data Center never issued',
        config: { token: unknownToServer, baseUrl: dataCenterUrl },
        field: 'token',
      },
      {
        because: 'under-privileged',
        what: 'an API token for pull requests only',
        config: { email, apiToken: pullRequestsOnly, baseUrl: cloudUrl },
        field: 'apiToken',
      },
      {
        because: 'wrong-place',
        what: 'a workspace that is not there',
        config: { email, apiToken, workspace: 'nobody', baseUrl: cloudUrl },
        field: 'workspace',
      },
      {
        because: 'wrong-place',
        what: 'an address where no Data Center is',
        config: { token: serverToken, baseUrl: `${emulator.url}/elsewhere` },
        field: 'baseUrl',
      },
    ],
    secrets: [apiToken, pullRequestsOnly, workspaceToken, serverToken, unknown, unknownToServer],
    unused: {
      'GET /2.0/repositories/{workspace}/{slug}': 'the lists hold everything that is read',
      'GET /rest/api/latest/projects/{key}/repos': 'all projects are listed at once',
      'GET /rest/api/latest/projects/{key}/repos/{slug}': 'the list holds everything but the default branch',
      'GET /rest/api/latest/projects/{key}/repos/{slug}/branches/default': 'only older servers are asked this way',
    },
  }
}

const workspaces: ListFacts = {
  endpoints: ['GET /2.0/user/workspaces'],
  rows: 'values[]',
  next: { in: 'body', path: 'next' },
  id: 'workspace.uuid',
  required: ['workspace', 'workspace.slug'],
  enums: [],
}

const cloud: ListFacts = {
  endpoints: ['GET /2.0/repositories/{workspace}'],
  rows: 'values[]',
  next: { in: 'body', path: 'next' },
  id: 'uuid',
  required: ['uuid', 'full_name', 'links', 'links.html', 'links.html.href'],
  enums: [],
}

const dataCenter: ListFacts = {
  endpoints: ['GET /rest/api/latest/repos'],
  rows: 'values[]',
  next: { in: 'body', path: 'nextPageStart' },
  id: 'id',
  required: ['id', 'slug', 'project', 'project.key', 'links', 'links.self', 'links.self.[0]', 'links.self.[0].href'],
  enums: [],
}

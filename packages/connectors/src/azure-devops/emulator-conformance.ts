import type { ConformanceWorld, ListFacts, WorldOptions } from '@patchbay/sdk/testing'
import { createAzureDevOpsEmulator } from './emulator.ts'
import { sampleProjects } from './emulator-sample.ts'

export default async function startConformanceWorld({ clock, rowsPerPage }: WorldOptions): Promise<ConformanceWorld> {
  const emulator = await createAzureDevOpsEmulator({
    projects: sampleProjects,
    clock,
    ...(rowsPerPage !== undefined && { rowsPerPage }),
  })
  const { credentials, organization, url: baseUrl } = emulator
  const { token, projectsOnly, workItemsOnly, expired } = credentials
  const unknown = 'emulatorneverissued00000000000000000000000000000009z'

  return {
    emulator,
    ways: [{ name: 'a token', config: { organization, token, baseUrl }, repositories: [projects, repositories] }],
    refusals: [
      {
        because: 'bad-credentials',
        what: 'a token that was never issued',
        config: { organization, token: unknown, baseUrl },
        field: 'token',
      },
      {
        because: 'bad-credentials',
        what: 'a token that is answered with the sign-in page',
        config: { organization, token: unknown, baseUrl },
        field: 'token',
        arrange: () => emulator.insistOnSignIn('page'),
      },
      {
        because: 'bad-credentials',
        what: 'a token that is redirected to the sign-in page',
        config: { organization, token: unknown, baseUrl },
        field: 'token',
        arrange: () => emulator.insistOnSignIn('redirect'),
      },
      {
        // Azure DevOps sends both to the sign-in page, and does not say which it is.
        because: 'expired',
        what: 'an expired token',
        config: { organization, token: expired, baseUrl },
        field: 'token',
      },
      {
        because: 'under-privileged',
        what: 'a token for work items only',
        config: { organization, token: workItemsOnly, baseUrl },
        field: 'token',
      },
      {
        because: 'under-privileged',
        what: 'a token for projects without their code',
        config: { organization, token: projectsOnly, baseUrl },
        field: 'token',
      },
      {
        because: 'wrong-place',
        what: 'an organization that is not there',
        config: { organization: 'nobody', token, baseUrl },
        field: 'organization',
      },
    ],
    secrets: [token, projectsOnly, workItemsOnly, expired, unknown],
    unused: {
      'GET /{organization}/_apis/projects/{project}': 'the list holds everything that is read',
      'GET /{organization}/_apis/git/repositories': 'repositories are listed project by project',
      'GET /{organization}/{project}/_apis/git/repositories/{id}': 'the lists hold everything that is read',
    },
  }
}

const projects: ListFacts = {
  endpoints: ['GET /{organization}/_apis/projects'],
  rows: 'value[]',
  next: { in: 'header', name: 'x-ms-continuationtoken' },
  id: 'id',
  required: ['id', 'name'],
  enums: [],
}

const repositories: ListFacts = {
  endpoints: ['GET /{organization}/{project}/_apis/git/repositories'],
  rows: 'value[]',
  next: { in: 'none' },
  id: 'id',
  required: ['id', 'name', 'webUrl'],
  enums: [{ path: 'project.visibility', reads: { visibility: 'unknown' } }],
}

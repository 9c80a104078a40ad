import type { ConformanceWorld, ListFacts, WorldOptions } from '@patchbay/sdk/testing'
import { createAcmeEmulator, organization, tokens } from './emulator.ts'

/** What the conformance kit needs to know about the vendor; docs/develop/adding-a-connector.md goes through it line by line. */
export default async function startConformanceWorld(options: WorldOptions): Promise<ConformanceWorld> {
  const emulator = await createAcmeEmulator(options)
  const config = (token: string, changes = {}) => ({ token, organization, baseUrl: emulator.url, ...changes })
  const unknown = 'acme_never_issued_00004'

  return {
    emulator,
    ways: [{ name: 'a token', config: config(tokens.good), discover: [projects], sync: [issues] }],
    refusals: [
      { because: 'bad-credentials', what: 'a token that was never issued', config: config(unknown), field: 'token' },
      { because: 'expired', what: 'an expired token', config: config(tokens.expired), field: 'token' },
      {
        because: 'under-privileged',
        what: 'a token without the scope',
        config: config(tokens.withoutScope),
        field: 'token',
      },
      {
        because: 'wrong-place',
        what: 'an organization that is not there',
        config: config(tokens.good, { organization: 'nobody' }),
        field: 'organization',
      },
    ],
    secrets: [...Object.values(tokens), unknown],
    unused: {},
  }
}

const projects: ListFacts = {
  endpoints: ['GET /v1/organizations/{organization}/projects'],
  rows: 'items[]',
  next: { in: 'body', path: 'next' },
  id: 'id',
  required: ['id', 'name'],
  enums: [],
}

const issues: ListFacts = {
  endpoints: ['GET /v1/organizations/{organization}/projects/{id}/issues'],
  rows: 'items[]',
  next: { in: 'body', path: 'next' },
  id: 'id',
  required: ['id', 'title'],
  enums: [
    { path: 'severity', kept: 'vendorSeverity', reads: { severity: 'unknown' }, blank: ['none'] },
    { path: 'package.ecosystem' },
  ],
}

import type { ConformanceWorld, DestinationFacts, ListFacts, NotifyFacts, WorldOptions } from '../../world.ts'
import { createSampleEmulator, keys } from './emulator.ts'
import type { Uploads } from './uploads.ts'

export default async function startConformanceWorld(options: WorldOptions): Promise<ConformanceWorld> {
  const emulator = await createSampleEmulator(options)
  const config = (key: string, team = 'red') => ({ baseUrl: emulator.url, key, team })
  return {
    emulator,
    ways: [
      {
        name: 'a key',
        config: config(keys.good),
        discover: [projects],
        sync: [findings],
        notify: messages,
        exports: destination(emulator.uploads),
        tickets: emulator.desk.facts,
        changeRequests: emulator.forge.facts,
      },
    ],
    refusals: [
      { because: 'bad-credentials', what: 'an unknown key', config: config(keys.unknown), field: 'key' },
      { because: 'expired', what: 'an expired key', config: config(keys.expired), field: 'key' },
      { because: 'under-privileged', what: 'a key without findings', config: config(keys.blind), field: 'key' },
      { because: 'wrong-place', what: 'another team', config: config(keys.good, 'blue'), field: 'team' },
    ],
    secrets: Object.values(keys),
    unused: { 'GET /teams': 'the team is a setting' },
  }
}

const messages: NotifyFacts = { endpoint: 'POST /teams/{team}/messages', idHeader: 'x-message-id' }

function destination({ open }: Uploads): DestinationFacts {
  return {
    repository: { fullName: 'acme/web-shop', url: 'https://github.com/acme/web-shop', nativeId: null },
    stranger: { fullName: 'stranger/thing', url: 'https://github.com/stranger/thing', nativeId: null },
    sending: [{ endpoint: 'POST /teams/{team}/uploads' }],
    following: [{ endpoint: 'GET /teams/{team}/uploads/{id}' }],
    unfit: (finding) => ({ ...finding, title: 'x'.repeat(301) }),
    open,
  }
}

const projects: ListFacts = {
  endpoints: ['GET /teams/{team}/projects'],
  rows: 'projects[]',
  next: { in: 'body', path: 'next' },
  id: 'id',
  required: ['id', 'name'],
  enums: [{ path: 'state' }],
}

const findings: ListFacts = {
  endpoints: ['GET /teams/{team}/projects/{id}/findings'],
  rows: 'findings[]',
  next: { in: 'body', path: 'next' },
  id: 'id',
  required: ['id', 'title'],
  enums: [{ path: 'level', kept: 'vendorSeverity', reads: { severity: 'unknown' }, blank: ['UNSET'] }, { path: 'kind' }],
}

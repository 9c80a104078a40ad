import type { ConformanceWorld, ListFacts, WorldOptions } from '../../world.ts'
import { createSampleEmulator, keys } from './emulator.ts'

export default async function startConformanceWorld(options: WorldOptions): Promise<ConformanceWorld> {
  const emulator = await createSampleEmulator(options)
  const config = (key: string, team = 'red') => ({ baseUrl: emulator.url, key, team })
  return {
    emulator,
    ways: [{ name: 'a key', config: config(keys.good), discover: [projects], sync: [findings] }],
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

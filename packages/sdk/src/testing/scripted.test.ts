import { expect, it } from 'vitest'
import { z } from 'zod'
import { Fault } from '../fault.ts'
import { defineConnector } from '../plugin.ts'
import { collect, openScripted } from './scripted.ts'

const connector = defineConnector({
  manifest: {
    id: 'scripted',
    name: 'Scripted',
    category: 'source-control',
    stage: 'beta',
    summary: 'Asks for one path.',
    brings: [],
    leavesOut: [],
    steps: [],
    documentation: 'https://example.com',
    mark: { letters: 'SC', color: '#000000' },
    families: [],
  },
  config: z.object({ path: z.string() }),
  transport: () => ({ baseUrl: 'https://host.example/api', auth: { kind: 'none' } }),
  check: async ({ config, http }) => {
    const { status, body } = await http.get({ path: config.path, query: { page: '2' } })
    return { sees: `${status} ${String(body)}`, warnings: [] }
  },
  repositories: async function* () {
    yield { items: [], unreadable: [{ externalId: '1', path: 'id', message: 'is none' }] }
    return { kind: 'partial', missing: 'one' }
  },
})

const script = {
  '/plain': { body: 'yes' },
  '/asks': ({ page }: Readonly<Record<string, unknown>>) => ({ status: 201, body: page }),
  '/down': new Fault('unreachable', 'no answer'),
}

it.each([
  ['/plain', '200 yes'],
  ['/asks', '201 2'],
  ['https://host.example/api/plain', '200 yes'],
])('answers %s as it was written down', async (path, sees) => {
  const { opened, asked } = openScripted(connector, { path }, script)

  expect(await opened.check()).toMatchObject({ sees })
  expect(asked).toEqual([{ path, query: { page: '2' } }])
})

it.each([
  ['/down', 'unreachable'],
  ['/nothing', 'missing'],
  ['https://other.example/plain', 'missing'],
])('fails for %s with %s', async (path, kind) => {
  await expect(openScripted(connector, { path }, script).opened.check()).rejects.toMatchObject({ kind })
})

it('collects everything a listing yields', async () => {
  const { opened } = openScripted(connector, { path: '/plain' }, script)

  expect(await collect(opened.repositories?.())).toMatchObject({
    items: [],
    unreadable: [{ externalId: '1' }],
    coverage: { kind: 'partial' },
  })
  await expect(collect(opened.discover?.())).rejects.toThrow('no such verb')
})

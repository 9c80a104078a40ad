import type { Target } from '@patchbay/sdk'
import { collect, openScripted } from '@patchbay/sdk/testing'
import { expect, it } from 'vitest'
import connector from './index.ts'
import { sampleCode } from './sample-finding.ts'

type Row = Readonly<Record<string, unknown>>

const mono = 'https://github.com/acme/mono'

const project = (id: number, name: string, url: string) => ({ id, name, url, primary_branch: 'refs/heads/main' })
const target = (ref: string, repository: string, url: string): Target => ({
  ref,
  name: repository,
  repository: { urls: [url] },
  tags: [],
  attributes: { repository, branch: 'main' },
})
const code = (id: number, name: string, url: string) => ({
  ...sampleCode(),
  id,
  match_based_id: `m${id}`,
  ref: 'refs/heads/main',
  repository: { name, url },
})

/** What a sync of code findings brings from an organization with these projects and findings. */
async function sync(targets: readonly Target[], projects: readonly Row[], findings: readonly Row[]) {
  const once = (name: string, rows: readonly Row[]) => (query: Row) => ({ body: { [name]: query['page'] === 0 ? rows : [] } })
  const { opened } = openScripted(
    connector,
    { token: 'f00d' },
    {
      '/api/v1/deployments': { body: { deployments: [{ id: 5, slug: 'acme' }] } },
      '/api/v1/deployments/acme/projects': once('projects', projects),
      '/api/v1/deployments/acme/findings': once('findings', findings),
    },
  )
  const { items, coverage } = await collect(opened.sync?.({ targets, kinds: ['code'] }))
  return { found: items.map(({ target: ref, externalId }) => [ref, externalId]), coverage }
}

it('leaves findings of another part of a monorepo to that part, which has the same address', async () => {
  const { found } = await sync(
    [target('1', 'acme/mono/front', mono)],
    [project(1, 'acme/mono/front', mono), project(2, 'acme/mono/back', mono)],
    [code(1, 'acme/mono/front', mono), code(2, 'acme/mono/back', mono)],
  )

  expect(found).toEqual([['1', 'm1']])
})

it('tells projects of one name on two platforms apart by their address', async () => {
  const [hub, lab] = ['https://github.com/acme/shop', 'https://gitlab.com/acme/shop']
  const { found } = await sync(
    [target('1', 'acme/shop', hub), target('2', 'acme/shop', lab)],
    [project(1, 'acme/shop', hub), project(2, 'acme/shop', lab)],
    [code(1, 'acme/shop', hub), code(2, 'acme/shop', `${lab}.git`)],
  )

  expect(found).toEqual([
    ['1', 'm1'],
    ['2', 'm2'],
  ])
})

it('knows a project that was renamed since it was discovered, and names in another case', async () => {
  const url = 'https://github.com/acme/new'
  const { found } = await sync(
    [target('1', 'acme/old', 'https://github.com/acme/old')],
    [project(1, 'acme/new', url)],
    [code(1, 'Acme/New', url)],
  )

  expect(found).toEqual([['1', 'm1']])
})

it('closes nothing of a project that Semgrep does not list any more', async () => {
  const url = 'https://github.com/acme/shop'
  const { coverage } = await sync(
    [target('1', 'acme/shop', url), target('2', 'acme/gone', `${url}-gone`)],
    [project(1, 'acme/shop', url)],
    [],
  )

  expect(coverage).toEqual({
    kind: 'complete',
    gaps: [{ target: '2', reason: expect.stringContaining('archived or removed') }],
  })
})

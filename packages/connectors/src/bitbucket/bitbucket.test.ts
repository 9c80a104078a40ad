import { Fault } from '@patchbay/sdk'
import { collect, openScripted, type Script } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import connector from './index.ts'

const root = 'https://api.bitbucket.org/2.0'

/** A repository of Bitbucket Cloud as the vendor's documentation shows it. */
const shop = {
  type: 'repository',
  uuid: '{470c176d-3574-44ea-bb41-89e8638bcca4}',
  full_name: 'acme/shop',
  name: 'shop',
  slug: 'shop',
  is_private: true,
  scm: 'git',
  mainbranch: { type: 'branch', name: 'main' },
  links: {
    html: { href: 'https://bitbucket.org/acme/shop' },
    clone: [
      { name: 'https', href: 'https://bot@bitbucket.org/acme/shop.git' },
      { name: 'ssh', href: 'git@bitbucket.org:acme/shop.git' },
    ],
  },
}

const page = (values: readonly unknown[], more = {}) => ({ body: { pagelen: 100, values, ...more } })
const workspace = (slug: string) => ({
  type: 'workspace_access',
  administrator: false,
  workspace: { type: 'workspace', uuid: `{of ${slug}}`, slug },
})
const closed = new Fault('permission', 'api.bitbucket.org answered 403', { status: 403 })

const person = { email: 'ada@example.com', apiToken: 'ATATT1' }
const open = (script: Script, config = {}) => openScripted(connector, { ...person, ...config }, script)
const list = (script: Script, config = {}) => collect(open(script, config).opened.repositories?.())
const listOf = (...repositories: unknown[]) => list({ '/repositories/acme': page(repositories) }, { workspace: 'acme' })

describe('repositories of Bitbucket Cloud', () => {
  it('describes a repository by its immutable id, without the user in its address', async () => {
    const { items, coverage } = await listOf(shop)

    expect(coverage).toEqual({ kind: 'complete' })
    expect(items).toEqual([
      {
        ref: '{470c176d-3574-44ea-bb41-89e8638bcca4}',
        fullName: 'acme/shop',
        url: 'https://bitbucket.org/acme/shop',
        cloneUrls: ['https://bitbucket.org/acme/shop.git', 'git@bitbucket.org:acme/shop.git'],
        defaultBranch: 'main',
        visibility: 'private',
        archived: false,
        topics: [],
      },
    ])
  })

  it('keeps the id when a repository is renamed or moves to another workspace', async () => {
    expect((await listOf({ ...shop, full_name: 'other/till' })).items).toMatchObject([
      { ref: shop.uuid, fullName: 'other/till' },
    ])
  })

  it('reads workspace by workspace, and follows Bitbucket’s own links', async () => {
    const { opened, asked } = open({
      '/user/workspaces': page([workspace('acme')], { next: `${root}/user/workspaces?page=2` }),
      '/user/workspaces?page=2': page([workspace('beta')]),
      '/repositories/acme': page([shop], { next: `${root}/repositories/acme?page=2` }),
      '/repositories/acme?page=2': page([{ ...shop, uuid: '{2}' }]),
      '/repositories/beta': page([{ ...shop, uuid: '{3}' }]),
    })

    const { items, coverage } = await collect(opened.repositories?.())

    expect(items.map(({ ref }) => ref)).toEqual([shop.uuid, '{2}', '{3}'])
    expect(coverage).toEqual({ kind: 'complete' })
    expect(asked.find(({ path }) => path === '/repositories/acme')?.query).toEqual({
      role: 'member',
      pagelen: 100,
      sort: 'full_name',
    })
  })

  it('asks an access token for its own workspace, without a role', async () => {
    const config = { email: undefined, apiToken: undefined, token: 'ATCTT1', workspace: 'acme' }
    const { opened, asked } = open({ '/repositories/acme': page([shop]) }, config)

    expect((await collect(opened.repositories?.())).items).toHaveLength(1)
    expect(asked.map(({ path, query }) => [path, query])).toEqual([['/repositories/acme', { pagelen: 100, sort: 'full_name' }]])
  })

  it('refuses a next link to another host', async () => {
    const script = { '/repositories/acme': page([shop], { next: 'https://evil.example/2.0/repositories/acme?page=2' }) }

    await expect(list(script, { workspace: 'acme' })).rejects.toMatchObject({ kind: 'contract' })
  })

  it('reads an empty repository, and one that says nothing of its visibility', async () => {
    const { items } = await listOf({ ...shop, mainbranch: null, is_private: false }, { ...shop, is_private: undefined })

    expect(items).toMatchObject([{ defaultBranch: null, visibility: 'public' }, { visibility: 'unknown' }])
  })

  it('makes NUL in names and branches storable', async () => {
    const { items } = await listOf({ ...shop, full_name: 'acme/sh\0op', mainbranch: { name: 'a\0' } })

    expect(items).toMatchObject([{ fullName: 'acme/sh\uFFFDop', defaultBranch: 'a\uFFFD' }])
  })

  it('sets rows it cannot read aside, of workspaces and of repositories, and is partial', async () => {
    const { items, unreadable, coverage } = await list({
      '/user/workspaces': page([{ workspace: { uuid: '{w}', slug: '../x' } }, workspace('acme')]),
      '/repositories/acme': page([{ ...shop, links: {} }, { full_name: 'acme/x' }, shop]),
    })

    expect(items).toHaveLength(1)
    expect(unreadable).toMatchObject([
      { externalId: '{w}', path: 'workspace.slug' },
      { externalId: shop.uuid, path: 'links.html' },
      { externalId: null, path: 'uuid' },
    ])
    expect(coverage).toEqual({ kind: 'partial', missing: 'workspaces or repositories that could not be read: 3' })
  })

  it('names a workspace that may not be read, goes on with the others, and is partial', async () => {
    const { items, unreadable, coverage } = await list({
      '/user/workspaces': page([workspace('acme'), workspace('beta')]),
      '/repositories/acme': closed,
      '/repositories/beta': page([shop]),
    })

    expect(items).toHaveLength(1)
    expect(unreadable).toMatchObject([{ externalId: '{of acme}', message: expect.stringContaining('answered 403') }])
    expect(coverage).toEqual({ kind: 'partial', missing: expect.stringContaining('repositories of "acme"') })
  })

  it('raises permission when no workspace may be read, and when the one in the settings may not', async () => {
    const permission = { kind: 'permission', details: { field: 'apiToken' } }

    await expect(list({ '/user/workspaces': page([workspace('acme')]), '/repositories/acme': closed })).rejects.toMatchObject(
      permission,
    )
    await expect(list({ '/repositories/acme': closed }, { workspace: 'acme' })).rejects.toMatchObject(permission)
  })

  it('raises contract when the answer is no list', async () => {
    await expect(list({ '/user/workspaces': { body: [] } })).rejects.toMatchObject({ kind: 'contract' })
  })
})

describe('check of Bitbucket Cloud', () => {
  const ada = { body: { display_name: 'Ada', nickname: 'ada', uuid: '{a}' } }

  it('says whose token it is and how much it sees in every workspace', async () => {
    const { opened, asked } = open({
      '/user': ada,
      '/user/workspaces': page([workspace('acme'), workspace('beta')]),
      '/repositories/acme': page([shop], { size: 213 }),
      '/repositories/beta': page([shop], { size: 1 }),
    })

    expect(await opened.check()).toEqual({ sees: '2 workspaces, 214 repositories', identity: 'Ada', warnings: [] })
    expect(asked.at(-1)?.query).toEqual({ role: 'member', pagelen: 1 })
  })

  it('says "at least" where Bitbucket does not count', async () => {
    const script = { '/user': ada, '/repositories/acme': page([shop], { next: `${root}/repositories/acme?page=2` }) }

    expect(await open(script, { workspace: 'acme' }).opened.check()).toMatchObject({ sees: 'at least 1 repository in acme' })
  })

  it('does without the name where the token may not read it', async () => {
    const script = { '/user': closed, '/repositories/acme': page([], { size: 0 }) }

    expect(await open(script, { workspace: 'acme' }).opened.check()).toEqual({
      sees: '0 repositories in acme',
      identity: 'ada@example.com',
      warnings: [expect.stringContaining('No repository is visible')],
    })
  })

  it('asks an access token nothing about a person', async () => {
    const config = { email: undefined, apiToken: undefined, token: 'ATCTT1', workspace: 'acme' }
    const { opened } = open({ '/repositories/acme': page([shop], { size: 12 }) }, config)

    expect(await opened.check()).toEqual({ sees: '12 repositories in acme', identity: 'access token of acme', warnings: [] })
  })

  it('counts workspaces only when there are many, and warns of those that may not be read', async () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f']
    const { opened } = open({
      '/user': ada,
      '/user/workspaces': page(many.map(workspace)),
      ...Object.fromEntries(many.map((slug) => [`/repositories/${slug}`, slug === 'b' ? closed : page([shop], { size: 1 })])),
    })

    expect(await opened.check()).toEqual({
      sees: '6 workspaces',
      identity: 'Ada',
      warnings: [expect.stringContaining('workspace "b"')],
    })
  })

  it('raises permission when the token lacks the scope for repositories', async () => {
    const script = { '/user': ada, '/user/workspaces': page([workspace('acme')]), '/repositories/acme': closed }

    await expect(open(script).opened.check()).rejects.toMatchObject({
      kind: 'permission',
      details: { field: 'apiToken', remedy: expect.stringContaining('read:repository:bitbucket') },
    })
  })

  const asAccessToken = { email: undefined, apiToken: undefined, token: 'ATCTT1', workspace: 'acme' }

  it.each([
    ['a bad API token', {}, 'credentials', 'credentials', 'apiToken'],
    ['a bad access token', asAccessToken, 'credentials', 'credentials', 'token'],
    ['an access token without permission', asAccessToken, 'permission', 'permission', 'token'],
    ['a wrong workspace', { workspace: 'nobody' }, 'missing', 'config', 'workspace'],
    ['a wrong address', { baseUrl: 'https://bitbucket.corp' }, 'missing', 'config', 'baseUrl'],
    ['no network', {}, 'unreachable', 'unreachable', 'baseUrl'],
  ] as const)('explains %s', async (_, config, kind, told, field) => {
    const fault = new Fault(kind, 'x', { status: 499 })
    const { opened } = open({ '/user': fault, '/user/workspaces': fault, '/repositories/acme': fault }, config)

    await expect(opened.check()).rejects.toMatchObject({
      kind: told,
      details: { field, remedy: expect.stringMatching(/\w{3}/) },
    })
  })
})

import { Fault } from '@patchbay/sdk'
import { collect, openScripted, type Script } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import connector from './index.ts'

const root = 'https://gitlab.com/api/v4'

/** A project as the vendor's documentation shows it. */
const diaspora = {
  id: 4,
  name: 'Diaspora Client',
  path: 'diaspora-client',
  path_with_namespace: 'diaspora/clients/diaspora-client',
  default_branch: 'main',
  visibility: 'private',
  archived: false,
  empty_repo: false,
  web_url: 'https://gitlab.com/diaspora/clients/diaspora-client',
  http_url_to_repo: 'https://gitlab.com/diaspora/clients/diaspora-client.git',
  ssh_url_to_repo: 'git@gitlab.com:diaspora/clients/diaspora-client.git',
  topics: ['example', 'disapora client'],
  namespace: { id: 3, kind: 'group', full_path: 'diaspora/clients' },
  marked_for_deletion_on: null,
}

const open = (script: Script, config = {}) => openScripted(connector, { token: 'glpat-1', ...config }, script)
const list = (script: Script) => collect(open(script).opened.repositories?.())
const listOf = (...body: unknown[]) => list({ '/projects': { body } })

describe('repositories', () => {
  it('describes a project by its immutable id and its full path', async () => {
    const { items, coverage } = await listOf(diaspora)

    expect(coverage).toEqual({ kind: 'complete' })
    expect(items).toEqual([
      {
        ref: '4',
        fullName: 'diaspora/clients/diaspora-client',
        url: 'https://gitlab.com/diaspora/clients/diaspora-client',
        cloneUrls: [
          'https://gitlab.com/diaspora/clients/diaspora-client.git',
          'git@gitlab.com:diaspora/clients/diaspora-client.git',
        ],
        defaultBranch: 'main',
        visibility: 'private',
        archived: false,
        topics: ['example', 'disapora client'],
      },
    ])
  })

  it('keeps the id when a project is renamed or moves to another group', async () => {
    const moved = { ...diaspora, path_with_namespace: 'other/app', web_url: 'https://gitlab.com/other/app' }

    expect((await listOf(moved)).items).toMatchObject([{ ref: '4', fullName: 'other/app' }])
  })

  it('asks for archived projects too, by key, and follows GitLab’s own links', async () => {
    const link = `<${root}/projects?id_after=4&pagination=keyset>; rel="next"`
    const { opened, asked } = open({
      '/projects': { body: [diaspora], headers: { link } },
      '/projects?id_after=4&pagination=keyset': { body: [{ ...diaspora, id: 5 }] },
    })

    const { pages, items } = await collect(opened.repositories?.())

    expect(pages).toHaveLength(2)
    expect(items.map(({ ref }) => ref)).toEqual(['4', '5'])
    expect(asked[0]?.query).toEqual({
      membership: true,
      simple: false,
      pagination: 'keyset',
      order_by: 'id',
      sort: 'asc',
      per_page: 100,
    })
  })

  it('refuses a next link to another host', async () => {
    const headers = { link: '<https://evil.example/api/v4/projects?id_after=4>; rel="next"' }

    await expect(list({ '/projects': { body: [diaspora], headers } })).rejects.toMatchObject({ kind: 'contract' })
  })

  it('counts a project that is archived or waits for its deletion as archived', async () => {
    const { items } = await listOf(
      { ...diaspora, archived: true },
      { ...diaspora, id: 5, marked_for_deletion_on: '2026-12-24' },
    )

    expect(items.map(({ archived }) => archived)).toEqual([true, true])
  })

  it.each(['public', 'internal', 'private'])('reads the visibility %s', async (visibility) => {
    expect((await listOf({ ...diaspora, visibility })).items).toMatchObject([{ visibility }])
  })

  it('notes a visibility nobody documented instead of guessing', async () => {
    const { items, oddities } = await listOf({ ...diaspora, visibility: 'galactic' })

    expect(items).toMatchObject([{ visibility: 'unknown' }])
    expect(oddities).toEqual([{ path: 'visibility', value: 'galactic' }])
  })

  it('reads an empty project of a server that writes http and keeps https cloning closed', async () => {
    const sparse = { id: 7, path_with_namespace: 'a/b', web_url: 'http://git.corp:8080/a/b', http_url_to_repo: '' }

    expect((await listOf(sparse)).items).toEqual([
      {
        ref: '7',
        fullName: 'a/b',
        url: 'https://git.corp:8080/a/b',
        cloneUrls: ['https://git.corp:8080/a/b.git'],
        defaultBranch: null,
        visibility: 'unknown',
        archived: false,
        topics: [],
      },
    ])
  })

  it('makes NUL in a branch or topic storable', async () => {
    const { items } = await listOf({ ...diaspora, default_branch: 'ma\0in', topics: ['a\0'] })

    expect(items).toMatchObject([{ defaultBranch: 'ma\uFFFDin', topics: ['a\uFFFD'] }])
  })

  it('sets a project it cannot read aside and is partial', async () => {
    const { items, unreadable, coverage } = await listOf({ id: 8 }, { ...diaspora, id: null }, diaspora)

    expect(items.map(({ ref }) => ref)).toEqual(['4'])
    expect(unreadable).toMatchObject([
      { externalId: '8', path: 'path_with_namespace' },
      { externalId: null, path: 'id' },
    ])
    expect(coverage).toEqual({ kind: 'partial', missing: 'projects that could not be read: 2' })
  })

  it('raises contract when the answer is no list', async () => {
    await expect(list({ '/projects': { body: { message: 'hello' } } })).rejects.toMatchObject({ kind: 'contract' })
  })
})

describe('check', () => {
  const self = { body: { id: 1, name: 'patchbay', scopes: ['read_api'], active: true, expires_at: '2027-01-31' } }
  const user = { body: { id: 2, username: 'group_3_bot_5e1f' } }
  const fourteen = { body: [diaspora], headers: { 'x-total': '14' } }

  it('says whose token it is, until when it is good, and how much it sees', async () => {
    const { opened } = open({ '/personal_access_tokens/self': self, '/user': user, '/projects': fourteen })

    expect(await opened.check()).toEqual({
      sees: '14 projects',
      identity: 'group_3_bot_5e1f (token "patchbay")',
      expiresAt: '2027-01-31T00:00:00.000Z',
      warnings: [],
    })
  })

  it.each([400, 404])('does without facts about the token where GitLab answers %i', async (status) => {
    const refused = new Fault(status === 400 ? 'config' : 'missing', 'x', { status })
    const { opened } = open({ '/personal_access_tokens/self': refused, '/user': user, '/projects': { body: [diaspora] } })

    expect(await opened.check()).toEqual({ sees: '1 project', identity: 'group_3_bot_5e1f', warnings: [] })
  })

  it('says "more than" where GitLab stops counting', async () => {
    const uncounted = { body: [diaspora], headers: { 'x-next-page': '2' } }
    const { opened } = open({ '/personal_access_tokens/self': self, '/user': user, '/projects': uncounted })

    expect(await opened.check()).toMatchObject({ sees: 'more than 10,000 projects' })
  })

  it.each([
    [{ issues: true }, ['read_api'], 1],
    [{ mergeRequests: true }, ['read_api', 'write_repository'], 1],
    [{ issues: true }, ['api'], 0],
    [{ issues: true }, undefined, 0],
    [{}, ['read_api'], 0],
  ])('with %j and the scopes %j has %i warnings about writing', async (config, scopes, warnings) => {
    const token = { body: { ...self.body, scopes } }
    const { opened } = open({ '/personal_access_tokens/self': token, '/user': user, '/projects': fourteen }, config)

    const found = (await opened.check()).warnings

    expect(found).toEqual(Array(warnings).fill(expect.stringContaining('lacks the scope api')))
  })

  it('warns of a token that sees nothing', async () => {
    const { opened } = open({ '/personal_access_tokens/self': self, '/user': user, '/projects': { body: [] } })

    expect((await opened.check()).warnings).toEqual([expect.stringContaining('sees no project')])
  })

  it.each([
    ['credentials', '401 Unauthorized', { kind: 'credentials', message: expect.stringContaining('did not accept') }, 'token'],
    [
      'credentials',
      'Token is expired. You can …',
      { kind: 'credentials', message: expect.stringContaining('expired') },
      'token',
    ],
    ['credentials', 'Token was revoked.', { kind: 'credentials', message: expect.stringContaining('revoked') }, 'token'],
    [
      'permission',
      'The request requires higher privileges than provided by the access token.',
      { kind: 'permission', message: expect.stringContaining('read_api') },
      'token',
    ],
    ['permission', '403 Forbidden', { kind: 'permission', message: expect.stringContaining('list projects') }, 'token'],
    ['missing', '404 Not Found', { kind: 'config', message: expect.stringContaining(root) }, 'baseUrl'],
    ['unreachable', 'no such host', { kind: 'unreachable' }, 'baseUrl'],
  ] as const)('explains %s: %s', async (kind, said, expected, field) => {
    const fault = new Fault(kind, said, { status: 499 })
    const { opened } = open({ '/personal_access_tokens/self': fault, '/user': fault, '/projects': fault })

    await expect(opened.check()).rejects.toMatchObject({
      ...expected,
      details: { field, status: 499, remedy: expect.stringMatching(/\w{3}/) },
    })
  })

  it('leaves other faults as they are', async () => {
    const limited = new Fault('throttled', 'Retry later', { retryAfter: 3600 })

    await expect(open({ '/personal_access_tokens/self': limited }).opened.check()).rejects.toBe(limited)
  })
})

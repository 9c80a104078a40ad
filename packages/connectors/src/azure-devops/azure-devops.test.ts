import { Fault } from '@patchbay/sdk'
import { collect, openScripted, type Script } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import connector from './index.ts'

const web = { id: '6ce954b1-ce1f-45d1-b94d-e6bf2464ba2c', name: 'Web', state: 'wellFormed', visibility: 'private' }
const mobile = { id: '7ce954b1-ce1f-45d1-b94d-e6bf2464ba2c', name: 'Mobile', state: 'wellFormed', visibility: 'public' }

/** A repository as the vendor's documentation shows it. */
const shop = {
  id: '278d5cd2-584d-4b63-824a-2ba458937249',
  name: 'shop',
  project: { id: web.id, name: 'Web', state: 'wellFormed', visibility: 'private' },
  defaultBranch: 'refs/heads/main',
  size: 728000,
  remoteUrl: 'https://acme@dev.azure.com/acme/Web/_git/shop',
  sshUrl: 'git@ssh.dev.azure.com:v3/acme/Web/shop',
  webUrl: 'https://dev.azure.com/acme/Web/_git/shop',
  isDisabled: false,
  isInMaintenance: false,
}

const rows = (...value: unknown[]) => ({ body: { count: value.length, value } })
const of = ({ id }: { readonly id: string }) => `/${id}/_apis/git/repositories`
const closed = new Fault('permission', 'TF401019: no permission', { status: 403 })

const open = (script: Script, config = {}) => openScripted(connector, { organization: 'acme', token: 'pat', ...config }, script)
const list = (script: Script, config = {}) => collect(open(script, config).opened.repositories?.())
const listOf = (...repositories: unknown[]) => list({ '/_apis/projects': rows(web), [of(web)]: rows(...repositories) })

describe('repositories', () => {
  it('describes a repository by its immutable id, with every form of its address and no user in any', async () => {
    const { items, coverage } = await listOf(shop)

    expect(coverage).toEqual({ kind: 'complete' })
    expect(items).toEqual([
      {
        ref: '278d5cd2-584d-4b63-824a-2ba458937249',
        fullName: 'acme/Web/shop',
        url: 'https://dev.azure.com/acme/Web/_git/shop',
        cloneUrls: [
          'https://dev.azure.com/acme/Web/_git/shop',
          'git@ssh.dev.azure.com:v3/acme/Web/shop',
          'https://acme.visualstudio.com/Web/_git/shop',
        ],
        defaultBranch: 'main',
        visibility: 'private',
        archived: false,
        topics: [],
      },
    ])
  })

  it('adds the short form where project and repository have the same name', async () => {
    const main = { ...shop, name: 'Web', webUrl: 'https://acme.visualstudio.com/_git/Web', remoteUrl: null }

    expect((await listOf(main)).items[0]?.cloneUrls).toEqual(
      expect.arrayContaining([
        'https://dev.azure.com/acme/_git/Web',
        'https://acme.visualstudio.com/_git/Web',
        'https://acme.visualstudio.com/Web/_git/Web',
      ]),
    )
  })

  it('encodes names with spaces', async () => {
    const spaced = {
      ...shop,
      name: 'web shop',
      webUrl: 'https://dev.azure.com/acme/Web/_git/web%20shop',
      remoteUrl: 'https://acme@dev.azure.com/acme/Web/_git/web%20shop',
      sshUrl: 'git@ssh.dev.azure.com:v3/acme/Web/web%20shop',
    }

    expect((await listOf(spaced)).items).toMatchObject([
      {
        fullName: 'acme/Web/web shop',
        cloneUrls: [
          'https://dev.azure.com/acme/Web/_git/web%20shop',
          'git@ssh.dev.azure.com:v3/acme/Web/web%20shop',
          'https://acme.visualstudio.com/Web/_git/web%20shop',
        ],
      },
    ])
  })

  it('invents no address of Azure DevOps Services for a server’s repository', async () => {
    const ours = {
      ...shop,
      webUrl: 'http://tfs.corp:8080/tfs/Main/Web/_git/shop',
      remoteUrl: 'http://tfs.corp:8080/tfs/Main/Web/_git/shop',
      sshUrl: 'ssh://tfs.corp:22/tfs/Main/Web/_git/shop',
      validRemoteUrls: ['http://tfs.corp:8080/tfs/Main/Web/_git/shop', 'https://tfs.corp/tfs/Main/Web/_git/shop'],
    }

    expect((await listOf(ours)).items).toMatchObject([
      {
        url: 'https://tfs.corp:8080/tfs/Main/Web/_git/shop',
        cloneUrls: [
          'http://tfs.corp:8080/tfs/Main/Web/_git/shop',
          'ssh://tfs.corp:22/tfs/Main/Web/_git/shop',
          'https://tfs.corp/tfs/Main/Web/_git/shop',
        ],
      },
    ])
  })

  it('keeps the id when the repository or its project is renamed', async () => {
    const renamed = { ...web, name: 'Storefront' }
    const { items } = await list({ '/_apis/projects': rows(renamed), [of(web)]: rows({ ...shop, name: 'till' }) })

    expect(items).toMatchObject([{ ref: shop.id, fullName: 'acme/Storefront/till' }])
  })

  it('reads project by project, and goes on where the header says', async () => {
    const { opened, asked } = open({
      '/_apis/projects': ({ continuationToken }) =>
        continuationToken === '1' ? rows(mobile) : { ...rows(web), headers: { 'x-ms-continuationtoken': '1' } },
      [of(web)]: rows(shop),
      [of(mobile)]: rows({ ...shop, id: mobile.id, project: null }),
    })

    const { items } = await collect(opened.repositories?.())

    expect(items.map(({ fullName, visibility }) => [fullName, visibility])).toEqual([
      ['acme/Web/shop', 'private'],
      ['acme/Mobile/shop', 'public'],
    ])
    expect(asked[0]?.query).toMatchObject({ stateFilter: 'wellFormed', $top: 100, 'api-version': '7.0' })
    expect(asked.at(-1)?.query).toMatchObject({ includeAllUrls: true, 'api-version': '7.0' })
  })

  it('raises contract when the same page is named twice', async () => {
    const stuck = { ...rows(), headers: { 'x-ms-continuationtoken': '1' } }

    await expect(list({ '/_apis/projects': stuck })).rejects.toMatchObject({ kind: 'contract' })
  })

  it('counts a disabled repository as archived, and an empty one as without a branch', async () => {
    const { items } = await listOf({ ...shop, isDisabled: true, defaultBranch: undefined })

    expect(items).toMatchObject([{ archived: true, defaultBranch: null }])
  })

  it('shows a project open to the organization as internal, and notes a visibility nobody documented', async () => {
    const internal = { ...shop, project: { visibility: 'organization' } }
    const odd = { ...shop, project: { visibility: 'galactic' } }

    const { items, oddities } = await listOf(internal, odd)

    expect(items.map(({ visibility }) => visibility)).toEqual(['internal', 'unknown'])
    expect(oddities).toEqual([{ path: 'project.visibility', value: 'galactic' }])
  })

  it('makes NUL in names and branches storable', async () => {
    const { items } = await listOf({ ...shop, name: 'sh\0op', defaultBranch: 'refs/heads/a\0/b' })

    expect(items).toMatchObject([{ fullName: 'acme/Web/sh\uFFFDop', defaultBranch: 'a\uFFFD/b' }])
  })

  it('sets rows it cannot read aside, of projects and of repositories, and is partial', async () => {
    const { items, unreadable, coverage } = await list({
      '/_apis/projects': rows({ ...mobile, name: null }, web),
      [of(web)]: rows({ ...shop, webUrl: 'javascript:alert(1)' }, { ...shop, id: '../..' }, shop),
    })

    expect(items).toHaveLength(1)
    expect(unreadable).toMatchObject([
      { externalId: mobile.id, path: 'name' },
      { externalId: shop.id, path: 'webUrl' },
      { externalId: '../..', path: 'id' },
    ])
    expect(coverage).toEqual({ kind: 'partial', missing: 'projects or repositories that could not be read: 3' })
  })

  it('names a project that may not be read, goes on with the others, and is partial', async () => {
    const { items, unreadable, coverage } = await list({
      '/_apis/projects': rows(mobile, web),
      [of(mobile)]: closed,
      [of(web)]: rows(shop),
    })

    expect(items).toHaveLength(1)
    expect(unreadable).toMatchObject([{ externalId: mobile.id, message: expect.stringContaining('TF401019') }])
    expect(coverage).toEqual({ kind: 'partial', missing: expect.stringContaining('repositories of "Mobile"') })
  })

  it('raises permission when no project may be read', async () => {
    const script = { '/_apis/projects': rows(mobile, web), [of(mobile)]: closed, [of(web)]: closed }

    await expect(list(script)).rejects.toMatchObject({ kind: 'permission', details: { field: 'token' } })
  })

  it.each([
    ['projects', { '/_apis/projects': { body: [] } }],
    ['repositories', { '/_apis/projects': rows(web), [of(web)]: { body: { count: 0 } } }],
  ])('raises contract when the answer is no list of %s', async (_, script) => {
    await expect(list(script)).rejects.toMatchObject({ kind: 'contract' })
  })
})

describe('check', () => {
  const ada = { body: { authenticatedUser: { id: shop.id, providerDisplayName: 'Ada' } } }

  it('says whose token it is and what it sees', async () => {
    const { opened } = open({
      '/_apis/connectionData': ada,
      '/_apis/projects': rows(web, mobile),
      [of(web)]: rows(shop, shop),
      [of(mobile)]: rows(shop),
    })

    expect(await opened.check()).toEqual({ sees: '2 projects, 3 repositories', identity: 'Ada', warnings: [] })
  })

  it('counts projects only when there are many', async () => {
    const many = Array.from({ length: 100 }, () => web)
    const { opened, asked } = open({
      '/_apis/connectionData': ada,
      '/_apis/projects': { ...rows(...many), headers: { 'x-ms-continuationtoken': '100' } },
      [of(web)]: rows(shop),
    })

    expect(await opened.check()).toMatchObject({ sees: 'at least 100 projects' })
    expect(asked).toHaveLength(7)
  })

  it('warns of projects that may not be read, and of seeing none', async () => {
    const one = open({
      '/_apis/connectionData': ada,
      '/_apis/projects': rows(web, mobile),
      [of(web)]: rows(shop),
      [of(mobile)]: closed,
    })
    const none = open({ '/_apis/connectionData': ada, '/_apis/projects': rows() })

    expect((await one.opened.check()).warnings).toEqual([expect.stringContaining('"Mobile"')])
    expect((await none.opened.check()).warnings).toEqual([expect.stringContaining('sees no project')])
  })

  it.each([
    ['a bad token', new Fault('credentials', 'answered 401', { status: 401 }), 'credentials', 'did not accept', 'token'],
    [
      'an expired token',
      new Fault('credentials', 'The Personal Access Token used has expired.'),
      'credentials',
      'expired',
      'token',
    ],
    [
      'a redirect to the sign-in page',
      new Fault('refused', 'dev.azure.com pointed to spsprodweu5.vssps.visualstudio.com, which would send the key'),
      'credentials',
      'did not accept',
      'token',
    ],
    ['a token without access', closed, 'permission', 'may not list', 'token'],
    ['a wrong organization', new Fault('missing', 'answered 404'), 'config', 'no organization "acme"', 'organization'],
    [
      'an old server',
      new Fault('config', 'The requested REST API version of 7.0 is out of range'),
      'config',
      'too old',
      'baseUrl',
    ],
    ['a wrong address', new Fault('unreachable', 'no such host'), 'unreachable', 'could not be reached', 'baseUrl'],
  ] as const)('explains %s', async (_, fault, kind, message, field) => {
    const { opened } = open({ '/_apis/connectionData': fault })

    await expect(opened.check()).rejects.toMatchObject({
      kind,
      message: expect.stringContaining(message),
      details: { field, remedy: expect.stringMatching(/\w{3}/) },
    })
  })

  it('says collection instead of organization for a server', async () => {
    const { opened } = open({}, { organization: 'Main', baseUrl: 'https://tfs.corp/tfs' })

    await expect(opened.check()).rejects.toMatchObject({
      kind: 'config',
      message: 'There is no collection at https://tfs.corp/tfs/Main.',
      details: { field: 'organization' },
    })
  })

  it('takes a 401 after a good sign-in for a missing scope', async () => {
    const refused = new Fault('credentials', 'TF400813: not authorized', { status: 401 })
    const noProjects = open({ '/_apis/connectionData': ada, '/_apis/projects': refused })
    const noCode = open({ '/_apis/connectionData': ada, '/_apis/projects': rows(web), [of(web)]: refused })

    for (const { opened } of [noProjects, noCode]) {
      await expect(opened.check()).rejects.toMatchObject({
        kind: 'permission',
        details: { field: 'token', remedy: expect.stringContaining('Code (Read)') },
      })
    }
  })

  it('takes nobody for a bad token', async () => {
    const nobody = { authenticatedUser: { id: 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa', providerDisplayName: 'Anonymous' } }

    await expect(open({ '/_apis/connectionData': { body: nobody } }).opened.check()).rejects.toMatchObject({
      kind: 'credentials',
      details: { field: 'token' },
    })
  })

  it('leaves other faults as they are', async () => {
    const elsewhere = new Fault('refused', 'dev.azure.com pointed to evil.example, which would send the key')

    await expect(open({ '/_apis/connectionData': elsewhere }).opened.check()).rejects.toBe(elsewhere)
  })
})

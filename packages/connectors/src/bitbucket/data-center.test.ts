import { Fault, type Query } from '@patchbay/sdk'
import { collect, openScripted, type Script } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import connector from './index.ts'

const shop = {
  id: 7,
  slug: 'shop',
  name: 'Shop',
  state: 'AVAILABLE',
  public: false,
  archived: false,
  project: { key: 'WEB', id: 1, name: 'Web' },
  links: {
    self: [{ href: 'https://bitbucket.corp/projects/WEB/repos/shop/browse' }],
    clone: [
      { name: 'http', href: 'https://bitbucket.corp/scm/web/shop.git' },
      { name: 'ssh', href: 'ssh://git@bitbucket.corp:7999/web/shop.git' },
    ],
  },
}

const branchOf = (slug: string, key = 'WEB') => `/projects/${key}/repos/${slug}/default-branch`
const formerBranchOf = (slug: string) => `/projects/WEB/repos/${slug}/branches/default`
const main = { body: { id: 'refs/heads/main', displayId: 'main', type: 'BRANCH' } }
const page = (values: readonly unknown[], more = { isLastPage: true, nextPageStart: null as unknown }) => ({
  body: { values, size: values.length, limit: 100, start: 0, ...more },
})

const open = (script: Script) => openScripted(connector, { token: 'abc', baseUrl: 'https://bitbucket.corp' }, script)
const list = (script: Script) => collect(open(script).opened.repositories?.())

describe('repositories of Bitbucket Data Center', () => {
  it('describes a repository by its immutable id, with its default branch', async () => {
    const { items, coverage } = await list({ '/repos': page([shop]), [branchOf('shop')]: main })

    expect(coverage).toEqual({ kind: 'complete' })
    expect(items).toEqual([
      {
        ref: '7',
        fullName: 'WEB/shop',
        url: 'https://bitbucket.corp/projects/WEB/repos/shop/browse',
        cloneUrls: ['https://bitbucket.corp/scm/web/shop.git', 'ssh://git@bitbucket.corp:7999/web/shop.git'],
        defaultBranch: 'main',
        visibility: 'private',
        archived: false,
        topics: [],
      },
    ])
  })

  it('keeps the id when a repository is renamed or moves to another project', async () => {
    const moved = { ...shop, slug: 'till', project: { key: '~ada' } }

    expect((await list({ '/repos': page([moved]), [branchOf('till', '~ada')]: main })).items).toMatchObject([
      { ref: '7', fullName: '~ada/till' },
    ])
  })

  it('asks for archived repositories too, and goes on where the server says', async () => {
    const repos = ({ start }: Query) =>
      start === '25' ? page([{ ...shop, id: 8 }]) : page([shop], { isLastPage: false, nextPageStart: 25 })
    const { opened, asked } = open({ '/repos': repos, [branchOf('shop')]: main })

    expect((await collect(opened.repositories?.())).items.map(({ ref }) => ref)).toEqual(['7', '8'])
    expect(asked[0]?.query).toMatchObject({ archived: 'ALL', limit: 100 })
  })

  it.each([
    ['says there are more without saying where', { isLastPage: false, nextPageStart: null }],
    ['starts the next page where this one did', { isLastPage: false, nextPageStart: 25 }],
  ])('raises contract when a page %s', async (_, more) => {
    await expect(list({ '/repos': page([], more) })).rejects.toMatchObject({ kind: 'contract' })
  })

  it('reads archived and public repositories', async () => {
    const odd = { ...shop, archived: true, public: true }

    expect((await list({ '/repos': page([odd]), [branchOf('shop')]: main })).items).toMatchObject([
      { archived: true, visibility: 'public' },
    ])
  })

  it('reads an empty repository as without a branch', async () => {
    const noContent = { status: 204, body: null }

    expect((await list({ '/repos': page([shop]), [branchOf('shop')]: noContent })).items).toMatchObject([
      { defaultBranch: null },
    ])
    expect((await list({ '/repos': page([shop]) })).items).toMatchObject([{ defaultBranch: null }])
  })

  it('finds the default branch on older servers, and remembers that they are', async () => {
    const second = { ...shop, id: 8, slug: 'till' }
    const repos = ({ start }: Query) => (start === '1' ? page([second]) : page([shop], { isLastPage: false, nextPageStart: 1 }))
    const { opened, asked } = open({ '/repos': repos, [formerBranchOf('shop')]: main, [formerBranchOf('till')]: main })

    const { items } = await collect(opened.repositories?.())

    expect(items.map(({ defaultBranch }) => defaultBranch)).toEqual(['main', 'main'])
    expect(asked.map(({ path }) => path)).not.toContain(branchOf('till'))
  })

  it('sets a repository aside whose default branch may not be read, rather than calling it empty', async () => {
    const closed = new Fault('permission', 'bitbucket.corp answered 401', { status: 401 })

    const { items, unreadable, coverage } = await list({ '/repos': page([shop]), [branchOf('shop')]: closed })

    expect(items).toEqual([])
    expect(unreadable).toMatchObject([{ externalId: '7', path: 'defaultBranch' }])
    expect(coverage).toEqual({ kind: 'partial', missing: 'repositories that could not be read: 1' })
  })

  it.each(['INITIALISING', 'INITIALISATION_FAILED', 'OFFLINE'])(
    'sets a repository aside that is %s, and reads the others',
    async (state) => {
      const second = { ...shop, id: 8, slug: 'till', state }
      const { opened, asked } = open({ '/repos': page([shop, second]), [branchOf('shop')]: main })

      const { items, unreadable, coverage } = await collect(opened.repositories?.())

      expect(items.map(({ ref }) => ref)).toEqual(['7'])
      expect(unreadable).toMatchObject([{ externalId: '8', message: expect.stringContaining(state) }])
      expect(coverage).toMatchObject({ kind: 'partial' })
      expect(asked.map(({ path }) => path)).not.toContain(branchOf('till'))
    },
  )

  it('fails when a default branch could not be asked for', async () => {
    const down = new Fault('unreachable', 'no answer')

    await expect(list({ '/repos': page([shop]), [branchOf('shop')]: down })).rejects.toMatchObject({ kind: 'unreachable' })
  })

  it('sets a row it cannot read aside, and makes NUL in a branch storable', async () => {
    const script = {
      '/repos': page([
        { ...shop, id: 9, project: null },
        { ...shop, id: 10, links: { self: [] } },
        { ...shop, slug: '..' },
        shop,
      ]),
      [branchOf('shop')]: { body: { id: 'refs/heads/a\0' } },
    }

    const { items, unreadable } = await list(script)

    expect(items).toMatchObject([{ ref: '7', defaultBranch: 'a\uFFFD' }])
    expect(unreadable).toMatchObject([
      { externalId: '9', path: 'project' },
      { externalId: '10', path: 'links.self.0' },
      { externalId: '7', path: 'slug' },
    ])
  })
})

describe('check of Bitbucket Data Center', () => {
  it('says whose token it is and how much it sees', async () => {
    const repos = { ...page([shop]), headers: { 'x-ausername': 'ada' } }

    expect(await open({ '/repos': repos }).opened.check()).toEqual({ sees: '1 repository', identity: 'ada', warnings: [] })
  })

  it('says "at least" when there are more, and warns when there is nothing', async () => {
    const more = page([shop, shop], { isLastPage: false, nextPageStart: 2 })

    expect(await open({ '/repos': more }).opened.check()).toMatchObject({ sees: 'at least 2 repositories' })
    expect((await open({ '/repos': page([]) }).opened.check()).warnings).toHaveLength(1)
  })

  it.each([
    ['credentials', 'credentials', 'token'],
    ['permission', 'permission', 'token'],
    ['missing', 'config', 'baseUrl'],
    ['unreachable', 'unreachable', 'baseUrl'],
  ] as const)('explains %s', async (kind, told, field) => {
    const { opened } = open({ '/repos': new Fault(kind, 'x', { status: 499 }) })

    await expect(opened.check()).rejects.toMatchObject({
      kind: told,
      details: { field, status: 499, remedy: expect.stringMatching(/\w{3}/) },
    })
  })

  it('leaves other faults as they are', async () => {
    const limited = new Fault('throttled', 'x', { retryAfter: 3600 })

    await expect(open({ '/repos': limited }).opened.check()).rejects.toBe(limited)
  })
})

import { collect } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import { group, one, open, organization, project, two } from './sample-vendor.ts'

describe('discover', () => {
  it('describes a project with its repository', async () => {
    const { opened, asked } = open({
      '/rest/orgs': [organization(one, 'acme')],
      [`/rest/orgs/${one}/projects`]: [project('p1')],
    })

    const { items, coverage } = await collect(opened.discover?.())

    expect(coverage).toEqual({ kind: 'complete' })
    expect(asked.at(-1)?.query).toMatchObject({ expand: 'target', limit: 100 })
    expect(items).toEqual([
      {
        ref: 'p1',
        name: 'acme/shop:p1',
        url: 'https://app.snyk.io/org/acme/project/p1',
        repository: { urls: ['http://github.com/acme/shop'], defaultBranch: 'main', path: 'web' },
        tags: ['team:web', 'high'],
        archived: false,
        attributes: { organization: one, slug: 'acme', type: 'npm', origin: 'github', file: 'web/package.json' },
      },
    ])
  })

  it('takes the repository from the target’s name where the address is missing and the host is the only one of its kind', async () => {
    const named = { display_name: 'acme/shop', url: null }
    const { opened } = open(
      {
        [`/rest/orgs/${one}`]: { body: { data: organization(one, 'acme') } },
        [`/rest/orgs/${one}/projects`]: [
          project('p1', {}, named),
          project('p2', { origin: 'gitlab' }, named),
          project('p3', { origin: 'ecr', type: 'deb' }, { display_name: 'acme/shop', url: 'https://1.ecr.aws/acme/shop' }),
          project(
            'p4',
            { origin: 'cli', target_reference: 'nightly' },
            { display_name: 'x', url: 'git@gitlab.com:acme/shop.git' },
          ),
        ],
      },
      { organizationId: one },
    )

    const { items } = await collect(opened.discover?.())

    expect(items.map(({ repository }) => repository)).toEqual([
      { urls: ['https://github.com/acme/shop'], defaultBranch: 'main', path: 'web' },
      undefined,
      undefined,
      { urls: ['git@gitlab.com:acme/shop.git'], path: 'web' },
    ])
  })

  it.each([
    ['with the prefix', (path: string) => `/rest${path}`],
    ['without it', (path: string) => path],
    ['absolute', (path: string) => `https://api.snyk.io/rest${path}`],
    ['as an object', (path: string) => ({ href: path })],
  ])('follows next links %s', async (_, link) => {
    const { opened } = open(
      {
        [`/rest/groups/${group}/orgs`]: [organization(one, 'acme')],
        [`/rest/orgs/${one}/projects`]: ['p1', 'p2', 'p3'].map((id) => project(id)),
      },
      { groupId: group },
      { size: 2, link },
    )

    const { pages } = await collect(opened.discover?.())

    expect(pages.map(({ items }) => items.map(({ ref }) => ref))).toEqual([['p1', 'p2'], ['p3']])
  })

  it.each([
    ['to another host', 'https://evil.example/rest/orgs?starting_after=2'],
    ['without a cursor', '/rest/orgs?limit=100'],
  ])('refuses a next link %s', async (_, link) => {
    const { opened } = open(
      { '/rest/orgs': [organization(one, 'a'), organization(two, 'b')] },
      {},
      { size: 1, link: () => link },
    )

    await expect(collect(opened.discover?.())).rejects.toMatchObject({ kind: 'contract' })
  })

  it('is partial when one of several organizations may not be read, and keeps the others', async () => {
    const { opened, warned } = open({
      '/rest/orgs': [organization(one, 'acme'), organization(two, 'globex')],
      [`/rest/orgs/${one}/projects`]: 'permission',
      [`/rest/orgs/${two}/projects`]: [project('p1')],
    })

    const { items, coverage } = await collect(opened.discover?.())

    expect(items).toHaveLength(1)
    expect(coverage).toMatchObject({ kind: 'partial', missing: expect.stringContaining('ACME') })
    expect(warned).toHaveLength(1)
  })

  it('is partial when a project cannot be read, and says which', async () => {
    const { opened } = open({
      '/rest/orgs': [organization(one, 'acme')],
      [`/rest/orgs/${one}/projects`]: [{ id: 'bad', attributes: {} }, project('p1')],
    })

    const { pages, coverage } = await collect(opened.discover?.())

    expect(pages[0]?.unreadable).toMatchObject([{ externalId: 'bad', path: 'attributes.name' }])
    expect(coverage).toMatchObject({ kind: 'partial' })
  })
})

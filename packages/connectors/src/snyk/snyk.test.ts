import { Fault, type FaultKind, type Http, type HttpRequest, type Kind, kinds, type Page, type Target } from '@patchbay/sdk'
import { describe, expect, it } from 'vitest'
import connector from './index.ts'
import { sampleIssue } from './sample-issue.ts'

const one = '11111111-0000-4000-8000-000000000001'
const two = '22222222-0000-4000-8000-000000000002'
const group = '99999999-0000-4000-8000-000000000009'

type Row = Readonly<Record<string, unknown>>
/** What a path answers: rows of a list, a whole body, or a refusal. */
type Table = readonly Row[] | { readonly body: unknown } | FaultKind
type Tables = Readonly<Record<string, Table>>

/** Answers from tables by path; lists come `size` rows at a time, with links in the given spelling. */
function vendor(tables: Tables, { size = 100, link = (path: string): unknown => `/rest${path}` } = {}) {
  const asked: (HttpRequest & { readonly json?: unknown })[] = []

  async function answer(request: HttpRequest | string) {
    if (typeof request === 'string') throw new Error('every request has a query')
    asked.push(request)
    const table = tables[request.path]
    if (table === undefined) throw new Fault('missing', `nothing at ${request.path}`, { status: 404 })
    if (typeof table === 'string') throw new Fault(table, `refused ${request.path}`, { status: 403 })
    if ('body' in table) return { status: 200, headers: {}, body: table.body }
    return { status: 200, headers: {}, body: page(table, request) }
  }

  function page(rows: readonly Row[], { path, query = {} }: HttpRequest) {
    if (query['meta_count'] === 'only') return { meta: { count: rows.length } }
    const found = rows.filter((row) => query['ids'] === undefined || row['id'] === query['ids'])
    const start = Number(query['starting_after'] ?? 0)
    const more = start + size < found.length
    const next = link(`${path.replace('/rest', '')}?version=x&starting_after=${start + size}`)
    return { jsonapi: { version: '1.0' }, data: found.slice(start, start + size), links: more ? { next } : {} }
  }

  const unused = () => Promise.reject(new Error('nothing is written'))
  const http: Http = { get: answer, post: answer, put: unused, patch: unused, delete: unused, graphql: unused, upload: unused }
  return { asked, http }
}

function open(tables: Tables, config: Row = {}, options?: Parameters<typeof vendor>[1]) {
  const { asked, http } = vendor(tables, options)
  const warned: string[] = []
  const log = { info: () => {}, warn: (message: string) => void warned.push(message) }
  const opened = connector.open(
    { token: 't0ken', ...config },
    { signal: new AbortController().signal, log, connect: () => http },
  )
  return { opened, asked, warned }
}

async function drain<T, R>(harvest: AsyncGenerator<Page<T>, R, void> | undefined) {
  const pages: Page<T>[] = []
  if (harvest === undefined) throw new Error('the connector has no such verb')
  for (;;) {
    const step = await harvest.next()
    if (step.done) return { pages, items: pages.flatMap(({ items }) => items), coverage: step.value }
    pages.push(step.value)
  }
}

const self = { body: { data: { id: 's1', type: 'service_account', attributes: { name: 'patchbay' } } } }
const organization = (id: string, slug: string) => ({ id, type: 'org', attributes: { name: slug.toUpperCase(), slug } })

const project = (
  id: string,
  more: Row = {},
  target: Row | null = { display_name: 'acme/shop', url: 'http://github.com/acme/shop' },
) => ({
  id,
  type: 'project',
  attributes: {
    name: `acme/shop:${id}`,
    type: 'npm',
    origin: 'github',
    status: 'active',
    target_file: 'web/package.json',
    target_reference: 'main',
    tags: [{ key: 'team', value: 'web' }],
    business_criticality: ['high'],
    ...more,
  },
  relationships: { target: { data: { id: 't1', type: 'target', ...(target && { attributes: target }) } } },
})

describe('settings', () => {
  it('refuses an organization and a group together', () => {
    expect(connector.validate({ token: 't', organizationId: one, groupId: group })).toMatchObject([{ field: 'groupId' }])
  })

  it('says where to find an id when it is given a name', () => {
    expect(connector.validate({ token: 't', organizationId: 'acme' })).toMatchObject([
      { field: 'organizationId', message: expect.stringContaining('Settings > General') },
    ])
  })

  it('knows the web app’s address from the API’s', () => {
    expect(connector.validate({ token: 't', baseUrl: 'https://app.eu.snyk.io' })).toMatchObject([
      { field: 'baseUrl', message: expect.stringContaining('https://api.eu.snyk.io') },
    ])
  })

  it.each(['https://api.eu.snyk.io', 'https://api.eu.snyk.io/rest', 'https://api.eu.snyk.io/v1/'])(
    'takes %s for the same place',
    (baseUrl) => {
      expect(open({}, { baseUrl }).opened.transport).toMatchObject({
        baseUrl: 'https://api.eu.snyk.io',
        auth: { kind: 'header', name: 'authorization', value: 'token t0ken' },
      })
    },
  )
})

describe('check', () => {
  const everything: Tables = {
    '/rest/self': self,
    '/rest/orgs': [organization(one, 'acme'), organization(two, 'globex')],
    [`/rest/orgs/${one}/projects`]: [project('p1'), project('p2')],
    [`/rest/orgs/${two}/projects`]: [project('p3')],
    [`/rest/orgs/${one}/issues`]: [],
  }

  it('says whose token it is and what it sees', async () => {
    expect(await open(everything).opened.check()).toEqual({
      sees: '2 organizations, 3 projects',
      identity: 'patchbay',
      warnings: [],
    })
  })

  it('names the version in every request', async () => {
    const { opened, asked } = open(everything)

    await opened.check()

    expect(asked.map(({ query }) => query?.['version'])).toEqual(asked.map(() => '2024-10-15'))
  })

  it('blames the token, or its region, when it is not accepted', async () => {
    await expect(open({ '/rest/self': 'credentials' }).opened.check()).rejects.toMatchObject({
      kind: 'credentials',
      details: { field: 'token', remedy: expect.stringMatching(/expired.*region/) },
    })
  })

  it.each([
    [{ organizationId: one }, 'organizationId'],
    [{ groupId: group }, 'groupId'],
  ])('blames the id of %o when nothing is there', async (config, field) => {
    await expect(open({ '/rest/self': self }, config).opened.check()).rejects.toMatchObject({
      kind: 'config',
      details: { field },
    })
  })

  it('says that the role lacks a permission when issues may not be read', async () => {
    const tables: Tables = { ...everything, [`/rest/orgs/${one}/issues`]: 'permission' }

    await expect(open(tables).opened.check()).rejects.toMatchObject({
      kind: 'permission',
      details: { field: 'token', remedy: expect.stringContaining('snapshots') },
    })
  })

  it('refuses a token that sees no organization', async () => {
    await expect(open({ '/rest/self': self, '/rest/orgs': [] }).opened.check()).rejects.toMatchObject({
      kind: 'config',
      details: { field: 'token' },
    })
  })
})

describe('discover', () => {
  it('describes a project with its repository', async () => {
    const { opened, asked } = open({
      '/rest/orgs': [organization(one, 'acme')],
      [`/rest/orgs/${one}/projects`]: [project('p1')],
    })

    const { items, coverage } = await drain(opened.discover?.())

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

    const { items } = await drain(opened.discover?.())

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

    const { pages } = await drain(opened.discover?.())

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

    await expect(drain(opened.discover?.())).rejects.toMatchObject({ kind: 'contract' })
  })

  it('is partial when one of several organizations may not be read, and keeps the others', async () => {
    const { opened, warned } = open({
      '/rest/orgs': [organization(one, 'acme'), organization(two, 'globex')],
      [`/rest/orgs/${one}/projects`]: 'permission',
      [`/rest/orgs/${two}/projects`]: [project('p1')],
    })

    const { items, coverage } = await drain(opened.discover?.())

    expect(items).toHaveLength(1)
    expect(coverage).toMatchObject({ kind: 'partial', missing: expect.stringContaining('ACME') })
    expect(warned).toHaveLength(1)
  })

  it('is partial when a project cannot be read, and says which', async () => {
    const { opened } = open({
      '/rest/orgs': [organization(one, 'acme')],
      [`/rest/orgs/${one}/projects`]: [{ id: 'bad', attributes: {} }, project('p1')],
    })

    const { pages, coverage } = await drain(opened.discover?.())

    expect(pages[0]?.unreadable).toMatchObject([{ externalId: 'bad', path: 'attributes.name' }])
    expect(coverage).toMatchObject({ kind: 'partial' })
  })
})

describe('sync', () => {
  const target: Target = {
    ref: 'p1',
    name: 'acme/shop:package.json',
    tags: [],
    archived: false,
    attributes: { organization: one, slug: 'acme', type: 'npm', origin: 'github', file: 'package.json' },
  }
  const issuesPath = `/rest/orgs/${one}/issues`
  const projectsPath = `/rest/orgs/${one}/projects`

  function issue(id: string, more: Row = {}, owner = 'p1') {
    const sample = sampleIssue()
    return {
      ...sample,
      id,
      attributes: { ...sample.attributes, ...more },
      relationships: { scan_item: { data: { id: owner, type: 'project' } } },
    }
  }

  interface Run {
    readonly wanted?: readonly Kind[]
    readonly resume?: string
    readonly size?: number
    readonly of?: Target
    readonly config?: Row
  }

  function run(tables: Tables, { wanted = kinds, resume, size = 100, of = target, config = {} }: Run = {}) {
    const { opened, asked, warned } = open(tables, config, { size })
    const result = drain(opened.sync?.({ targets: [of], kinds: wanted, ...(resume && { resume }) }))
    return { asked, warned, result }
  }

  it('reads open and resolved issues of the one project, and takes the resolved for gone', async () => {
    const { asked, result } = run({
      [issuesPath]: [issue('i1'), issue('i2', { status: 'resolved' }), issue('i3', { type: 'license' })],
    })

    const { items, pages, coverage } = await result

    expect(asked).toHaveLength(1)
    expect(asked[0]?.query).toMatchObject({ 'scan_item.id': 'p1', 'scan_item.type': 'project', status: 'open,resolved' })
    expect(items.map(({ externalId, kind }) => [externalId, kind])).toEqual([
      ['i1', 'dependency'],
      ['i3', 'license'],
    ])
    expect(pages[0]?.filtered).toEqual({ 'already-resolved': 1 })
    expect(coverage).toEqual({ kind: 'complete' })
  })

  it('counts what is not of a wanted family', async () => {
    const { result } = run({ [issuesPath]: [issue('i1'), issue('i2', { type: 'license' })] }, { wanted: ['dependency'] })

    const { items, pages } = await result

    expect(items.map(({ externalId }) => externalId)).toEqual(['i1'])
    expect(pages[0]?.filtered).toEqual({ 'kind-not-selected': 1 })
  })

  it('drops and counts what belongs to another project, and says so', async () => {
    const { result } = run({ [issuesPath]: [issue('i1'), issue('i2', {}, 'p2')] })

    const { items, pages } = await result

    expect(items.map(({ externalId }) => externalId)).toEqual(['i1'])
    expect(pages[0]?.filtered).toEqual({ 'of-another-record': 1 })
    expect(pages[0]?.oddities).toEqual([{ path: 'relationships.scan_item.data.id', value: 'p2' }])
  })

  it('says after each page where a run that dies can go on, and goes on there', async () => {
    const tables = { [issuesPath]: ['i1', 'i2', 'i3', 'i4', 'i5'].map((id) => issue(id)) }
    const { pages } = await run(tables, { size: 2 }).result
    expect(pages.map(({ position }) => position)).toEqual(['2', '4', undefined])

    const { items } = await run(tables, { size: 2, resume: pages[0]?.position ?? '' }).result

    expect(items.map(({ externalId }) => externalId)).toEqual(['i3', 'i4', 'i5'])
  })

  it('believes an empty list of a project that is there and active', async () => {
    const { coverage } = await run({ [issuesPath]: [], [projectsPath]: [project('p1')] }).result

    expect(coverage).toEqual({ kind: 'complete' })
  })

  it.each([
    ['removed', [], 'no longer in Snyk'],
    ['deactivated', [project('p1', { status: 'inactive' })], 'inactive'],
  ])('closes nothing of a project that was %s since', async (_, projects, reason) => {
    const { coverage } = await run({ [issuesPath]: [], [projectsPath]: projects }).result

    expect(coverage).toEqual({ kind: 'complete', gaps: [{ target: 'p1', reason: expect.stringContaining(reason) }] })
  })

  it('asks nothing about a project that discover found inactive', async () => {
    const { asked, result } = run({}, { of: { ...target, archived: true } })

    expect(await result).toMatchObject({ items: [], coverage: { kind: 'complete', gaps: [{ target: 'p1' }] } })
    expect(asked).toEqual([])
  })

  it.each([
    ['sast', ['dependency', 'container']],
    ['terraformconfig', ['code']],
  ] satisfies [string, Kind[]][])('asks nothing about a project of type %s when only %j are wanted', async (type, wanted) => {
    const { asked, result } = run({}, { of: { ...target, attributes: { ...target.attributes, type } }, wanted })

    expect(await result).toMatchObject({ items: [], coverage: { kind: 'complete' } })
    expect(asked).toEqual([])
  })

  it('is partial when an issue cannot be read, and says which and why', async () => {
    const broken = issue('i2')
    Reflect.deleteProperty(broken.attributes, 'effective_severity_level')

    const { items, pages, coverage } = await run({ [issuesPath]: [issue('i1'), broken] }).result

    expect(items.map(({ externalId }) => externalId)).toEqual(['i1'])
    expect(pages[0]?.unreadable).toMatchObject([
      { externalId: 'i2', target: 'p1', path: 'attributes.effective_severity_level' },
    ])
    expect(coverage).toMatchObject({ kind: 'partial' })
  })

  it('never takes an answer that is no list for an empty one', async () => {
    await expect(run({ [issuesPath]: { body: {} } }).result).rejects.toMatchObject({
      kind: 'contract',
      details: { path: 'data' },
    })
  })

  describe('with fix details', () => {
    const key = sampleIssue().attributes.key
    const v1 = `/v1/org/${one}/project/p1`
    const tables: Tables = {
      [issuesPath]: [issue('i1'), issue('i2', { type: 'license', key: 'snyk:lic:npm:a:GPL' })],
      [`${v1}/aggregated-issues`]: {
        body: { issues: [{ id: key, fixInfo: { nearestFixedInVersion: '', fixedIn: ['10.0.1'] } }, { odd: true }] },
      },
      [`${v1}/issue/${key}/paths`]: {
        body: {
          paths: [
            [
              { name: 'thumbnails', version: '2.1.0', fixVersion: '2.4.0' },
              { name: 'pillow', version: '9.5.0' },
            ],
          ],
        },
      },
    }

    it('asks the V1 API for nothing unless it is switched on', async () => {
      const { asked, result } = run(tables)

      await result

      expect(asked.filter(({ path }) => path.startsWith('/v1'))).toEqual([])
    })

    it('brings fixed versions for one request', async () => {
      const { asked, result } = run(tables, { config: { fixDetails: 'versions' } })

      const { items } = await result

      expect(items[0]).toMatchObject({ package: { fixedVersion: '10.0.1', direct: null }, remediation: null })
      expect(asked.filter(({ path }) => path.startsWith('/v1'))).toHaveLength(1)
    })

    it('brings paths, and says what to upgrade', async () => {
      const { items } = await run(tables, { config: { fixDetails: 'versions-and-paths' } }).result

      expect(items[0]).toMatchObject({
        package: { fixedVersion: '10.0.1', direct: false, through: { name: 'thumbnails', from: '2.1.0', to: '2.4.0' } },
        remediation: 'Introduced through thumbnails@2.1.0 > pillow@9.5.0. Upgrade thumbnails to 2.4.0.',
      })
    })

    it('goes on without them when the V1 API refuses, saying so once', async () => {
      const { warned, result } = run(
        { ...tables, [`${v1}/aggregated-issues`]: 'permission', [`${v1}/issue/${key}/paths`]: 'permission' },
        { config: { fixDetails: 'versions-and-paths' } },
      )

      const { items, coverage } = await result

      expect(items).toHaveLength(2)
      expect(coverage).toEqual({ kind: 'complete' })
      expect(warned).toHaveLength(1)
    })

    it('fails when the vendor cannot be reached, rather than forgetting what it knew', async () => {
      const { result } = run({ ...tables, [`${v1}/aggregated-issues`]: 'unreachable' }, { config: { fixDetails: 'versions' } })

      await expect(result).rejects.toMatchObject({ kind: 'unreachable' })
    })
  })
})

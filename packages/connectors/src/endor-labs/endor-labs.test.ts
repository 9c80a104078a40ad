import { Fault, type FaultKind, type Http, type HttpRequest, type Kind, kinds } from '@patchbay/sdk'
import { collect, openOver } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import connector from './index.ts'

const settings = { namespace: 'acme', apiKey: 'endr+key', apiSecret: 'endr+secret' }

type Row = Readonly<Record<string, unknown>>
type Tables = Readonly<Record<string, readonly Row[] | FaultKind>>

/** Answers lists and counts from tables, `size` objects to a page; a fault kind stands for a refusal. */
function tenant(tables: Tables, { size = 500, cursor = 'next_page_id' } = {}) {
  const asked: HttpRequest[] = []

  async function get(request: HttpRequest | string) {
    if (typeof request === 'string') throw new Error('lists have a query')
    asked.push(request)
    const [, namespace = '', resource = ''] = /^\/v1\/namespaces\/([^/]+)\/([^/]+)$/.exec(request.path) ?? []
    const table = tables[resource] ?? []
    if (typeof table === 'string') throw new Fault(table, `refused ${resource}`, { status: 403 })
    return {
      status: 200,
      headers: {},
      body: answer(
        table.filter((row) => visible(row, namespace, request)),
        request,
        size,
        cursor,
      ),
    }
  }

  const unused = () => Promise.reject(new Error('only GET is used'))
  const http: Http = { get, post: unused, put: unused, patch: unused, delete: unused, graphql: unused, upload: unused }
  return { asked, http }
}

function parameter({ query }: HttpRequest, name: string): string | undefined {
  const value = query?.[`list_parameters.${name}`]
  return value === undefined ? undefined : String(value)
}

function visible(row: Row, namespace: string, request: HttpRequest): boolean {
  const { tenant_meta, spec } = row as {
    tenant_meta?: { namespace: string }
    spec?: { project_uuid?: string; finding_categories?: string[] }
  }
  const own = tenant_meta?.namespace ?? namespace
  const reached = own === namespace || (parameter(request, 'traverse') === 'true' && own.startsWith(`${namespace}.`))
  const filter = parameter(request, 'filter') ?? ''
  const project = /spec\.project_uuid=="([^"]+)"/.exec(filter)?.[1]
  const [, negated, list] = /spec\.finding_categories (not )?contains \[([^\]]+)\]$/.exec(filter) ?? []
  const carried =
    list === undefined || list.split(', ').some((one) => spec?.finding_categories?.includes(one)) === (negated === undefined)
  return reached && carried && (project === undefined || spec?.project_uuid === project)
}

function answer(rows: readonly Row[], request: HttpRequest, size: number, cursor: string) {
  if (parameter(request, 'count') === 'true') return { list: null, count_response: { count: rows.length } }
  const after = rows.findIndex(({ uuid }) => uuid === parameter(request, 'page_id')) + 1
  const start = Number(parameter(request, 'page_token') ?? after)
  const objects = rows.slice(start, start + size)
  const more = start + size < rows.length
  return {
    list: { objects, response: more ? { [cursor]: cursor === 'next_page_id' ? objects.at(-1)?.['uuid'] : start + size } : {} },
  }
}

function open(tables: Tables, options?: Parameters<typeof tenant>[1], overrides: Readonly<Record<string, string>> = {}) {
  const { asked, http } = tenant(tables, options)
  return { asked, ...openOver(connector, { ...settings, ...overrides }, () => http) }
}

const project = (uuid: string, namespace: string, more: Row = {}) => ({
  uuid,
  tenant_meta: { namespace },
  meta: { name: `https://github.com/acme/${uuid}.git`, tags: ['pci'] },
  spec: {
    platform_source: 'PLATFORM_SOURCE_GITHUB',
    git: {
      full_name: `acme/${uuid}`,
      http_clone_url: `https://github.com/acme/${uuid}.git`,
      git_clone_url: `git@github.com:acme/${uuid}.git`,
      web_url: `https://api.github.com/repos/acme/${uuid}`,
    },
    ...more,
  },
})

const finding = (uuid: string, category = 'VULNERABILITY', level: string | undefined = 'FINDING_LEVEL_HIGH') => ({
  uuid,
  tenant_meta: { namespace: 'acme.web' },
  meta: { description: `title of ${uuid}`, create_time: '2025-01-01T00:00:00Z' },
  spec: { project_uuid: 'p1', level, finding_categories: category.split('+').map((one) => `FINDING_CATEGORY_${one}`) },
})

const target = { ref: 'p1', name: 'acme/p1', tags: [], attributes: { namespace: 'acme.web' } }

describe('check', () => {
  const key = { uuid: 'k1', meta: { name: 'hub' }, spec: { key: 'endr+key', expiration_time: '2026-12-31T00:00:00Z' } }
  const everything: Tables = {
    projects: [project('p1', 'acme'), project('p2', 'acme.web')],
    namespaces: [{ uuid: 'n1', tenant_meta: { namespace: 'acme' } }],
    findings: [],
    'api-keys': [{ uuid: 'k0', spec: { key: 'endr+other', expiration_time: '2026-01-01T00:00:00Z' } }, key],
  }

  it('says what the key sees, what it is called and when it expires', async () => {
    expect(await open(everything).opened.check()).toEqual({
      sees: '2 namespaces, 2 projects',
      identity: 'hub',
      expiresAt: '2026-12-31T00:00:00.000Z',
      warnings: [],
    })
  })

  it('succeeds without the permission to read API keys', async () => {
    expect(await open({ ...everything, 'api-keys': 'permission' }).opened.check()).toEqual({
      sees: '2 namespaces, 2 projects',
      warnings: [],
    })
  })

  it('calls a refused key by its name', async () => {
    await expect(open({ projects: 'credentials' }).opened.check()).rejects.toMatchObject({
      kind: 'credentials',
      details: { field: 'apiKey', remedy: expect.stringContaining('expired') },
    })
  })

  it('blames the namespace when nothing in it may be read', async () => {
    await expect(open({ projects: 'permission', namespaces: 'permission' }).opened.check()).rejects.toMatchObject({
      kind: 'permission',
      message: expect.stringContaining('"acme"'),
      details: { field: 'namespace', remedy: expect.stringContaining('full name') },
    })
  })

  it.each(['projects', 'findings'])('blames the key’s role when only %s may not be read', async (resource) => {
    await expect(open({ ...everything, [resource]: 'permission' }).opened.check()).rejects.toMatchObject({
      kind: 'permission',
      message: expect.stringContaining(resource),
      details: { field: 'apiKey', remedy: expect.stringContaining('Read-Only') },
    })
  })

  it('points to the other region when sign-in works and nothing is visible', async () => {
    await expect(open({}).opened.check()).rejects.toMatchObject({
      kind: 'config',
      details: { field: 'namespace', remedy: expect.stringContaining('https://api.eu.endorlabs.com') },
    })
    await expect(open({}, {}, { baseUrl: 'https://api.eu.endorlabs.com' }).opened.check()).rejects.toMatchObject({
      details: { remedy: expect.stringContaining('https://api.endorlabs.com') },
    })
  })

  it('accepts a tenant without projects when its own key shows that it is the right one', async () => {
    const account = await open({ 'api-keys': [key] }).opened.check()

    expect(account).toMatchObject({ sees: '1 namespace, 0 projects', warnings: [expect.stringContaining('no project yet')] })
  })

  it('says that the network is the trouble when it is', async () => {
    await expect(open({ projects: 'unreachable' }).opened.check()).rejects.toMatchObject({
      kind: 'unreachable',
      details: { field: 'baseUrl' },
    })
  })
})

describe('discover', () => {
  const repository = (owner: string, spec: Row, raw?: Row) => ({
    uuid: `r-${owner}`,
    meta: { parent_uuid: owner },
    spec: { default_branch: 'master', ...spec },
    ...(raw && { ingested_object: { raw } }),
  })
  const version = (uuid: string, owner: string, name: string, time?: string) => ({
    uuid,
    meta: { name, parent_uuid: owner },
    ...(time && { scan_object: { scan_time: time } }),
  })

  it('describes a project with everything that helps to match it', async () => {
    const { opened } = open({
      projects: [project('p1', 'acme.web', { is_archived: true })],
      repositories: [repository('p1', { external_id: '1296269' })],
      'repository-versions': [version('v1', 'p1', 'refs/heads/main')],
    })

    const { items, coverage } = await collect(opened.discover?.())

    expect(coverage).toEqual({ kind: 'complete' })
    expect(items).toEqual([
      {
        ref: 'p1',
        name: 'acme/p1',
        url: 'https://app.endorlabs.com/t/acme.web/projects/p1/versions/default/findings/',
        repository: {
          urls: ['https://github.com/acme/p1.git', 'git@github.com:acme/p1.git'],
          nativeId: '1296269',
          nativeHost: 'github.com',
          defaultBranch: 'main',
        },
        tags: ['pci'],
        archived: true,
        attributes: { namespace: 'acme.web' },
      },
    ])
  })

  it('includes child namespaces and streams page by page', async () => {
    const { opened, asked } = open({ projects: ['p1', 'p2', 'p3'].map((uuid) => project(uuid, `acme.${uuid}`)) }, { size: 2 })

    const { pages, items } = await collect(opened.discover?.())

    expect(pages.map((page) => page.items.length)).toEqual([2, 1])
    expect(items.map(({ attributes }) => attributes['namespace'])).toEqual(['acme.p1', 'acme.p2', 'acme.p3'])
    expect(asked.filter(({ path }) => path.endsWith('/projects')).map((request) => parameter(request, 'page_id'))).toEqual([
      undefined,
      'p2',
    ])
  })

  it('asks for branches of all projects at once, and takes the last scanned one', async () => {
    const { opened, asked } = open({
      projects: [project('p1', 'acme'), project('p2', 'acme')],
      'repository-versions': [
        version('v1', 'p1', 'trunk', '2025-02-01T00:00:00Z'),
        version('v2', 'p1', 'old', '2024-02-01T00:00:00Z'),
        version('v3', 'p2', 'main'),
      ],
    })

    const { items } = await collect(opened.discover?.())

    expect(items.map(({ repository }) => repository?.defaultBranch)).toEqual(['trunk', 'main'])
    expect(asked.filter(({ path }) => path.endsWith('/repository-versions'))).toHaveLength(1)
  })

  it('finds the platform’s id in the platform’s own answer, and refuses what cannot be one', async () => {
    const { opened } = open({
      projects: [project('p1', 'acme'), project('p2', 'acme')],
      repositories: [repository('p1', {}, { id: 42, node_id: 'R_1' }), repository('p2', { external_id: 'R_kgDO' })],
    })

    const { items } = await collect(opened.discover?.())

    expect(items.map(({ repository: clue }) => [clue?.nativeId, clue?.nativeHost])).toEqual([
      ['42', 'github.com'],
      [undefined, undefined],
    ])
  })

  it('still finds every project when facts about repositories may not be read', async () => {
    const { opened, warned } = open({
      projects: [project('p1', 'acme')],
      repositories: 'permission',
      'repository-versions': 'config',
    })

    const { items, coverage } = await collect(opened.discover?.())

    expect(items).toHaveLength(1)
    expect(coverage).toEqual({ kind: 'complete' })
    expect(warned).toHaveLength(2)
  })

  it('fails when the vendor cannot be reached, rather than forgetting what it knew', async () => {
    const { opened } = open({ projects: [project('p1', 'acme')], repositories: 'unreachable' })

    await expect(collect(opened.discover?.())).rejects.toMatchObject({ kind: 'unreachable' })
  })

  it('lists projects that are no repositories without a repository', async () => {
    const sbom = { uuid: 'p9', meta: { name: 'sbom of the gateway' }, spec: { platform_source: 'PLATFORM_SOURCE_BINARY' } }

    const { items } = await collect(open({ projects: [sbom] }).opened.discover?.())

    expect(items).toEqual([{ ref: 'p9', name: 'sbom of the gateway', tags: [], archived: false, attributes: {} }])
  })

  it('is partial when a project cannot be read, and keeps the others', async () => {
    const { items, pages, coverage } = await collect(
      open({ projects: [{ uuid: 'bad' }, project('p1', 'acme')] }).opened.discover?.(),
    )

    expect(items.map(({ ref }) => ref)).toEqual(['p1'])
    expect(pages[0]?.unreadable).toMatchObject([{ externalId: 'bad', path: 'meta' }])
    expect(coverage).toMatchObject({ kind: 'partial' })
  })
})

describe('sync', () => {
  const six = ['f1', 'f2', 'f3', 'f4', 'f5', 'f6'].map((uuid) => finding(uuid))

  function run(tables: Tables, wanted: readonly Kind[] = kinds, resume?: string, options?: Parameters<typeof tenant>[1]) {
    const { opened, asked, warned } = open(tables, options)
    return { asked, warned, result: collect(opened.sync?.({ targets: [target], kinds: wanted, ...(resume && { resume }) })) }
  }

  it('reads the main context of the one project, in its own namespace, without raw records', async () => {
    const { asked, result } = run({
      findings: [...six, { ...finding('x'), spec: { ...finding('x').spec, project_uuid: 'p2' } }],
    })

    const { items, coverage } = await result

    expect(items.map(({ externalId }) => externalId)).toEqual(['f1', 'f2', 'f3', 'f4', 'f5', 'f6'])
    expect(coverage).toEqual({ kind: 'complete' })
    expect(asked).toHaveLength(1)
    expect(asked[0]?.path).toBe('/v1/namespaces/acme.web/findings')
    expect(asked[0]?.headers).toMatchObject({ 'content-type': 'application/json' })
    expect(asked[0]?.query).toMatchObject({
      'list_parameters.filter': 'context.type==CONTEXT_TYPE_MAIN and spec.project_uuid=="p1"',
      'list_parameters.page_size': 500,
    })
    expect(parameter(asked[0] ?? { path: '' }, 'mask')?.split(',')).not.toContain('spec.finding_metadata')
  })

  it('says after each page where a run that dies can go on, and goes on there', async () => {
    const { pages } = await run({ findings: six }, kinds, undefined, { size: 2 }).result
    expect(pages.map(({ position }) => position)).toEqual(['f2', 'f4', undefined])

    const { items } = await run({ findings: six }, kinds, pages[0]?.position, { size: 2 }).result

    expect(items.map(({ externalId }) => externalId)).toEqual(['f3', 'f4', 'f5', 'f6'])
  })

  it('follows an answer that gives only an offset', async () => {
    const { items, pages } = await run({ findings: six }, kinds, undefined, { size: 4, cursor: 'next_page_token' }).result

    expect(items).toHaveLength(6)
    expect(pages.map(({ position }) => position)).toEqual(['offset:4', undefined])
  })

  it('counts what was held back because its family is not wanted', async () => {
    const findings = [
      finding('f1'),
      finding('f2', 'SAST'),
      finding('f3', 'LICENSE_RISK'),
      finding('f4', 'VULNERABILITY+CONTAINER'),
    ]

    const { pages, items } = await run({ findings }, ['dependency']).result

    expect(items.map(({ externalId, kind }) => [externalId, kind])).toEqual([['f1', 'dependency']])
    expect(pages.map(({ filtered }) => filtered)).toEqual([{ 'kind-not-selected': 3 }])
  })

  it('does not count again what a run that resumes has counted', async () => {
    const { asked, result } = run({ findings: six }, ['dependency'], 'f2')

    await result

    expect(asked.filter((request) => parameter(request, 'count') === 'true')).toEqual([])
  })

  it('asks nothing when no family of Endor Labs is wanted', async () => {
    const { asked, result } = run({ findings: six }, ['infrastructure'])

    expect(await result).toMatchObject({ items: [], coverage: { kind: 'complete' } })
    expect(asked).toEqual([])
  })

  it('is partial when a finding cannot be read, and says which and why', async () => {
    const { meta: _, ...broken } = finding('f2')

    const { items, pages, coverage } = await run({ findings: [finding('f1'), broken] }).result

    expect(items.map(({ externalId }) => externalId)).toEqual(['f1'])
    expect(pages[0]?.unreadable).toMatchObject([{ externalId: 'f2', target: 'p1', path: 'meta' }])
    expect(coverage).toMatchObject({ kind: 'partial' })
  })

  it('searches below its namespace for a project whose own one is unknown', async () => {
    const { opened, asked } = open({ findings: six })

    const { items } = await collect(opened.sync?.({ targets: [{ ...target, attributes: {} }], kinds }))

    expect(items).toHaveLength(6)
    expect(asked[0]).toMatchObject({ path: '/v1/namespaces/acme/findings', query: { 'list_parameters.traverse': true } })
  })

  it('never takes an answer that is no list for an empty one', async () => {
    const http: Partial<Http> = { get: async () => ({ status: 200, headers: {}, body: {} }) }
    const opened = connector.open(settings, {
      signal: new AbortController().signal,
      log: { info: () => {}, warn: () => {} },
      connect: () => http as Http,
    })

    await expect(collect(opened.sync?.({ targets: [target], kinds }))).rejects.toMatchObject({
      kind: 'contract',
      details: { path: 'list' },
    })
  })
})

import { Fault, type FaultKind, type Http, type HttpRequest, type Kind, kinds, type Target } from '@patchbay/sdk'
import { collect, openOver } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import connector from './index.ts'
import { sampleCode, sampleDependency, sampleSecret } from './sample-finding.ts'

type Row = Readonly<Record<string, unknown>>
type Table = readonly Row[] | FaultKind | (() => readonly Row[] | FaultKind)

interface Vendor {
  readonly deployments?: Table
  readonly projects?: Table
  readonly sast?: Table
  readonly sca?: Table
  readonly secrets?: Table
  readonly ping?: FaultKind
}

/** One organization, answering from tables. `cap` is the most rows it puts on a page. */
function vendor(tables: Vendor, cap: number) {
  const asked: HttpRequest[] = []

  function rows(name: keyof Vendor): readonly Row[] {
    const given = tables[name] ?? []
    const table = typeof given === 'function' ? given() : given
    if (typeof table !== 'string') return table
    throw new Fault(table, `refused ${name}`, { status: table === 'missing' ? 404 : 403 })
  }

  function answer({ path, query = {} }: HttpRequest): unknown {
    const page = Number(query['page'] ?? 0)
    const paged = (all: readonly Row[]) => all.slice(page * cap, (page + 1) * cap)
    if (path === '/api/v1/ping') return rows('ping') && {}
    if (path === '/api/v1/deployments') return { deployments: rows('deployments') }
    if (path === '/api/v1/deployments/acme/projects') return { projects: paged(rows('projects')) }
    if (path === '/api/v1/deployments/acme/findings') {
      const all = rows(query['issue_type'] === 'sca' ? 'sca' : 'sast')
      const { ref } = query
      return { findings: paged(ref === undefined ? all : all.filter((row) => row['ref'] === `refs/heads/${String(ref)}`)) }
    }
    if (path === '/api/v1/deployments/5/secrets') {
      const start = Number(query['cursor'] ?? 0)
      const found = rows('secrets').slice(start, start + cap)
      return { findings: found, cursor: found.length === 0 ? '' : String(start + found.length), previous: '' }
    }
    throw new Fault('missing', `nothing at ${path}`, { status: 404 })
  }

  async function get(request: HttpRequest | string) {
    const whole = typeof request === 'string' ? { path: request } : request
    asked.push(whole)
    return { status: 200, headers: {}, body: answer(whole) }
  }

  const unused = () => Promise.reject(new Error('only GET is used'))
  const http: Http = { get, post: unused, put: unused, patch: unused, delete: unused, graphql: unused, upload: unused }
  return { asked, http }
}

const organization = [{ id: 5, name: 'Acme', slug: 'acme', findings: { url: '' } }]

function open(tables: Vendor, cap = 100) {
  const { asked, http } = vendor({ deployments: organization, ...tables }, cap)
  return { asked, ...openOver(connector, { token: 'f00d' }, () => http) }
}

const project = (id: number, name: string, more: Row = {}) => ({
  id,
  name,
  url: `https://github.com/${name}`,
  tags: ['pci'],
  default_branch: 'refs/heads/master',
  primary_branch: 'refs/heads/main',
  ...more,
})

describe('check', () => {
  it('says which organization the token sees', async () => {
    expect(await open({ projects: [project(1, 'acme/shop')] }).opened.check()).toEqual({
      sees: '1 project of Acme',
      warnings: [],
    })
  })

  it('calls a refused token by its name', async () => {
    await expect(open({ deployments: 'credentials' }).opened.check()).rejects.toMatchObject({
      kind: 'credentials',
      details: { field: 'token', remedy: expect.stringContaining('expired') },
    })
  })

  it('takes 404 from a living Semgrep for a token without the scope Web API', async () => {
    await expect(open({ deployments: 'missing' }).opened.check()).rejects.toMatchObject({
      kind: 'permission',
      details: { field: 'token', remedy: expect.stringContaining('Web API') },
    })
  })

  it('takes 404 from everything for the wrong address', async () => {
    await expect(open({ deployments: 'missing', ping: 'missing' }).opened.check()).rejects.toMatchObject({
      kind: 'config',
      details: { field: 'baseUrl' },
    })
  })

  it('refuses a token that belongs to no organization', async () => {
    await expect(open({ deployments: [] }).opened.check()).rejects.toMatchObject({
      kind: 'config',
      details: { field: 'token' },
    })
  })
})

describe('discover', () => {
  it('describes each project with its repository and primary branch, page by page', async () => {
    const { opened } = open({ projects: [project(1, 'acme/shop'), project(2, 'acme/api'), project(3, 'acme/web')] }, 2)

    const { pages, items, coverage } = await collect(opened.discover?.())

    expect(coverage).toEqual({ kind: 'complete' })
    expect(pages.map((page) => page.items.length)).toEqual([2, 1])
    expect(items[0]).toEqual({
      ref: '1',
      name: 'acme/shop',
      repository: { urls: ['https://github.com/acme/shop'], defaultBranch: 'main' },
      tags: ['pci'],
      archived: false,
      attributes: { repository: 'acme/shop', branch: 'main' },
    })
  })

  it('reads a project that says little', async () => {
    const bare = { id: 9, name: 'local/scan', url: null, tags: 'one', primary_branch: null, default_branch: null }

    const { items } = await collect(open({ projects: [bare] }).opened.discover?.())

    expect(items).toEqual([
      { ref: '9', name: 'local/scan', tags: ['one'], archived: false, attributes: { repository: 'local/scan' } },
    ])
  })

  it('is partial when a project cannot be read, and says which', async () => {
    const { pages, coverage } = await collect(open({ projects: [{ id: 8 }, project(1, 'acme/shop')] }).opened.discover?.())

    expect(pages[0]?.unreadable).toMatchObject([{ externalId: '8', path: 'name' }])
    expect(coverage).toMatchObject({ kind: 'partial' })
  })
})

describe('sync', () => {
  const target = (ref: string, repository: string, branch: string | null = 'main'): Target => ({
    ref,
    name: repository,
    repository: { urls: [`https://github.com/${repository}`] },
    tags: [],
    attributes: { repository, ...(branch !== null && { branch }) },
  })
  const shop = target('1', 'acme/shop')
  const api = target('2', 'acme/api', 'develop')

  const code = (id: number, more: Row = {}) => ({ ...sampleCode(), id, match_based_id: `m${id}`, ...more })
  const dependency = (id: number, more: Row = {}) => ({ ...sampleDependency(), id, match_based_id: `m${id}`, ...more })
  const secret = (id: string, more: Row = {}) => ({ ...sampleSecret(), id, ...more })
  const inApi = { repository: { name: 'acme/api', url: 'https://github.com/acme/api' }, ref: 'refs/heads/develop' }

  interface Run {
    readonly targets?: readonly Target[]
    readonly wanted?: readonly Kind[]
    readonly resume?: string | undefined
    readonly cap?: number
  }

  function run(tables: Vendor, { targets = [shop, api], wanted = kinds, resume, cap = 100 }: Run = {}) {
    const projects = targets.map(({ ref, name }) => project(Number(ref), name))
    const { opened, asked, warned } = open({ projects, ...tables }, cap)
    const result = collect(opened.sync?.({ targets, kinds: wanted, ...(resume && { resume }) }))
    return { asked, warned, result }
  }

  const lists = (asked: readonly HttpRequest[]) =>
    asked.flatMap(({ query, path }) => (/findings|secrets/.test(path) ? [query ?? {}] : []))

  it('reads every product for the whole organization, each finding under its own project', async () => {
    const { result } = run({
      sast: [code(1), code(2, inApi)],
      sca: [dependency(3)],
      secrets: [secret('4', { ...inApi, ref: 'develop' })],
    })

    const { items, coverage } = await result

    expect(items.map(({ target: ref, externalId, kind }) => [ref, externalId, kind])).toEqual([
      ['2', 'm2', 'code'],
      ['1', 'm1', 'code'],
      ['1', 'm3', 'dependency'],
      ['2', '4', 'secret'],
    ])
    expect(coverage).toEqual({ kind: 'complete' })
  })

  it('asks for each primary branch once, in every state, never for changes', async () => {
    const { asked, result } = run({}, { targets: [shop, api, target('3', 'acme/web')], wanted: ['dependency'] })

    await result

    expect(lists(asked)).toEqual([
      { issue_type: 'sca', page: 0, page_size: 3000, ref: 'develop' },
      { issue_type: 'sca', page: 0, page_size: 3000, ref: 'main' },
    ])
  })

  it('takes each logical finding once where the primary branch is not known, but none of a pull request', async () => {
    const { asked, result } = run(
      { sast: [code(1), code(2, { ref: 'refs/pull/7/merge' }), code(3, { ref: 'topic' })] },
      { targets: [target('1', 'acme/shop', null)], wanted: ['code'] },
    )

    const { items, pages } = await result

    expect(lists(asked)[0]).toMatchObject({ dedup: true })
    expect(items.map(({ externalId }) => externalId)).toEqual(['m1', 'm3'])
    expect(pages[0]?.filtered).toEqual({ 'on-another-branch': 1 })
  })

  it('drops and counts what is of other projects, already resolved, or of a family that is not wanted', async () => {
    const { result } = run(
      {
        sca: [
          dependency(1),
          dependency(2, { status: 'fixed' }),
          dependency(3, { repository: { name: 'acme/unmapped' } }),
          dependency(4, { is_malicious: true }),
          dependency(5, { ...inApi, ref: 'refs/heads/main' }),
        ],
      },
      { wanted: ['dependency'] },
    )

    const { items, pages } = await result

    expect(items.map(({ externalId }) => externalId)).toEqual(['m1'])
    expect(pages.map(({ filtered }) => filtered).filter((one) => one !== undefined)).toEqual([
      { 'of-another-record': 1, 'on-another-branch': 1, 'already-resolved': 1, 'kind-not-selected': 1 },
    ])
  })

  it('knows a repository by its address when its name is given differently', async () => {
    const { result } = run({ sast: [code(1, { repository: { name: 'shop', url: 'HTTPS://github.com/acme/shop.git' } })] })

    expect((await result).items.map(({ target: ref }) => ref)).toEqual(['1'])
  })

  it('keeps what is ignored over there, with the reason', async () => {
    const { result } = run({ sast: [code(1, { status: 'ignored', triage_reason: 'false_positive' })] })

    expect((await result).items[0]?.triage).toEqual({ state: 'dismissed', reason: 'false_positive' })
  })

  it('leaves the families of a product alone that the organization does not have', async () => {
    const { warned, result } = run({ sast: [code(1)], sca: 'permission', secrets: 'missing' })

    const { items, coverage } = await result

    expect(items).toHaveLength(1)
    expect(warned).toHaveLength(2)
    expect(coverage).toMatchObject({
      kind: 'complete',
      gaps: [{ family: 'dependency' }, { family: 'malware' }, { family: 'secret' }],
    })
  })

  it('fails when a list breaks off, rather than take it for the end', async () => {
    let reads = 0
    const secrets = () => {
      reads += 1
      return reads === 1 ? ['1', '2', '3'].map((id) => secret(id)) : 'permission'
    }

    await expect(run({ secrets }, { cap: 2, wanted: ['secret'] }).result).rejects.toMatchObject({ kind: 'permission' })
  })

  it('goes on after the last finished list, remembering what was refused', async () => {
    const tables: Vendor = { sast: 'permission', sca: [dependency(1), dependency(2, inApi)], secrets: [secret('3')] }
    const { pages } = await run(tables).result
    const positions = pages.flatMap(({ position }) => position ?? [])
    const beforeSecrets = positions.find((position) => position.includes('"secrets"'))

    const { asked, result } = run(tables, { resume: beforeSecrets })
    const { items, coverage } = await result

    expect(lists(asked)).toEqual([
      { limit: 100, cursor: undefined },
      { limit: 100, cursor: '1' },
    ])
    expect(items.map(({ externalId }) => externalId)).toEqual(['3'])
    expect(coverage).toMatchObject({ gaps: [{ family: 'code' }] })
  })

  it('goes on inside the list of secrets', async () => {
    const tables: Vendor = { secrets: ['1', '2', '3', '4', '5'].map((id) => secret(id)) }
    const { pages } = await run(tables, { wanted: ['secret'], cap: 2 }).result

    const { items } = await run(tables, { wanted: ['secret'], cap: 2, resume: pages[0]?.position }).result

    expect(items.map(({ externalId }) => externalId)).toEqual(['3', '4', '5'])
  })

  it.each(['nonsense', '{"part":"sca gone","refused":[]}'])('starts over at a position it cannot use: %s', async (resume) => {
    expect((await run({ sast: [code(1)] }, { resume }).result).items).toHaveLength(1)
  })

  it('is partial when a finding cannot be read, unless it is of somebody else’s project', async () => {
    const broken = (id: number, more: Row = {}) => ({ ...code(id, more), status: null })
    const { result } = run({ sast: [code(1), broken(2)] }, { wanted: ['code'] })
    const { pages, items, coverage } = await result

    expect(items).toHaveLength(1)
    expect(pages.flatMap(({ unreadable }) => unreadable ?? [])).toMatchObject([{ externalId: '2', path: 'status' }])
    expect(coverage).toMatchObject({ kind: 'partial' })

    const foreign = run({ sast: [broken(3, { repository: { name: 'acme/unmapped' } })] }, { wanted: ['code'] })
    expect((await foreign.result).coverage).toEqual({ kind: 'complete' })
  })

  it.each([{}, { name: null, url: '' }, null, undefined])(
    'is partial when a finding does not say whose it is: %j',
    async (repository) => {
      const { pages, coverage } = await run({ sast: [code(1), code(2, { repository })] }, { wanted: ['code'] }).result

      expect(pages.flatMap(({ unreadable }) => unreadable ?? [])).toMatchObject([{ externalId: '2' }])
      expect(coverage).toMatchObject({ kind: 'partial' })
    },
  )

  it('asks nothing when no family of Semgrep is wanted', async () => {
    const { asked, result } = run({}, { wanted: ['container'] })

    expect(await result).toMatchObject({ items: [], coverage: { kind: 'complete' } })
    expect(asked).toEqual([])
  })
})

import { Fault, type FaultKind, type Http, type Kind, kinds, type Target } from '@patchbay/sdk'
import { collect, openOver } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import { config } from './config.ts'
import connector from './index.ts'
import { sampleIssue } from './sample-issue.ts'
import { transport } from './transport.ts'

type Row = Readonly<Record<string, unknown>>

interface Vendor {
  readonly applications?: readonly Row[] | null
  readonly issues?: readonly Row[] | null
  /** A field the schema does not have any more. */
  readonly moved?: string
  readonly fault?: FaultKind
  readonly faultOf?: 'getIssues' | 'getApplications'
  /** Most rows on a page. */
  readonly cap?: number
}

interface Input {
  readonly limit: number
  readonly offset?: number
  readonly conditionalFilters?: readonly { condition: string; fieldName: string; values: readonly string[] }[]
  readonly sort?: unknown
}

interface Asked {
  readonly query: string
  readonly input: Input | undefined
}

/** A gateway that answers two operations from tables. */
function vendor({ applications = [], issues = [], moved, fault, faultOf, cap = 1000 }: Vendor) {
  const asked: Asked[] = []

  async function graphql({ path, query, variables }: Parameters<Http['graphql']>[0]) {
    const given = Object.values((variables ?? {}) as Record<string, Input>)[0]
    asked.push({ query, input: given })
    if (path !== '/api/apollo-gateway') throw new Fault('missing', 'no such path', { status: 404 })
    const operation = query.includes('getIssues(') ? 'getIssues' : 'getApplications'
    if (fault && (faultOf === undefined || faultOf === operation))
      throw new Fault(fault, `refused ${operation}`, { status: 403 })
    if (moved !== undefined && query.includes(moved)) {
      throw new Fault('contract', `it answered 400: Cannot query field "${moved}" on type "Issue".`, { status: 400 })
    }
    if (operation === 'getApplications')
      return { getApplications: list('applications', 'totalFilteredApps', applications, given) }
    return { getIssues: { ...list('issues', 'totalFilteredIssues', issues, given), totalIssues: issues?.length } }
  }

  function list(name: string, count: string, rows: readonly Row[] | null, input: Input | undefined) {
    if (rows === null) return { [name]: null }
    const excluded = input?.conditionalFilters?.[0]?.values ?? []
    const found = rows.filter(({ category }) => !excluded.includes(String((category as Row | undefined)?.['name'])))
    const offset = input?.offset ?? 0
    return {
      [name]: found.slice(offset, offset + Math.min(cap, input?.limit ?? cap)),
      [count]: found.length,
      total: found.length,
    }
  }

  const unused = () => Promise.reject(new Error('only GraphQL is used'))
  const http: Http = { get: unused, post: unused, put: unused, patch: unused, delete: unused, graphql, upload: unused }
  return { asked, http }
}

function open(given: Vendor) {
  const { asked, http } = vendor(given)
  return { asked, ...openOver(connector, { apiToken: 'k3y' }, () => http) }
}

describe('transport', () => {
  const given = transport(config.parse({ apiToken: 'k3y', baseUrl: 'https://ox.example.com/api/apollo-gateway' }))
  const verdict = (status: number, body: unknown = '', headers = {}) => given.classify?.({ status, headers, body })
  const errors = (message: string, code?: string) => ({ errors: [{ message, ...(code && { extensions: { code } }) }] })

  it('sends the bare key to the gateway’s host', () => {
    expect(given).toMatchObject({
      baseUrl: 'https://ox.example.com',
      auth: { kind: 'header', name: 'authorization', value: 'k3y' },
    })
  })

  it('takes 403 for a bad key unless it speaks of permissions', () => {
    expect(verdict(403)).toBe('credentials')
    expect(verdict(403, errors('You have no permission for this'))).toBe('permission')
    expect(verdict(403, errors('x', 'FORBIDDEN'))).toBe('permission')
  })

  it('finds faults that are buried in a good answer', () => {
    expect(verdict(200, errors('x', 'UNAUTHENTICATED'))).toBe('credentials')
    expect(verdict(200, errors('The API key has expired'))).toBe('credentials')
    expect(verdict(200, errors('Rate limit exceeded'))).toBe('retry')
  })

  it('waits when nothing is left of the hour', () => {
    expect(verdict(429)).toBe('retry')
    expect(verdict(403, '', { 'ratelimit-remaining': '0' })).toBe('retry')
  })

  it('leaves everything else to the status', () => {
    expect(verdict(200, { data: {} })).toBeUndefined()
    expect(verdict(400, errors('Cannot query field "x" on type "Issue".'))).toBeUndefined()
    expect(verdict(502, '<html>')).toBeUndefined()
  })
})

describe('check', () => {
  it('says what the key sees', async () => {
    const given = { applications: [{ appId: '1' }, { appId: '2' }], issues: [sampleIssue()] }

    expect(await open(given).opened.check()).toEqual({ sees: '2 applications, 1 issue', warnings: [] })
  })

  it('calls a refused key by its name', async () => {
    await expect(open({ fault: 'credentials' }).opened.check()).rejects.toMatchObject({
      kind: 'credentials',
      details: { field: 'apiToken', remedy: expect.stringContaining('expired') },
    })
  })

  it('says that the key may not read issues', async () => {
    await expect(open({ fault: 'permission', faultOf: 'getIssues' }).opened.check()).rejects.toMatchObject({
      kind: 'permission',
      details: { field: 'apiToken' },
    })
  })

  it.each([
    ['missing', 'config'],
    ['unreachable', 'unreachable'],
  ] as const)('blames the address when it is %s', async (fault, kind) => {
    await expect(open({ fault }).opened.check()).rejects.toMatchObject({ kind, details: { field: 'baseUrl' } })
  })
})

describe('discover', () => {
  const application = (appId: string, more: Row = {}) => ({
    appId,
    appName: 'ACME/shop',
    repoName: 'shop',
    organization: 'ACME',
    link: 'https://github.com/ACME/shop',
    branch: 'main',
    type: 'GitHub',
    fakeApp: false,
    isMonoRepoChild: false,
    tags: [{ name: 'pci', displayName: 'PCI' }],
    appOwners: [{ name: 'Dana', email: 'dana@acme.example' }],
    ...more,
  })

  async function targets(...applications: readonly Row[]) {
    return (await collect(open({ applications }).opened.discover?.())).items
  }

  it('describes an application with its repository', async () => {
    expect(await targets(application('39822797'))).toEqual([
      {
        ref: '39822797',
        name: 'ACME/shop',
        repository: {
          urls: ['https://github.com/ACME/shop'],
          nativeId: '39822797',
          nativeHost: 'github.com',
          defaultBranch: 'main',
        },
        tags: ['PCI', 'owner: dana@acme.example'],
        archived: false,
        attributes: {},
      },
    ])
  })

  it('takes over ids only where they are the platform’s own', async () => {
    const braces = '{0f5ad1cc-6b5f-4ab1-9d2c-1c0dd1a9f111}'
    const clues = (
      await targets(
        application(braces, { link: 'https://bitbucket.org/acme/shop', type: 'Bitbucket' }),
        application('77', { link: 'https://dev.azure.com/acme/p/_git/shop', type: 'Azure Repos' }),
        application('78', { isMonoRepoChild: true }),
        application('79', { type: null, link: 'https://gitlab.acme.example/a/b' }),
      )
    ).map(({ repository }) => [repository?.nativeId, repository?.nativeHost])

    expect(clues).toEqual([
      [braces, 'bitbucket.org'],
      [undefined, undefined],
      [undefined, undefined],
      ['79', 'gitlab.acme.example'],
    ])
  })

  it('falls back on organization and name where there is no link', async () => {
    const [named, unknown] = await targets(
      application('1', { link: null }),
      application('2', { link: null, type: 'Elsewhere' }),
    )

    expect(named?.repository?.urls).toEqual(['https://github.com/ACME/shop'])
    expect(unknown?.repository).toBeUndefined()
  })

  it('never takes the settings of an organization for a repository', async () => {
    expect(await targets(application('*GitHub-Settings (ACME)', { appName: '*GitHub-Settings (ACME)' }))).toMatchObject([
      {
        ref: '*GitHub-Settings (ACME)',
        name: 'GitHub-Settings (ACME)',
        tags: ['organization-level', 'PCI', expect.anything()],
      },
    ])
    expect((await targets(application('*x', { appName: '*x' })))[0]).not.toHaveProperty('repository')
  })

  it('leaves out demo applications, and counts them', async () => {
    const { pages, items } = await collect(
      open({ applications: [application('1'), application('2', { fakeApp: true })] }).opened.discover?.(),
    )

    expect(items).toHaveLength(1)
    expect(pages[0]?.filtered).toEqual({ 'demo-application': 1 })
  })

  it('is partial when an application cannot be read, and says which', async () => {
    const { pages, coverage } = await collect(
      open({ applications: [application('1'), { appId: '2', tags: 'odd' }] }).opened.discover?.(),
    )

    expect(pages[0]?.unreadable).toMatchObject([{ externalId: '2', path: 'tags' }])
    expect(coverage).toMatchObject({ kind: 'partial' })
  })
})

describe('sync', () => {
  const target = (ref: string): Target => ({ ref, name: `acme/${ref}`, tags: [], attributes: {} })
  const issue = (issueId: string, more: Row = {}) => ({ ...sampleIssue(), issueId, app: { id: 'a1' }, ...more })

  interface Run {
    readonly wanted?: readonly Kind[]
    readonly resume?: string | undefined
  }

  function run(given: Vendor, { wanted = kinds, resume }: Run = {}) {
    const targets = [target('a1'), target('a2')]
    const { opened, asked, warned } = open({ applications: targets.map(({ ref }) => ({ appId: ref })), ...given })
    const result = collect(opened.sync?.({ targets, kinds: wanted, ...(resume && { resume }) }))
    return { asked, warned, result }
  }

  it('reads one list for all applications, oldest first, each finding under its own', async () => {
    const { asked, result } = run({ issues: [issue('i1'), issue('i2', { app: { id: 'a2' } })] })

    const { items, coverage } = await result

    expect(asked).toHaveLength(1)
    expect(asked[0]?.input).toEqual({ limit: 500, offset: 0, sort: { fields: ['OpenDate'], order: ['ASC'] } })
    expect(items.map(({ target: ref, externalId }) => `${ref} ${externalId}`)).toEqual([
      'a1 i1|CVE-2016-1000027',
      'a1 i1|CVE-2022-22965',
      'a2 i2|CVE-2016-1000027',
      'a2 i2|CVE-2022-22965',
    ])
    expect(coverage).toEqual({ kind: 'complete' })
  })

  it('lets OX leave out categories that cannot hold a wanted finding', async () => {
    const code = issue('i2', { category: { name: 'Code Security' } })
    const { asked, result } = run({ issues: [issue('i1'), code] }, { wanted: ['dependency'] })

    const { items } = await result

    expect(items).toHaveLength(2)
    expect(asked[0]?.input?.conditionalFilters).toMatchObject([{ condition: 'NOT', fieldName: 'categories' }])
    expect(asked[0]?.input?.conditionalFilters?.[0]?.values).not.toContain('Open Source Security')
  })

  it('counts what is of another application or of a family that is not wanted', async () => {
    const base = issue('i2', { mainTitle: 'golang@1.16 is a base image defined in Dockerfile having 2 vulnerabilities.' })
    const { result } = run(
      { issues: [issue('i1'), base, issue('i3', { app: { id: 'elsewhere' } })] },
      { wanted: ['dependency'] },
    )

    const { pages } = await result

    expect(pages[0]?.filtered).toEqual({ 'of-another-record': 1, 'kind-not-selected': 2 })
  })

  it('takes each issue once, and says after each page where a run that dies can go on', async () => {
    const given = { issues: Array.from({ length: 50 }, (_, index) => issue(`i${index}`)), cap: 30 }
    const { pages, items, coverage } = await run(given).result
    expect(new Set(items.map(({ externalId }) => externalId)).size).toBe(100)
    expect(items).toHaveLength(100)
    expect(coverage).toEqual({ kind: 'complete' })

    const { asked, result } = run(given, { resume: pages[0]?.position })

    const kept = new Set(pages[0]?.items.map(({ externalId }) => externalId))
    const rest = (await result).items.map(({ externalId }) => externalId)
    expect(rest).toEqual(items.map(({ externalId }) => externalId).filter((id) => !kept.has(id)))
    expect(rest).toHaveLength(40)
    expect(asked[0]?.input?.offset).toBe(20)
  })

  it('asks once more with the essential fields when the schema has moved, and keeps to them', async () => {
    const issues = Array.from({ length: 50 }, (_, index) => issue(`i${index}`))
    const { asked, warned, result } = run({ issues, cap: 30, moved: 'aggregations' })

    const { items, coverage } = await result

    expect(items).toHaveLength(100)
    expect(coverage).toEqual({ kind: 'complete' })
    const queries = asked.flatMap(({ query }) => (query.includes('getIssues(') ? [query] : []))
    expect(queries.map((query) => query.includes('aggregations'))).toEqual([true, false, false])
    expect(warned).toHaveLength(1)
  })

  it('fails when even an essential field is gone', async () => {
    const { asked, result } = run({ issues: [issue('i1')], moved: 'issueId' })

    await expect(result).rejects.toMatchObject({ kind: 'contract' })
    expect(asked).toHaveLength(2)
  })

  it('does not take another trouble for a moved schema', async () => {
    const { asked, result } = run({ fault: 'unreachable' })

    await expect(result).rejects.toMatchObject({ kind: 'unreachable' })
    expect(asked).toHaveLength(1)
  })

  it('never takes an answer without a list for an empty one', async () => {
    await expect(run({ issues: null }).result).rejects.toMatchObject({
      kind: 'contract',
      details: { path: 'getIssues.issues' },
    })
  })

  it('is partial when an issue cannot be read, unless it is of somebody else’s application', async () => {
    const { pages, items, coverage } = await run({ issues: [issue('i1'), issue('i2', { category: null })] }).result

    expect(items).toHaveLength(2)
    expect(pages[0]?.unreadable).toMatchObject([{ externalId: 'i2', path: 'category' }])
    expect(coverage).toMatchObject({ kind: 'partial' })

    const foreign = run({ issues: [issue('i3', { category: null, app: { id: 'elsewhere' } })] })
    expect((await foreign.result).coverage).toEqual({ kind: 'complete' })
  })

  it('closes nothing of an application that OX calls irrelevant, whose issues it then hides', async () => {
    const { coverage } = await run({ issues: [issue('i1')], applications: [{ appId: 'a1' }] }).result

    expect(coverage).toEqual({ kind: 'complete', gaps: [{ target: 'a2', reason: expect.stringContaining('relevant') }] })
  })

  it('is partial when applications without an issue cannot be looked for to the end', async () => {
    const { coverage } = await run({ issues: [issue('i1')], applications: [{ appId: 'a2' }, { appId: 'a2' }] }).result

    expect(coverage).toMatchObject({ kind: 'partial', missing: expect.stringContaining('applications') })
  })

  it('starts over at a position it cannot use', async () => {
    expect((await run({ issues: [issue('i1')] }, { resume: 'nonsense' }).result).items).toHaveLength(2)
  })
})

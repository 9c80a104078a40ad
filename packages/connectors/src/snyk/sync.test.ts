import { type Kind, kinds, type Target } from '@patchbay/sdk'
import { collect } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import { sampleIssue } from './sample-issue.ts'
import { one, open, project, type Row, type Tables } from './sample-vendor.ts'

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
    const result = collect(opened.sync?.({ targets: [of], kinds: wanted, ...(resume && { resume }) }))
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

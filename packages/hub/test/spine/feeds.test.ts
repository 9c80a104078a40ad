import { expect, it } from 'vitest'
import { zipOf } from '../zip.ts'
import { rowVersions, vulnerabilities, vulnerability } from './look.ts'
import { epssOf, kevOf, osvOf, type Publisher, startPublisher, subscribe } from './publisher.ts'
import { paged, sighting, sightings } from './sighting.ts'
import { connect, describeSpine, type Stage, sync } from './stage.ts'
import { createVendor, product, type Vendor } from './vendor.ts'
import { tester, type World } from './world.ts'

await describeSpine('feeds', (stage) => {
  it('rates what is known to be exploited, and takes it back when the catalogue does', async () => {
    await using publisher = await startPublisher()
    const { world } = await scene(stage(), publisher)
    publisher.files.set('/kev.json', kevOf('CVE-2024-1001', 'CVE-1999-0001'))

    await world.refreshFeeds()
    await world.assess()
    const exploited = await risks(world)
    publisher.files.set('/kev.json', kevOf('CVE-2024-1002', 'CVE-1999-0001'))
    stage().pass({ hours: 4 })
    await world.refreshFeeds()
    await world.assess()

    expect(exploited).toEqual({ 'CVE-2024-1001': 76, 'CVE-2024-1002': 49, 'CVE-2024-1003': 49 })
    expect(await risks(world)).toEqual({ 'CVE-2024-1001': 49, 'CVE-2024-1002': 76, 'CVE-2024-1003': 49 })
  })

  it('reads the scores of the day, leaves alone what did not change, and forgets what is no longer listed', async () => {
    await using publisher = await startPublisher()
    const { world } = await scene(stage(), publisher)
    publisher.files.set('/epss.csv.gz', epssOf({ 'CVE-2024-1002': 0.25, 'CVE-2024-1001': 0.81, 'CVE-2024-9999': 0.1 }))
    await world.refreshFeeds()
    await world.assess()
    const first = await risks(world)
    const before = await rowVersions(world, 'vulnerability')

    stage().pass({ hours: 24 })
    publisher.files.set('/epss.csv.gz', epssOf({ 'CVE-2024-1002': 0.25, 'CVE-2024-9998': 0.1 }, '2026-11-02'))
    await world.refreshFeeds()
    const changed = await world.assess()

    expect(first).toEqual({ 'CVE-2024-1001': 73, 'CVE-2024-1002': 61, 'CVE-2024-1003': 49 })
    expect(changed).toBe(1)
    expect(await risks(world)).toEqual({ 'CVE-2024-1001': 49, 'CVE-2024-1002': 61, 'CVE-2024-1003': 49 })
    const after = await rowVersions(world, 'vulnerability')
    expect(after.filter((version) => !before.includes(version))).toHaveLength(1)
    expect(await feed(world, 'epss')).toMatchObject({ version: 'v2026.06.15', rows: 2, problem: null })
  })

  it('asks when it is due, and then only whether something changed', async () => {
    await using publisher = await startPublisher()
    const { world } = await scene(stage(), publisher)
    publisher.files.set('/kev.json', kevOf('CVE-2024-1001'))
    publisher.files.set('/epss.csv.gz', epssOf({ 'CVE-2024-1001': 0.5 }))
    publisher.files.set('/modified_id.csv', '2026-10-01T00:00:00Z,npm/GHSA-2222-2222-2222\n')

    await world.refreshFeeds()
    stage().pass({ hours: 3 })
    await world.refreshFeeds()
    stage().pass({ hours: 1 })
    await world.refreshFeeds()
    const fetchedAt = stage().now()

    expect(publisher.asked).toEqual(['/kev.json', '/epss.csv.gz', '/modified_id.csv', '/kev.json unchanged'])
    expect(await feed(world, 'kev')).toMatchObject({
      fetched_at: fetchedAt,
      changed_at: new Date(fetchedAt.getTime() - 4 * 3_600_000),
    })
  })

  it.each([
    ['is away', 503, '127.0.0.1:\\d+ answered 503'],
    ['is cut off', epssOf({ 'CVE-2024-1001': 0.9, 'CVE-2024-1002': 0.9, 'CVE-2024-1003': 0.9 }).subarray(0, 60), 'cut off'],
    ['has half a row', Buffer.from('cve,epss,percentile\nCVE-2024-1001,0.1,0.2\nCVE-2024-10'), 'Line 3'],
    ['shrank', epssOf({ 'CVE-2024-1001': 0.9 }), 'has 1 rows, where there were 3'],
    ['is of last week', epssOf({ 'CVE-2024-1001': 0.9, 'CVE-2024-1002': 0.9 }, '2026-10-20'), 'older than that of 2026-11-01'],
    ['is a web page', Buffer.from('<html>Sign in</html>'), 'does not begin with its columns'],
  ])('keeps every score when the list %s, and says why', async (_name, file, problem) => {
    await using publisher = await startPublisher()
    const { world } = await scene(stage(), publisher)
    publisher.files.set('/epss.csv.gz', epssOf({ 'CVE-2024-1001': 0.81, 'CVE-2024-1002': 0.25, 'CVE-2024-1003': 0.04 }))
    await world.refreshFeeds()
    await world.assess()
    const before = await risks(world)

    publisher.files.set('/epss.csv.gz', file)
    stage().pass({ hours: 6 })
    await world.refreshFeeds()
    await world.assess()

    expect(await risks(world)).toEqual(before)
    const state = await feed(world, 'epss')
    expect(state).toMatchObject({ problem: expect.stringMatching(problem), rows: 3, tried_at: stage().now() })
    expect(state?.fetched_at).not.toEqual(stage().now())
  })

  it('asks nobody when feeds are off for this hub, and reads files all the same', async () => {
    await using publisher = await startPublisher()
    const { world } = await scene(stage(), publisher, { feeds: false })

    await world.refreshFeeds()
    await expect(world.commands.feeds.refresh('kev')).rejects.toMatchObject({ details: { code: 'feeds-off' } })
    await world.commands.feeds.import('kev', bytes(kevOf('CVE-2024-1001')))
    await world.commands.feeds.import('epss', bytes(epssOf({ 'CVE-2024-1002': 0.81 })))
    await world.assess()

    expect(publisher.asked).toEqual([])
    expect(await risks(world)).toEqual({ 'CVE-2024-1001': 76, 'CVE-2024-1002': 73, 'CVE-2024-1003': 49 })
    expect(await feed(world, 'kev')).toMatchObject({ source: 'file', rows: 1, version: '2026.11.01' })
  })

  it('brings together what advisories say is one problem, and parts it again when they take that back', async () => {
    await using publisher = await startPublisher()
    const { world, vendor, id } = await scene(stage(), publisher)
    const other = { identifiers: ['GHSA-2222-2222-2222'], package: 'package-1', severity: 'low' } as const
    vendor.findings.set('web', { pages: [{ items: [...sightings('web', 3), sighting('web', 'G1', other)] }] })
    await sync(world, id)
    const ghsa = await vulnerability(world, 'GHSA-2222-2222-2222')
    await world.commands.vulnerabilities.decide([ghsa.id], { decision: 'wont-fix', reason: 'Known by its GHSA.' }, tester)
    publisher.files.set('/kev.json', kevOf('CVE-2024-1001'))
    publisher.files.set(
      '/modified_id.csv',
      '2026-10-02T00:00:00Z,npm/GHSA-2222-2222-2222\n2026-10-01T00:00:00Z,npm/GHSA-3333-3333-3333\n',
    )
    publisher.files.set('/npm/GHSA-2222-2222-2222.json', osvOf('GHSA-2222-2222-2222', ['CVE-2024-1001']))

    await world.refreshFeeds()
    await world.assess()
    const together = await vulnerabilities(world)

    expect(together.map((row) => [row.name, row.sightings, row.decision])).toEqual([
      ['CVE-2024-1001', 2, 'wont-fix'],
      ['CVE-2024-1002', 1, 'none'],
      ['CVE-2024-1003', 1, 'none'],
    ])
    expect(publisher.asked).not.toContain('/npm/GHSA-3333-3333-3333.json')

    const withdrawn = { withdrawn: '2026-11-05T00:00:00Z', modified: '2026-11-05T00:00:00Z' }
    publisher.files.set('/modified_id.csv', '2026-11-05T00:00:00Z,npm/GHSA-2222-2222-2222\n')
    publisher.files.set('/npm/GHSA-2222-2222-2222.json', osvOf('GHSA-2222-2222-2222', ['CVE-2024-1001'], withdrawn))
    stage().pass({ hours: 6 })
    await world.refreshFeeds()

    expect((await vulnerabilities(world)).map((row) => [row.name, row.sightings, row.decision])).toEqual([
      ['CVE-2024-1001', 1, 'wont-fix'],
      ['CVE-2024-1002', 1, 'none'],
      ['CVE-2024-1003', 1, 'none'],
      ['GHSA-2222-2222-2222', 1, 'wont-fix'],
    ])
  })

  it('reads the advisories it can where others are missing, damaged or of a name nobody uses, says so, and asks for those again', async () => {
    await using publisher = await startPublisher()
    const { world, vendor, id } = await scene(stage(), publisher)
    const named = (key: string, identifier: string) => sighting('web', key, { identifiers: [identifier], package: 'package-1' })
    const ghsas = ['GHSA-2222-2222-2222', 'GHSA-3333-3333-3333', 'GHSA-4444-4444-4444'] as const
    vendor.findings.set('web', { pages: [{ items: [...sightings('web', 3), ...ghsas.map((name) => named(name, name))] }] })
    await sync(world, id)
    publisher.files.set(
      '/modified_id.csv',
      [...ghsas.map((name) => `npm/${name}`), 'Packagist/FOP:laravel/framework/2020-07-27-1']
        .map((path) => `2026-10-01T00:00:00Z,${path}\n`)
        .join(''),
    )
    publisher.files.set('/npm/GHSA-3333-3333-3333.json', '{"id":')
    publisher.files.set('/npm/GHSA-4444-4444-4444.json', osvOf('GHSA-4444-4444-4444', ['CVE-2024-1001']))

    await world.refreshFeeds()

    expect((await vulnerabilities(world)).map((row) => [row.name, row.sightings])).toEqual([
      ['CVE-2024-1001', 2],
      ['CVE-2024-1002', 1],
      ['CVE-2024-1003', 1],
      ['GHSA-2222-2222-2222', 1],
      ['GHSA-3333-3333-3333', 1],
    ])
    expect(await feed(world, 'osv')).toMatchObject({
      rows: 1,
      problem: expect.stringMatching(/^2 of the changed advisories cannot be read\. The first: .+/),
    })

    for (const name of ghsas.slice(0, 2)) publisher.files.set(`/npm/${name}.json`, osvOf(name, []))
    publisher.asked.splice(0)
    stage().pass({ hours: 1 })
    await world.refreshFeeds()
    expect(publisher.asked.filter((path) => path.startsWith('/npm/')).toSorted()).toEqual([
      '/npm/GHSA-2222-2222-2222.json',
      '/npm/GHSA-3333-3333-3333.json',
    ])
    expect(await feed(world, 'osv')).toMatchObject({ rows: 3, problem: null })
  })

  it('reads what a zip file of advisories says of known identifiers, and believes no record that names two CVEs', async () => {
    const { world, vendor, id } = await scene(stage(), null, { feeds: false })
    const named = (externalId: string, identifier: string, name: string) =>
      sighting('web', externalId, { identifiers: [identifier], package: name })
    const ghsas = [named('G1', 'GHSA-2222-2222-2222', 'package-1'), named('G2', 'GHSA-3333-3333-3333', 'package-2')]
    vendor.findings.set('web', { pages: [{ items: [...sightings('web', 3), ...ghsas] }] })
    await sync(world, id)
    const archive = await zipOf({
      'GHSA-2222-2222-2222.json': osvOf('GHSA-2222-2222-2222', ['CVE-2024-1001']),
      'GHSA-3333-3333-3333.json': osvOf('GHSA-3333-3333-3333', ['CVE-2024-1002', 'CVE-2024-1003']),
      'GHSA-9999-9999-9999.json': 'never read',
    })

    await world.commands.feeds.import('osv', bytes(archive))

    expect((await vulnerabilities(world)).map((row) => [row.name, row.sightings])).toEqual([
      ['CVE-2024-1001', 2],
      ['CVE-2024-1002', 1],
      ['CVE-2024-1003', 1],
      ['GHSA-3333-3333-3333', 1],
    ])
    await expect(world.commands.feeds.import('osv', bytes('no zip'))).rejects.toMatchObject({
      details: { code: 'feed-unreadable' },
    })
  })

  it('keeps a link that a scanner vouches for too', async () => {
    await using publisher = await startPublisher()
    const { world, vendor, id } = await scene(stage(), publisher)
    const both = { identifiers: ['CVE-2024-1001', 'GHSA-2222-2222-2222'], package: 'package-1' }
    vendor.findings.set('web', { pages: [{ items: [sighting('web', 'F1', both)] }] })
    await sync(world, id)
    publisher.files.set('/modified_id.csv', '2026-10-02T00:00:00Z,npm/GHSA-2222-2222-2222\n')
    publisher.files.set('/npm/GHSA-2222-2222-2222.json', osvOf('GHSA-2222-2222-2222', ['CVE-2024-1001']))
    await world.refreshFeeds()

    publisher.files.set('/modified_id.csv', '2026-11-05T00:00:00Z,npm/GHSA-2222-2222-2222\n')
    publisher.files.set('/npm/GHSA-2222-2222-2222.json', osvOf('GHSA-2222-2222-2222', [], { modified: '2026-11-05T00:00:00Z' }))
    stage().pass({ hours: 6 })
    await world.refreshFeeds()
    const onlyGhsa = { identifiers: ['GHSA-2222-2222-2222'], package: 'package-1' }
    const linked = await names(world)
    vendor.findings.set('web', { pages: [{ items: [sighting('web', 'F1', onlyGhsa)] }] })
    await sync(world, id)

    expect(linked).toEqual(['CVE-2024-1001', 'CVE-2024-1002', 'CVE-2024-1003'])
    expect(await names(world)).toEqual(['CVE-2024-1002', 'CVE-2024-1003', 'GHSA-2222-2222-2222'])
  })
})

async function scene(
  stage: Stage,
  publisher: Publisher | null,
  options: { readonly feeds: boolean } = { feeds: true },
): Promise<{ readonly world: World; readonly vendor: Vendor; readonly id: number }> {
  const vendor = createVendor('alpha')
  const world = await stage.world([vendor], options)
  vendor.products = [product('web')]
  vendor.findings.set('web', { pages: paged(sightings('web', 3), 5) })
  if (publisher !== null) await subscribe(world, publisher, stage)
  const id = await connect(world, vendor, { rules: { cveRequired: false } })
  await world.settle()
  return { world, vendor, id }
}

async function risks(world: World): Promise<Readonly<Record<string, number | null>>> {
  const rows = await world.database.kysely.selectFrom('vulnerability').select(['name', 'risk_score']).orderBy('name').execute()
  return Object.fromEntries(rows.map((row) => [row.name, row.risk_score]))
}

async function feed(world: World, id: string) {
  return world.database.kysely.selectFrom('feed').selectAll().where('id', '=', id).executeTakeFirst()
}

async function names(world: World): Promise<readonly string[]> {
  return (await vulnerabilities(world)).map((row) => row.name)
}

async function* bytes(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof content === 'string' ? Buffer.from(content) : content
}

import { expect, it } from 'vitest'
import { findings, lastOperation, record, records, vulnerabilities } from './look.ts'
import { mapped, mappedToRepository, scene } from './scene.ts'
import { connect, describeSpine, sync } from './stage.ts'
import { product, repository } from './vendor.ts'
import { tester } from './world.ts'

await describeSpine('records', (stage) => {
  it('are NEW when nothing says where they belong and auto-mapping is off, and say why', async () => {
    const { world, vendor } = await scene(stage())
    vendor.products = [product('web'), product('api', { address: 'https://forge.test/team/api' })]
    await connect(world, vendor, { autoMap: false })
    await world.settle()

    expect((await records(world)).map((row) => [row.ref, row.state, row.reason])).toEqual([
      ['api', 'NEW', 'No connected source control lists forge.test/team/api.'],
      ['web', 'NEW', 'The scanner does not say which repository this is.'],
    ])
    expect((await lastOperation(world, 'sync')).coverage).toMatchObject({ scopes: { total: 0 } })
  })

  it('are GOOD by address, whatever the way it is written, and by the platform’s id over any address', async () => {
    const { world, vendor, forge } = await scene(stage())
    forge.repositories = {
      pages: [{ items: [repository('1', 'team/web'), repository('2', 'team/api'), repository('3', 'team/jobs')] }],
    }
    vendor.products = [
      product('web', { address: 'git@forge.test:team/web.git' }),
      product('api', { address: 'ssh://git@forge.test:22/team/api' }),
      product('jobs', {
        repository: { urls: ['https://forge.test/team/old-name'], nativeId: '3', nativeHost: 'forge.test' },
      }),
    ]
    await connect(world, forge)
    await world.settle()
    await connect(world, vendor, { autoMap: false })
    await world.settle()

    expect((await records(world)).map((row) => [row.ref, row.state, row.asset, row.method])).toEqual([
      ['api', 'GOOD', 'team/api', 'url'],
      ['jobs', 'GOOD', 'team/jobs', 'native-id'],
      ['web', 'GOOD', 'team/web', 'url'],
    ])
  })

  it('are GOOD in a product of their own when nothing else fits and auto-mapping is on', async () => {
    const { world, vendor } = await scene(stage())
    vendor.products = [product('web')]
    await connect(world, vendor)
    await world.settle()

    expect(await record(world, 'web')).toMatchObject({ state: 'GOOD', product: 'web', asset: 'web', method: 'auto-product' })
    const types = await stage().database.kysely.selectFrom('product_type').select('name').execute()
    expect(types).toEqual([{ name: 'Vendor alpha Connector' }])
  })

  it('are not mapped when two repositories fit, and say so', async () => {
    const { world, vendor, forge } = await scene(stage())
    forge.repositories = { pages: [{ items: [repository('1', 'team/web'), repository('2', 'Team/Web')] }] }
    vendor.products = [product('web', { address: 'https://forge.test/TEAM/WEB' })]
    await connect(world, forge)
    await world.settle()
    await connect(world, vendor)
    await world.settle()

    expect(await record(world, 'web')).toMatchObject({
      state: 'NEW',
      asset: null,
      reason: expect.stringContaining('2 repositories share'),
    })
  })

  it('are IGNORED when a user says so, through discovers, until they are restored', async () => {
    const { world, vendor, id } = await mapped(stage())
    const { id: recordId } = await record(world, 'web')
    await world.commands.records.ignore(recordId, tester)
    vendor.served.length = 0

    await sync(world, id, 'discover')

    expect(await record(world, 'web')).toMatchObject({ state: 'IGNORED', ignoredBy: 'tester', reason: 'Ignored by a user.' })
    expect(vendor.served).toEqual([])
    expect((await findings(world)).every((row) => row.present)).toBe(true)

    vendor.products = []
    await sync(world, id, 'discover')
    expect((await record(world, 'web')).state).toBe('IGNORED')

    await world.commands.records.restore(recordId, tester)
    expect((await record(world, 'web')).state).toBe('MISSING')
    vendor.products = [product('web')]
    await sync(world, id, 'discover')
    expect(await record(world, 'web')).toMatchObject({ state: 'GOOD', ignoredBy: null })
    expect(vendor.served.length).toBeGreaterThan(0)
  })

  it('are MISSING when a complete discover no longer lists them, keep their findings, and come back', async () => {
    const { world, vendor, id } = await mapped(stage())
    vendor.products = []

    await sync(world, id, 'discover')

    expect(await record(world, 'web')).toMatchObject({
      state: 'MISSING',
      reason: 'The vendor did not list this in the last complete discover.',
    })
    expect((await findings(world)).every((row) => row.present)).toBe(true)
    expect((await vulnerabilities(world)).every((row) => row.status === 'Open')).toBe(true)

    vendor.products = [product('web', { name: 'Web shop' })]
    await sync(world, id, 'discover')

    expect(await record(world, 'web')).toMatchObject({ state: 'GOOD', name: 'Web shop' })
  })

  it.each([
    { why: 'saw only a part', discovery: { pages: [], end: { kind: 'partial', missing: 'Half.' } as const } },
    {
      why: 'could not read a row',
      discovery: { pages: [{ items: [], unreadable: [{ externalId: 'web', path: 'name', message: 'Required.' }] }] },
    },
    { why: 'failed', discovery: { pages: [{ items: [] }, new Error('x is not a function')] } },
  ])('are not MISSING after a discover that $why', async ({ discovery }) => {
    const { world, vendor, id } = await mapped(stage())

    vendor.discovery = discovery
    await sync(world, id, 'discover')

    expect((await lastOperation(world, 'discover')).state).not.toBe('complete')
    expect((await record(world, 'web')).state).toBe('GOOD')
    if (discovery.pages.some((step) => step instanceof Error)) stage().forgive('An operation failed on a bug')
  })

  it('are an ERROR when the vendor no longer lists what was never mapped', async () => {
    const { world, vendor } = await scene(stage())
    vendor.products = [product('web')]
    const id = await connect(world, vendor, { autoMap: false })
    await world.settle()
    vendor.products = []

    await sync(world, id, 'discover')

    expect(await record(world, 'web')).toMatchObject({
      state: 'ERROR',
      reason: 'The vendor no longer lists this, and it is not mapped.',
    })
  })

  it('are STALE when their product is removed, keep their findings, and are GOOD when mapped elsewhere', async () => {
    const { world } = await mapped(stage())
    const before = await record(world, 'web')
    const owner = await stage().database.kysely.selectFrom('product').select('id').executeTakeFirstOrThrow()

    await world.commands.products.remove(owner.id, tester)

    expect(await record(world, 'web')).toMatchObject({
      state: 'STALE',
      reason: 'What this was mapped to no longer exists.',
    })
    expect((await findings(world)).every((row) => row.present)).toBe(true)
    await world.commands.records.map(before.id, { newProduct: { name: 'Shop' } }, tester)
    await world.settle()
    expect(await record(world, 'web')).toMatchObject({ state: 'GOOD', product: 'Shop', method: 'manual' })
  })

  it('are STALE when their repository is gone, and GOOD again with it', async () => {
    const { world, forge, forgeId } = await mappedToRepository(stage())
    forge.repositories = { pages: [{ items: [repository('2', 'team/other')] }] }

    await sync(world, forgeId, 'discover')

    expect((await record(world, 'web')).state).toBe('STALE')
    expect((await findings(world)).every((row) => row.present)).toBe(true)

    forge.repositories = { pages: [{ items: [repository('1', 'team/web'), repository('2', 'team/other')] }] }
    await sync(world, forgeId, 'discover')

    expect((await record(world, 'web')).state).toBe('GOOD')
    expect(await lastOperation(world)).toMatchObject({ connection: 'alpha', kind: 'sync', trigger: 'follow-up' })
  })

  it('are not STALE after a partial listing of repositories', async () => {
    const { world, forge, forgeId } = await mappedToRepository(stage())
    forge.repositories = { pages: [], end: { kind: 'partial', missing: 'One organisation.' } }

    await sync(world, forgeId, 'discover')

    expect((await record(world, 'web')).state).toBe('GOOD')
  })

  it('are STALE when the source control is disconnected, and GOOD when it is connected again', async () => {
    const { world, forge, forgeId } = await mappedToRepository(stage())

    await world.commands.connections.remove(forgeId, 'keep', tester)
    expect((await record(world, 'web')).state).toBe('STALE')

    await connect(world, forge, { label: 'forge again' })
    await world.settle()
    expect(await record(world, 'web')).toMatchObject({ state: 'GOOD', asset: 'team/web' })
  })

  it('stay GOOD while another connection still sees the repository', async () => {
    const { world, forge, forgeId } = await mappedToRepository(stage())
    await connect(world, forge, { label: 'same forge' })
    await world.settle()

    await world.commands.connections.remove(forgeId, 'keep', tester)

    expect((await record(world, 'web')).state).toBe('GOOD')
  })
})

import { createEndorLabsEmulator } from '@patchbay/connectors/endor-labs/emulator'
import { createGitHubEmulator, type GitHubEmulator } from '@patchbay/connectors/github/emulator'
import { demoTenant } from '@patchbay/sdk/testing'
import { expect, it, onTestFinished } from 'vitest'
import { findings, lastOperation, operations, record, records, vulnerabilities } from './look.ts'
import { paged, sightings } from './sighting.ts'
import { connect, describeSpine, type Stage, sync } from './stage.ts'
import { createVendor, product, repository, type Vendor } from './vendor.ts'
import { tester, type World } from './world.ts'

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

  it('take their findings along when a person maps them elsewhere', async () => {
    const { world } = await mappedToRepository(stage())
    const { id } = await record(world, 'web')
    const other = await stage()
      .database.kysely.selectFrom('asset')
      .select('id')
      .where('name', '=', 'team/other')
      .executeTakeFirstOrThrow()

    await world.commands.records.map(id, { repositoryId: other.id }, tester)
    await world.settle()

    expect(await record(world, 'web')).toMatchObject({ state: 'GOOD', asset: 'team/other', method: 'manual' })
    expect((await findings(world)).map((row) => row.asset)).toEqual(['team/other', 'team/other', 'team/other'])
    expect((await lastOperation(world)).counts).toMatchObject({ new: 0, changed: 0, unchanged: 3, closed: 0 })
    await sync(world, (await connectionOf(world, 'alpha')) ?? 0, 'discover')
    expect((await record(world, 'web')).asset).toBe('team/other')
  })

  it('close their findings as unmapped when a person unmaps them, and open them when mapped again', async () => {
    const { world } = await mappedToRepository(stage())
    const { id } = await record(world, 'web')

    await world.commands.records.unmap(id, tester)

    expect((await record(world, 'web')).state).toBe('NEW')
    expect((await findings(world)).map((row) => [row.present, row.closedReason])).toEqual(Array(3).fill([false, 'unmapped']))
    expect((await vulnerabilities(world)).map((row) => row.status)).toEqual(Array(3).fill('Dismissed'))
    await expect(world.commands.records.unmap(id, tester)).rejects.toMatchObject({ details: { code: 'record-not-mapped' } })

    await world.commands.records.map(id, { newProduct: { name: 'Shop' } }, tester)
    await world.settle()

    expect((await vulnerabilities(world)).map((row) => row.status)).toEqual(Array(3).fill('Open'))
    expect((await findings(world)).map((row) => row.present)).toEqual(Array(3).fill(true))
  })

  it('take up their old findings when they are mapped by themselves after having been unmapped', async () => {
    const { world } = await mappedToRepository(stage())
    const { id } = await record(world, 'web')
    await world.commands.records.map(id, { newProduct: { name: 'Shop' } }, tester)
    await world.settle()
    const [row] = await vulnerabilities(world)
    await world.commands.vulnerabilities.decide([row?.id ?? 0], { decision: 'wont-fix' }, tester)
    await world.commands.records.unmap(id, tester)

    await sync(world, (await connectionOf(world, 'alpha')) ?? 0, 'discover')

    expect(await record(world, 'web')).toMatchObject({ state: 'GOOD', asset: 'team/web', method: 'url' })
    expect((await findings(world)).map((found) => [found.asset, found.present])).toEqual(Array(3).fill(['team/web', true]))
    expect((await vulnerabilities(world)).map((found) => found.decision)).toEqual(['wont-fix', 'none', 'none'])
  })

  it.each([
    { target: {}, code: 'mapping-invalid' },
    { target: { repositoryId: 1, productId: 1 }, code: 'mapping-invalid' },
    { target: { repositoryId: 999 }, code: 'repository-not-found' },
    { target: { productId: 999 }, code: 'product-not-found' },
    { target: { newProduct: { name: ' ' } }, code: 'product-invalid' },
  ])('stay as they are when they are mapped to $target', async ({ target, code }) => {
    const { world } = await mapped(stage())
    const before = await record(world, 'web')

    await expect(world.commands.records.map(before.id, target, tester)).rejects.toMatchObject({ details: { code } })

    expect(await record(world, 'web')).toEqual(before)
  })

  it('keep their findings, closed, when their connection is removed that way', async () => {
    const { world, id } = await mapped(stage())

    await world.commands.connections.remove(id, 'keep', tester)

    expect((await findings(world)).map((row) => row.closedReason)).toEqual(Array(3).fill('connection-removed'))
    expect((await vulnerabilities(world)).map((row) => row.status)).toEqual(Array(3).fill('Dismissed'))
    const row = await stage().database.kysely.selectFrom('connection').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ secrets: {}, next_sync_at: null })
    expect(row.removed_at).not.toBeNull()
  })

  it('go with their findings when their connection is deleted, and leave those of others', async () => {
    const { world, vendor, id } = await mapped(stage())
    await connect(world, vendor, { label: 'second' })
    await world.settle()

    await world.commands.connections.remove(id, 'delete', tester)

    expect((await records(world)).map((row) => row.connection)).toEqual(['second'])
    expect((await vulnerabilities(world)).map((row) => [row.sightings, row.status])).toEqual(Array(3).fill([1, 'Open']))
    await world.commands.connections.remove((await connectionOf(world, 'second')) ?? 0, 'delete', tester)
    expect(await vulnerabilities(world)).toEqual([])
  })

  it('of a removed connection are not brought back by its running sync', async () => {
    const { world, vendor, id } = await mapped(stage())
    vendor.findings.set('web', {
      pages: [() => world.commands.connections.remove(id, 'keep', tester), ...paged(sightings('web', 5), 5)],
    })

    await sync(world, id)

    expect((await findings(world)).map((row) => row.closedReason)).toEqual(Array(3).fill('connection-removed'))
  })

  it('that are unmapped while they are read get nothing written any more', async () => {
    const { world, vendor, id } = await mapped(stage())
    const { id: recordId } = await record(world, 'web')
    vendor.findings.set('web', {
      pages: [() => world.commands.records.unmap(recordId, tester), ...paged(sightings('web', 5), 5)],
    })

    await sync(world, id)

    expect(await lastOperation(world, 'sync')).toMatchObject({ state: 'failed', counts: { new: 0, closed: 0 } })
    expect((await findings(world)).map((row) => row.closedReason)).toEqual(Array(3).fill('unmapped'))
  })

  it('that are mapped while a sync runs are read by another one after it', async () => {
    const { world, vendor, id } = await mapped(stage())
    await world.commands.connections.update(id, { autoMap: false }, tester)
    vendor.products = [product('web'), product('api')]
    vendor.findings.set('api', { pages: paged(sightings('api', 2), 5) })
    await sync(world, id, 'discover')
    const { id: recordId } = await record(world, 'api')
    const usual = vendor.findings.get('web')?.pages ?? []
    let once = true
    vendor.findings.set('web', {
      pages: [
        async () => {
          if (once) await world.commands.records.map(recordId, { newProduct: { name: 'API' } }, tester)
          once = false
        },
        ...usual,
      ],
    })

    await sync(world, id)

    expect((await operations(world)).slice(-2).map((row) => [row.kind, row.state, row.trigger])).toEqual([
      ['sync', 'complete', 'user'],
      ['sync', 'complete', 'follow-up'],
    ])
    expect((await findings(world)).filter((row) => row.record === 'api')).toHaveLength(2)
  })
})

await describeSpine('repositories on GitHub', (stage) => {
  it('are followed by id when they are renamed, and scanners that still use the old name match', async () => {
    const { world, github, githubId } = await hosted(stage())
    const before = await assets(world)

    github.controls.rename('acme/identity', 'login')
    await sync(world, githubId, 'discover')
    const vendor = createVendor('late')
    vendor.products = [product('old', { address: 'https://github.com/acme/identity' })]
    const late = await stage().world([vendor])
    await connect(late, vendor, { autoMap: false })
    await late.settle()

    const after = await assets(world)
    expect(after.get('acme/login')).toBe(before.get('acme/identity'))
    expect(after.has('acme/identity')).toBe(false)
    expect(await record(world, 'old')).toMatchObject({ state: 'GOOD', asset: 'acme/login', method: 'former-url' })
    expect((await findings(world)).some((row) => row.asset === 'acme/login')).toBe(true)
  })

  it('are followed by id when they are transferred', async () => {
    const { world, github, githubId } = await hosted(stage())
    const before = await assets(world)

    github.controls.transfer('acme/identity', 'northwind')
    await sync(world, githubId, 'discover')

    expect((await assets(world)).get('northwind/identity')).toBe(before.get('acme/identity'))
    expect((await records(world)).find((row) => row.asset === 'northwind/identity')?.state).toBe('GOOD')
  })

  it('are other ones when they are made again under the same name', async () => {
    const { world, github, githubId } = await hosted(stage())

    github.controls.recreate('acme/identity')
    await sync(world, githubId, 'discover')

    const rows = await world.database.kysely
      .selectFrom('repository')
      .select(['ref', 'present'])
      .where('full_name', '=', 'acme/identity')
      .orderBy('asset_id')
      .execute()
    expect(rows.map((row) => row.present)).toEqual([false, true])
    const stale = (await records(world)).filter((row) => row.asset === 'acme/identity')
    expect(stale.map((row) => row.state)).toEqual(['STALE'])
  })

  it('leave their records STALE when they are deleted', async () => {
    const { world, github, githubId } = await hosted(stage())

    github.controls.delete('acme/identity')
    await sync(world, githubId, 'discover')

    expect((await records(world)).filter((row) => row.state !== 'GOOD').map((row) => [row.asset, row.state])).toEqual([
      ['acme/identity', 'STALE'],
    ])
  })
})

interface Scene {
  readonly world: World
  readonly vendor: Vendor
  readonly forge: Vendor
}

async function scene(stage: Stage): Promise<Scene> {
  const vendor = createVendor('alpha')
  const forge = createVendor('forge', { sourceControl: true })
  return { world: await stage.world([vendor, forge]), vendor, forge }
}

/** One record with three findings, in a product of its own. */
async function mapped(stage: Stage): Promise<Scene & { readonly id: number }> {
  const found = await scene(stage)
  found.vendor.products = [product('web')]
  found.vendor.findings.set('web', { pages: paged(sightings('web', 3), 5) })
  const id = await connect(found.world, found.vendor)
  await found.world.settle()
  return { ...found, id }
}

/** One record with three findings, in the repository `team/web`; there is another one called `team/other`. */
async function mappedToRepository(stage: Stage): Promise<Scene & { readonly forgeId: number }> {
  const found = await scene(stage)
  found.forge.repositories = { pages: [{ items: [repository('1', 'team/web'), repository('2', 'team/other')] }] }
  found.vendor.products = [product('web', { address: 'https://forge.test/team/web' })]
  found.vendor.findings.set('web', { pages: paged(sightings('web', 3), 5) })
  const forgeId = await connect(found.world, found.forge)
  await found.world.settle()
  await connect(found.world, found.vendor)
  await found.world.settle()
  return { ...found, forgeId }
}

/** The demo tenant on GitHub and in Endor Labs, over HTTP. */
async function hosted(stage: Stage): Promise<{ world: World; github: GitHubEmulator; githubId: number }> {
  const tenant = await demoTenant()
  const github = await createGitHubEmulator({ tenant })
  const endor = await createEndorLabsEmulator({ tenant })
  onTestFinished(() => Promise.all([github.close(), endor.close()]).then(() => undefined))
  const world = await stage.world()
  const { connectionId: githubId } = await world.commands.connections.create(
    { connector: 'github', label: 'GitHub', config: { token: github.credentials.classic, baseUrl: github.url } },
    tester,
  )
  await world.settle()
  const { key, secret } = endor.credentials.readOnly
  await world.commands.connections.create(
    {
      connector: 'endor-labs',
      label: 'Endor Labs',
      config: { namespace: endor.namespace, apiKey: key, apiSecret: secret, baseUrl: endor.url },
    },
    tester,
  )
  await world.settle()
  return { world, github, githubId }
}

async function assets(world: World): Promise<ReadonlyMap<string, number>> {
  const rows = await world.database.kysely.selectFrom('repository').select(['full_name', 'asset_id']).execute()
  return new Map(rows.map((row) => [row.full_name, row.asset_id]))
}

async function connectionOf(world: World, label: string): Promise<number | undefined> {
  const row = await world.database.kysely.selectFrom('connection').select('id').where('label', '=', label).executeTakeFirst()
  return row?.id
}

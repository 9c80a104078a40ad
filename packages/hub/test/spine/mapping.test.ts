import { expect, it } from 'vitest'
import { findings, lastOperation, operations, record, records, vulnerabilities } from './look.ts'
import { connectionOf, mapped, mappedToRepository } from './scene.ts'
import { paged, sightings } from './sighting.ts'
import { connect, describeSpine, sync } from './stage.ts'
import { product } from './vendor.ts'
import { tester } from './world.ts'

await describeSpine('records that people map', (stage) => {
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
    { target: { newProduct: { name: 'Shop' }, branch: 'main' }, code: 'mapping-invalid' },
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

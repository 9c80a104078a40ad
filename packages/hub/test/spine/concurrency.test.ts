import fc from 'fast-check'
import { expect, it } from 'vitest'
import { model, partition, placeOf, type Saying, saying, threeScanners, toSighting } from './alias-model.ts'
import { operations, vulnerabilities } from './look.ts'
import { paged, sightings } from './sighting.ts'
import { connect, describeSpine, meanwhile, type Stage } from './stage.ts'
import { createVendor, product } from './vendor.ts'
import { tester, type World } from './world.ts'

await describeSpine('workers at the same time', (stage) => {
  it('come to what one after the other would, with names that join and part while they write', async () => {
    const { world, vendors, scanners } = await threeScanners(stage())
    const workers = [world, await stage().world(vendors), await stage().world(vendors)]
    const heard = new Map<string, Saying>()

    for (const sayings of fc.sample(fc.array(saying(12), { minLength: 60, maxLength: 60 }), { numRuns: 4 })) {
      for (const one of sayings) heard.set(placeOf(one), one)
      const asked = []
      for (const [index, { vendor, id }] of scanners.entries()) {
        for (const target of ['web', 'api']) {
          const items = [...heard.values()].filter((one) => one.scanner === index && one.target === target).map(toSighting)
          vendor.findings.set(target, { pages: paged(items, 3) })
        }
        asked.push(await world.commands.operations.request(id, 'sync', tester))
      }
      await Promise.all(asked.map(({ operationId }, index) => workers[index]?.run(operationId)))

      expect((await operations(world)).slice(-3).map((row) => [row.state, row.problem])).toEqual(
        Array(3).fill(['complete', null]),
      )
      expect(await partition(world)).toEqual(model([...heard.values()]))
    }
  })

  it('decide, close and move without losing what the others did', async () => {
    const { world, vendors, scanners } = await threeScanners(stage())
    const other = await stage().world(vendors)
    const sayings = fc.sample(saying(12), { numRuns: 80 })
    for (const [index, { vendor }] of scanners.entries()) {
      for (const target of ['web', 'api']) {
        const items = sayings.filter((one) => one.scanner === index && one.target === target).map(toSighting)
        vendor.findings.set(target, { pages: paged(items, 4) })
      }
    }
    for (const { id } of scanners) await world.commands.operations.request(id, 'sync', tester)
    await world.settle()
    const ids = (await vulnerabilities(world)).map((row) => row.id)
    scanners[0]?.vendor.findings.clear()
    const { operationId } = await world.commands.operations.request(scanners[0]?.id ?? 0, 'sync', tester)
    const [moved] = await world.database.kysely
      .selectFrom('record')
      .select('id')
      .where('connection_id', '=', scanners[1]?.id ?? 0)
      .where('ref', '=', 'web')
      .execute()

    await Promise.all([
      world.run(operationId),
      ...ids.map((id) => other.commands.vulnerabilities.decide([id], { decision: 'wont-fix' }, tester).catch(goneMeanwhile)),
      other.commands.records.map(moved?.id ?? 0, { newProduct: { name: 'Elsewhere' } }, tester),
    ])
    await other.settle()

    const rows = await vulnerabilities(world)
    const kept = rows.filter((row) => ids.includes(row.id))
    expect(kept.map((row) => row.decision)).toEqual(kept.map(() => 'wont-fix'))
    expect(rows.some((row) => row.asset === 'web')).toBe(true)
  })

  it('do not remove a vulnerability that a page has just found', async () => {
    const { world } = await one(stage())
    const row = await world.database.kysely
      .selectFrom('vulnerability')
      .select(['id', 'asset_id', 'key'])
      .executeTakeFirstOrThrow()
    const order: string[] = []

    await meanwhile(
      stage().database,
      async (write) => {
        await write.vulnerabilities.find([row.asset_id], [row.key])
        order.push('found')
      },
      () => world.store.transact((write) => write.vulnerabilities.lock([row.id])).then(() => order.push('taken')),
    )

    expect(order).toEqual(['found', 'taken'])
  })

  it('do not take the name away from under a page that uses it', async () => {
    const { world } = await one(stage())
    const { id } = await world.database.kysely.selectFrom('alias_group').select('id').executeTakeFirstOrThrow()
    const order: string[] = []

    await meanwhile(
      stage().database,
      async (write) => {
        await write.dictionary.holdGroups([id])
        order.push('held')
      },
      () => world.store.transact((write) => write.dictionary.claimGroups([id])).then(() => order.push('claimed')),
    )

    expect(order).toEqual(['held', 'claimed'])
  })
})

/** One finding of one scanner. */
async function one(stage: Stage): Promise<{ readonly world: World }> {
  const vendor = createVendor('alpha')
  const world = await stage.world([vendor])
  vendor.products = [product('web')]
  vendor.findings.set('web', { pages: paged(sightings('web', 1), 1) })
  await connect(world, vendor)
  await world.settle()
  return { world }
}

/** What moves elsewhere is another vulnerability there; whoever decides about the old one a moment later is told that it is gone. */
function goneMeanwhile(error: unknown): void {
  expect(error).toMatchObject({ details: { code: 'vulnerability-not-found' } })
}

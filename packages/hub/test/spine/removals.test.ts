import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createBrowse } from '../../src/compose/browse.ts'
import { publicId } from '../../src/domain/public-id.ts'
import { findings, record, vulnerabilities } from './look.ts'
import { connectionOf, mappedToRepository, type Scene, scene } from './scene.ts'
import { paged, sightings } from './sighting.ts'
import { connect, describeSpine, type Stage } from './stage.ts'
import { product } from './vendor.ts'
import { tester } from './world.ts'

function look({ database, now }: Stage) {
  return createBrowse({ database, plugins: new Map(), now })
}

const firstPage = { limit: 50, cursor: undefined }

/** Two records, each with two findings in a product of its own. */
async function two(stage: Stage): Promise<Scene & { readonly id: number }> {
  const found = await scene(stage)
  found.vendor.products = [product('api'), product('web')]
  for (const { ref } of found.vendor.products) found.vendor.findings.set(ref, { pages: paged(sightings(ref, 2), 5) })
  const id = await connect(found.world, found.vendor)
  await found.world.settle()
  return { ...found, id }
}

/** Lets nobody touch the findings of a record until it is called. */
async function stuck({ database: { kysely } }: Stage, recordId: number): Promise<() => Promise<void>> {
  await sql
    .raw("create function halt() returns trigger as 'begin raise exception ''halted''; end' language plpgsql")
    .execute(kysely)
  await sql
    .raw(
      `create trigger halt before update or delete on finding for each row when (old.record_id = ${recordId}) execute function halt()`,
    )
    .execute(kysely)
  return async () => {
    await sql.raw('drop function halt cascade').execute(kysely)
  }
}

await describeSpine('a removed connection', (stage) => {
  it('shows its records nowhere any more, and counts them nowhere', async () => {
    const { world } = await mappedToRepository(stage())
    const id = (await connectionOf(world, 'alpha')) ?? 0
    const web = await record(world, 'web')
    const before = look(stage())
    const [repository] = (await before.repositories.list({ q: 'team/web' }, { ...firstPage, sort: 'name' })).items
    const owner = repository?.product?.id ?? ''
    expect([repository?.records, (await before.products.get(owner)).records]).toEqual([1, 1])

    await world.commands.connections.remove(id, 'keep', tester)

    const { records, repositories, products } = look(stage())
    expect(await records.list({}, { ...firstPage, sort: 'name' })).toMatchObject({ items: [], count: { value: 0 } })
    await expect(records.get(publicId('record', web.id))).rejects.toMatchObject({ details: { code: 'record-not-found' } })
    await expect(records.history(publicId('record', web.id), { ...firstPage, sort: '-at' })).rejects.toMatchObject({
      kind: 'not-found',
    })
    expect((await repositories.get(repository?.id ?? '')).records).toBe(0)
    expect((await products.get(owner)).records).toBe(0)
  })

  it('leaves nothing for mapping rules to map', async () => {
    const { world, vendor } = await scene(stage())
    vendor.products = [product('web')]
    const id = await connect(world, vendor, { autoMap: false })
    await world.settle()
    await world.commands.connections.remove(id, 'keep', tester)
    await world.commands.mappingRules.create({ namePattern: 'web', productName: 'Shop' }, tester)

    expect(await world.commands.mappingRules.apply({ automatic: false }, tester)).toMatchObject({ mapped: 0 })
    expect((await record(world, 'web')).product).toBeNull()
  })

  it.each(['keep', 'delete'] as const)(
    'is removed to the end when its process ended on the way, to %s findings',
    async (what) => {
      const { world, id } = await two(stage())
      const release = await stuck(stage(), (await record(world, 'web')).id)
      const connection = () =>
        stage().database.kysely.selectFrom('connection').select('removal').where('id', '=', id).executeTakeFirst()

      try {
        await expect(world.commands.connections.remove(id, what, tester)).rejects.toThrow('halted')
      } finally {
        await release()
      }
      const open = async () => (await findings(world)).filter((row) => row.present).map((row) => row.record)
      expect([await open(), (await connection())?.removal]).toEqual([['web', 'web'], what])

      stage().pass({ minutes: 1 })
      await world.tick()
      // Whoever began it may still be at it.
      expect(await open()).toEqual(['web', 'web'])

      stage().pass({ minutes: 10 })
      await world.tick()
      const kept = what === 'keep'
      expect(await open()).toEqual([])
      expect((await findings(world)).map((row) => row.closedReason)).toEqual(kept ? Array(4).fill('connection-removed') : [])
      expect((await vulnerabilities(world)).every((row) => row.status === 'Dismissed')).toBe(true)
      expect(await connection()).toEqual(kept ? { removal: null } : undefined)
      expect(await stage().database.kysely.selectFrom('lease').selectAll().execute()).toEqual([])
    },
  )
})

import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createBrowse } from '../../src/compose/browse.ts'
import { publicId } from '../../src/domain/public-id.ts'
import { act, lodash, only, remediations, resync, withLodash } from './fixing.ts'
import { mappedToRepository } from './scene.ts'
import { describeSpine, type Stage } from './stage.ts'
import { tester } from './world.ts'

const three = lodash(['4.17.11', '4.17.12', '4.17.21'])

await describeSpine('the figures of remediations', (stage) => {
  it('count what is under way by mode and priority, and what is overdue', async () => {
    const scene = await withLodash(stage())
    expect((await metricsOf(stage())).open).toEqual({ total: 0, overdue: 0, vulnerabilities: 0, by: [] })

    const id = await only(scene.world)
    await act(scene.world, id, 'open')
    const told = { priority: 'high', dueAt: '2026-11-05T00:00:00Z' } as const
    await scene.world.commands.remediations.update(id, told, tester)

    const open = { total: 1, vulnerabilities: 3, by: [{ mode: 'upgrade', priority: 'high', count: 1 }] }
    expect((await metricsOf(stage())).open).toEqual({ ...open, overdue: 0 })
    stage().pass({ days: 10 })
    expect((await metricsOf(stage())).open).toEqual({ ...open, overdue: 1 })
  })

  it('count as overdue nothing whose clock stands still', async () => {
    const { world } = await withLodash(stage())
    const id = await only(world)
    await act(world, id, 'open')
    const overdue = async () => (await metricsOf(stage())).open.overdue
    expect(await overdue()).toBe(1)

    await world.commands.remediations.wait([id], { reason: 'No fix.', until: null }, tester)
    expect(await overdue()).toBe(0)
    stage().pass({ days: 40 })
    expect(await overdue()).toBe(0)

    await world.commands.remediations.resume([id], tester)
    expect(await overdue()).toBe(1)
  })

  it('go with the work where its record is mapped to another product', async () => {
    const { world } = await mappedToRepository(stage())
    await world.propose()
    const [first] = await remediations(world)
    await act(world, first?.id ?? 0, 'open')
    const [before] = await productsOf(stage())
    expect((await metricsOf(stage(), stage().now(), before)).open.total).toBe(1)

    const { rows } = await sql<{ id: number }>`select id from record`.execute(world.database.kysely)
    await world.commands.records.map(rows[0]?.id ?? 0, { newProduct: { name: 'Elsewhere' } }, tester)
    await world.settle()
    await world.propose()

    const after = (await productsOf(stage())).find((id) => id !== before)
    expect((await metricsOf(stage(), stage().now(), before)).open.total).toBe(0)
    expect((await metricsOf(stage(), stage().now(), after)).open.total).toBe(1)
  })

  it('measure from opening to proof over 30 days, say what was late, and how much came back', async () => {
    const scene = await withLodash(stage())
    const id = await only(scene.world)
    await act(scene.world, id, 'open')
    await scene.world.commands.remediations.update(id, { dueAt: '2026-11-02T00:00:00Z' }, tester)
    stage().pass({ days: 2 })
    await act(scene.world, id, 'merge')
    stage().pass({ hours: 12 })
    await resync(scene, [])
    stage().pass({ days: 1 })
    await resync(scene, three)
    stage().pass({ hours: 4 })
    await resync(scene, [])

    const { last30Days, open, weeks } = await metricsOf(stage())
    expect(open.total).toBe(0)
    // 60 hours the first time, 4 the second: the middle of both.
    expect(last30Days).toEqual({
      resolved: 2,
      resolvedLate: 2,
      vulnerabilities: 6,
      reopened: 1,
      reopenedRate: 0.5,
      medianHours: 32,
    })
    expect(weeks.reduce((sum, week) => sum + week.resolved, 0)).toBe(2)
    expect(weeks.find(({ opened }) => opened > 0)).toMatchObject({ week: '2026-10-26', opened: 1 })

    stage().pass({ days: 31 })
    expect((await metricsOf(stage())).last30Days).toMatchObject({ resolved: 0, reopenedRate: null, medianHours: null })
  })

  it('say of a past day what they said on that day, whatever happened since', async () => {
    const scene = await withLodash(stage())
    await act(scene.world, await only(scene.world), 'open')
    const then = stage().now()
    const before = (await metricsOf(stage())).open
    stage().pass({ days: 3 })
    await resync(scene, [])
    expect(await remediations(scene.world)).toMatchObject([{ state: 'resolved' }])

    expect((await metricsOf(stage())).open.total).toBe(0)
    expect((await metricsOf(stage(), then)).open).toEqual(before)
  })
})

function browse(stage: Stage, at = stage.now()) {
  return createBrowse({ database: stage.database, plugins: new Map(), now: () => at })
}

function metricsOf(stage: Stage, at = stage.now(), product?: string) {
  return browse(stage, at).remediations.metrics(product === undefined ? {} : { product: [product] })
}

/** Ids of the products there are. */
async function productsOf({ database }: Stage): Promise<readonly string[]> {
  const rows = await database.kysely.selectFrom('product').select('id').orderBy('id').execute()
  return rows.map(({ id }) => publicId('product', id))
}

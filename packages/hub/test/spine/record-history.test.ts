import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { findings, lastOperation, record, records, vulnerabilities } from './look.ts'
import { connectionOf, mapped, mappedToRepository, scene } from './scene.ts'
import { paged, sighting, sightings } from './sighting.ts'
import { connect, describeSpine, sync } from './stage.ts'
import { product, repository } from './vendor.ts'
import { tester, type World } from './world.ts'

async function history({ database }: World, recordId: number) {
  const rows = await database.kysely
    .selectFrom('record_event')
    .selectAll()
    .where('record_id', '=', recordId)
    .orderBy('id')
    .execute()
  return rows.map((row) => [row.kind, row.from_state, row.to_state, row.cause, row.actor])
}

async function asset({ database }: World, name: string): Promise<number> {
  const row = await database.kysely.selectFrom('asset').select('id').where('name', '=', name).executeTakeFirstOrThrow()
  return row.id
}

/** Two records of one scanner in the same repository; the first two findings of each are the same problems. */
async function monorepo(stage: Parameters<typeof scene>[0]) {
  const found = await scene(stage)
  found.forge.repositories = { pages: [{ items: [repository('1', 'team/mono'), repository('2', 'team/other')] }] }
  const part = (path: string) =>
    product(path, { repository: { urls: ['https://forge.test/team/mono'], path: `services/${path}` } })
  found.vendor.products = [part('api'), part('web')]
  found.vendor.findings.set('api', { pages: paged(sightings('api', 3), 5) })
  found.vendor.findings.set('web', { pages: paged(sightings('web', 2), 5) })
  await connect(found.world, found.forge)
  await found.world.settle()
  const id = await connect(found.world, found.vendor)
  await found.world.settle()
  return { ...found, id }
}

await describeSpine('the history of records', (stage) => {
  it('tells every state, from which one, why, since when and by whom', async () => {
    const { world, vendor, id } = await mapped(stage())
    const { id: recordId } = await record(world, 'web')
    stage().pass({ hours: 1 })
    await world.commands.records.ignore(recordId, tester)
    await world.commands.records.restore(recordId, tester)
    vendor.products = []
    await sync(world, id, 'discover')
    await sync(world, id, 'discover')

    expect(await history(world, recordId)).toEqual([
      ['state', null, 'NEW', 'not-mapped', null],
      ['mapping', null, null, null, null],
      ['state', 'NEW', 'GOOD', 'mapped', null],
      ['state', 'GOOD', 'IGNORED', 'ignored', 'tester'],
      ['state', 'IGNORED', 'GOOD', 'mapped', 'tester'],
      ['state', 'GOOD', 'MISSING', 'not-listed', null],
    ])
    const newest = await stage().database.kysely.selectFrom('record_event').selectAll().orderBy('id', 'desc').executeTakeFirst()
    expect(newest?.at).toEqual(stage().now())
  })

  it('says who removed the product that a record led to', async () => {
    const { world } = await mapped(stage())
    const { id: recordId } = await record(world, 'web')
    const owner = await stage().database.kysely.selectFrom('product').select('id').executeTakeFirstOrThrow()

    await world.commands.products.remove(owner.id, tester)

    expect((await history(world, recordId)).at(-1)).toEqual(['state', 'GOOD', 'STALE', 'target-gone', 'tester'])
  })

  it('names why a record is not mapped, for filters', async () => {
    const { world, vendor } = await scene(stage())
    vendor.products = [product('api', { address: 'https://forge.test/team/api' }), product('web')]
    await connect(world, vendor, { autoMap: false })
    await world.settle()

    const rows = await stage().database.kysely.selectFrom('record').select(['ref', 'state_cause']).orderBy('ref').execute()
    expect(rows).toEqual([
      { ref: 'api', state_cause: 'not-found' },
      { ref: 'web', state_cause: 'no-clue' },
    ])
  })
})

await describeSpine('the rules of records', (stage) => {
  it('keep a renamed project’s record, and make a new one of a project that was deleted and created again', async () => {
    const { world, vendor, id } = await mapped(stage())
    const before = await record(world, 'web')

    vendor.products = [product('web', { name: 'Web shop' })]
    await sync(world, id, 'discover')
    const renamed = await record(world, 'web')
    vendor.products = [product('web-2', { name: 'Web shop' })]
    await sync(world, id, 'discover')

    expect(renamed).toMatchObject({ id: before.id, name: 'Web shop', state: 'GOOD', asset: before.asset })
    expect((await records(world)).map((row) => [row.ref, row.state])).toEqual([
      ['web', 'MISSING'],
      ['web-2', 'GOOD'],
    ])
    expect((await findings(world)).filter((row) => row.record === 'web').every((row) => row.present)).toBe(true)
  })

  it('bring the former mapping back when an ignored record is restored, whatever was discovered or asked for meanwhile', async () => {
    const { world } = await mappedToRepository(stage())
    const { id: recordId } = await record(world, 'web')
    await world.commands.records.map(recordId, { repositoryId: await asset(world, 'team/other') }, tester)
    await world.settle()
    await world.commands.records.ignore(recordId, tester)
    const connection = (await connectionOf(world, 'alpha')) ?? 0
    await sync(world, connection, 'discover')
    const elsewhere = { repositoryId: await asset(world, 'team/web') }
    for (const change of [{ kind: 'map', target: elsewhere }, { kind: 'unmap' }, { kind: 'undo' }] as const) {
      const [outcome] = await world.commands.records.changeMany([recordId], change, tester)
      expect(outcome?.problem?.details.code).toBe('record-ignored')
    }

    await world.commands.records.restore(recordId, tester)

    expect(await record(world, 'web')).toMatchObject({ state: 'GOOD', asset: 'team/other', method: 'manual' })
    expect((await findings(world)).map((row) => [row.asset, row.present])).toEqual(Array(3).fill(['team/other', true]))
  })

  it('let several records of one repository share its vulnerabilities, and leave the others when one moves', async () => {
    const { world } = await monorepo(stage())
    const { id: web } = await record(world, 'web')

    expect((await records(world)).map((row) => [row.ref, row.state, row.asset])).toEqual([
      ['api', 'GOOD', 'team/mono'],
      ['web', 'GOOD', 'team/mono'],
    ])
    expect((await vulnerabilities(world)).map((row) => [row.asset, row.sightings])).toEqual([
      ['team/mono', 2],
      ['team/mono', 2],
      ['team/mono', 1],
    ])

    await world.commands.records.map(web, { repositoryId: await asset(world, 'team/other') }, tester)

    expect((await vulnerabilities(world)).map((row) => [row.asset, row.sightings])).toEqual([
      ['team/mono', 1],
      ['team/mono', 1],
      ['team/mono', 1],
      ['team/other', 1],
      ['team/other', 1],
    ])
  })

  it('read everything again of a record that was unmapped and is mapped again, although the vendor only tells changes', async () => {
    const { world, vendor, id } = await mapped(stage())
    vendor.findings.set('web', { pages: paged(sightings('web', 3), 5), end: { kind: 'complete', cursor: { at: '1' } } })
    await sync(world, id)
    const { id: recordId } = await record(world, 'web')
    await world.commands.records.unmap(recordId, tester)
    vendor.asked.length = 0

    await world.commands.records.map(recordId, { newProduct: { name: 'Shop' } }, tester)
    await world.settle()

    expect(vendor.asked.map((asked) => asked.cursor)).toEqual([undefined])
    expect((await findings(world)).map((row) => row.present)).toEqual([true, true, true])
  })
})

await describeSpine('a mapping that is taken back', (stage) => {
  it('holds again as it was, with the findings and the decisions where they were', async () => {
    const { world } = await mappedToRepository(stage())
    const before = await record(world, 'web')
    await world.commands.records.map(before.id, { repositoryId: await asset(world, 'team/other') }, tester)
    await world.settle()
    const [first] = await vulnerabilities(world)
    await world.commands.vulnerabilities.decide([first?.id ?? 0], { decision: 'wont-fix' }, tester)

    await world.commands.records.undo(before.id, tester)
    await world.settle()

    expect(await record(world, 'web')).toEqual(before)
    expect((await vulnerabilities(world)).map((row) => [row.asset, row.decision])).toEqual([
      ['team/web', 'wont-fix'],
      ['team/web', 'none'],
      ['team/web', 'none'],
    ])
    expect((await lastOperation(world)).counts).toMatchObject({ new: 0, closed: 0, unchanged: 3 })
  })

  it('opens again what unmapping closed, and nothing that was closed before', async () => {
    const { world, vendor, id } = await mapped(stage())
    vendor.findings.set('web', { pages: paged(sightings('web', 2), 5) })
    await sync(world, id)
    const { id: recordId } = await record(world, 'web')
    stage().pass({ minutes: 5 })
    await world.commands.records.unmap(recordId, tester)
    stage().pass({ minutes: 5 })

    await world.commands.records.undo(recordId, tester)

    expect(await record(world, 'web')).toMatchObject({ state: 'GOOD', asset: 'web', method: 'auto-product' })
    expect((await findings(world)).map((row) => [row.present, row.closedReason])).toEqual([
      [true, null],
      [true, null],
      [false, 'absent'],
    ])
  })

  it('leaves the record unmapped when it was not mapped before', async () => {
    const { world, vendor } = await scene(stage())
    vendor.products = [product('web')]
    vendor.findings.set('web', { pages: paged(sightings('web', 2), 5) })
    await connect(world, vendor, { autoMap: false })
    await world.settle()
    const { id: recordId } = await record(world, 'web')
    await world.commands.records.map(recordId, { newProduct: { name: 'Shop' } }, tester)
    await world.settle()

    await world.commands.records.undo(recordId, tester)

    expect(await record(world, 'web')).toMatchObject({ state: 'NEW', asset: null })
    expect((await findings(world)).map((row) => row.closedReason)).toEqual(['unmapped', 'unmapped'])
  })

  it('is taken back once', async () => {
    const { world } = await mappedToRepository(stage())
    const { id: recordId } = await record(world, 'web')
    await world.commands.records.map(recordId, { repositoryId: await asset(world, 'team/other') }, tester)
    await world.commands.records.undo(recordId, tester)

    await expect(world.commands.records.undo(recordId, tester)).rejects.toMatchObject({ details: { code: 'undo-done' } })
    expect((await record(world, 'web')).asset).toBe('team/web')
  })

  it('is refused when the hub mapped the record by itself since, or nobody did', async () => {
    const { world } = await mappedToRepository(stage())
    const { id: recordId } = await record(world, 'web')
    await expect(world.commands.records.undo(recordId, tester)).rejects.toMatchObject({ details: { code: 'undo-automatic' } })
    await world.commands.records.unmap(recordId, tester)
    await sync(world, (await connectionOf(world, 'alpha')) ?? 0, 'discover')

    await expect(world.commands.records.undo(recordId, tester)).rejects.toMatchObject({ details: { code: 'undo-automatic' } })
    expect((await record(world, 'web')).asset).toBe('team/web')
  })

  it('is refused when what was there before is gone', async () => {
    const { world } = await mapped(stage())
    const { id: recordId } = await record(world, 'web')
    const former = await stage().database.kysely.selectFrom('product').select('id').executeTakeFirstOrThrow()
    await world.commands.records.map(recordId, { newProduct: { name: 'Shop' } }, tester)
    await world.commands.products.remove(former.id, tester)

    await expect(world.commands.records.undo(recordId, tester)).rejects.toMatchObject({ details: { code: 'undo-target-gone' } })
    expect(await record(world, 'web')).toMatchObject({ product: 'Shop', state: 'GOOD' })
  })
})

await describeSpine('a batch of records', (stage) => {
  it('changes what can be changed and says of each record what became of it', async () => {
    const { world } = await monorepo(stage())
    const [api, web] = await records(world)
    await world.commands.records.ignore(api?.id ?? 0, tester)

    const outcomes = await world.commands.records.changeMany([999, web?.id ?? 0, api?.id ?? 0], { kind: 'ignore' }, tester)

    expect(outcomes.map((one) => [one.recordId, one.outcome, one.problem?.details.code ?? null])).toEqual([
      [999, 'refused', 'record-not-found'],
      [web?.id, 'done', null],
      [api?.id, 'unchanged', null],
    ])
    expect((await records(world)).map((row) => row.state)).toEqual(['IGNORED', 'IGNORED'])
  })

  it('maps each record to what is suggested for it, and asks for one sync of their connection', async () => {
    const { world } = await monorepo(stage())
    const [api, web] = await records(world)
    await world.commands.records.changeMany([api?.id ?? 0, web?.id ?? 0], { kind: 'unmap' }, tester)

    const change = { kind: 'map', target: { suggested: true } } as const
    const outcomes = await world.commands.records.changeMany([api?.id ?? 0, web?.id ?? 0], change, tester)

    expect(outcomes.map((one) => one.outcome)).toEqual(['done', 'done'])
    expect(world.waiting).toHaveLength(1)
    expect((await records(world)).map((row) => [row.asset, row.method])).toEqual(Array(2).fill(['team/mono', 'manual']))
  })

  it('is never half-written: a failure at the last record takes all of it back', async () => {
    const { world } = await monorepo(stage())
    const [api, web] = await records(world)
    const before = await records(world)
    const change = { kind: 'map', target: { repositoryId: await asset(world, 'team/other') } } as const
    const { kysely } = stage().database
    await sql`
      create function refuse_web() returns trigger language plpgsql as 'begin
        if new.record_id = (select max(id) from record) then raise exception ''no''; end if; return new;
      end'
    `.execute(kysely)
    await sql`create trigger refuse_web before update on mapping for each row execute function refuse_web()`.execute(kysely)

    try {
      await expect(world.commands.records.changeMany([api?.id ?? 0, web?.id ?? 0], change, tester)).rejects.toThrow('no')
    } finally {
      await sql`drop function refuse_web cascade`.execute(kysely)
    }

    expect(await records(world)).toEqual(before)
    expect(world.waiting).toEqual([])
  })

  it('keeps apart what two records bring to a product without a repository', async () => {
    const { world, vendor, id } = await mapped(stage())
    vendor.products = [product('web'), product('api')]
    vendor.findings.set('api', {
      pages: [{ items: [sighting('api', 'A1', { identifiers: ['CVE-2024-1001'], package: 'package-1' })] }],
    })
    await sync(world, id, 'discover')
    const [api, web] = await records(world)

    const change = { kind: 'map', target: { newProduct: { name: 'Shop' } } } as const
    await world.commands.records.changeMany([web?.id ?? 0, api?.id ?? 0], change, tester)

    expect((await records(world)).map((row) => [row.product, row.asset])).toEqual([
      ['Shop', 'api'],
      ['Shop', 'web'],
    ])
    expect((await vulnerabilities(world)).map((row) => row.asset)).toEqual(['api', 'web', 'web', 'web'])
  })
})

import { Fault } from '@patchbay/sdk'
import { expect, it } from 'vitest'
import { publicId } from '../../src/domain/public-id.ts'
import { browseOf } from './ledger.ts'
import { connection, findings, lastOperation, operations, records } from './look.ts'
import { paged, sightings } from './sighting.ts'
import { connect, describeSpine, type Stage, sync } from './stage.ts'
import { createVendor, product } from './vendor.ts'
import { tester, type World } from './world.ts'

await describeSpine('a sync of some records', (stage) => {
  it('reads these and no others, closes only what is theirs, and moves no schedule', async () => {
    const { world, vendor, id, web } = await two(stage())
    const before = await connection(world, id)
    vendor.findings.set('web', { pages: paged(sightings('web', 1), 5) })
    vendor.findings.set('api', { pages: paged(sightings('api', 1), 5) })
    vendor.asked.length = 0
    stage().pass({ hours: 1 })

    const { outcomes } = await world.commands.operations.syncRecords([web], tester)
    await world.settle()

    expect(outcomes).toEqual([{ recordId: web, outcome: 'done', problem: null }])
    expect(vendor.asked.map(({ targets }) => targets)).toEqual([['web']])
    expect(await lastOperation(world)).toMatchObject({
      state: 'complete',
      trigger: 'user',
      records: [web],
      counts: { seen: 1, closed: 1 },
    })
    expect(await present(world)).toEqual({ web: 1, api: 2 })
    expect(await connection(world, id)).toMatchObject({
      next_sync_at: before.next_sync_at,
      last_sync_at: before.last_sync_at,
      state: 'connected',
    })
  })

  it('is compared with the last run that read the same records, and a sync of all with the last of all', async () => {
    const { world, vendor, id, web, api } = await two(stage())
    const browse = browseOf(stage(), [vendor])
    const first = (await lastOperation(world)).id
    await asked(world, [api])
    await world.settle()
    const { operationId: ofWeb } = await asked(world, [web])
    await world.settle()
    const ofAll = await sync(world, id)

    expect(await browse.operations.comparison(publicId('operation', ofWeb))).toMatchObject({
      previous: { id: publicId('operation', first) },
    })
    expect(await browse.operations.comparison(publicId('operation', ofAll))).toMatchObject({
      previous: { id: publicId('operation', first) },
    })
  })

  it('that waits takes in what is asked for after it: other records, and then all of them', async () => {
    const { world, id, web, api } = await two(stage())
    const first = await asked(world, [api])
    const same = await asked(world, [web])
    expect(same).toEqual({ operationId: first.operationId, joined: true })
    expect((await lastOperation(world)).records).toEqual([web, api].toSorted((left, right) => left - right))

    const all = await world.commands.operations.request(id, 'sync', tester)
    expect(all).toEqual({ operationId: first.operationId, joined: true })
    expect((await lastOperation(world)).records).toBeNull()

    await asked(world, [web])
    expect((await lastOperation(world)).records).toBeNull()
  })

  it('that runs is not taken for a sync of everything, nor one that runs for a look at a record that it may have passed', async () => {
    const { world, vendor, id, web, api } = await two(stage())
    const later: unknown[] = []
    vendor.findings.set('web', {
      pages: [
        async () => {
          if (later.length > 0) return
          later.push((await world.commands.operations.request(id, 'sync', tester)).joined)
        },
      ],
    })
    vendor.findings.set('api', {
      pages: [
        async () => {
          if (later.length !== 1) return
          later.push((await asked(world, [web])).joined)
          later.push((await world.commands.operations.request(id, 'sync', tester)).joined)
        },
      ],
    })

    await asked(world, [web])
    await world.settle()

    expect(later).toEqual([false, false, true])
    expect((await operations(world)).slice(-3).map(({ state, records }) => [state, records])).toEqual([
      ['complete', [web]],
      ['complete', null],
      ['complete', null],
    ])
    expect(api).not.toBe(web)
  })

  it('is refused for a record that is not GOOD, with what to do, and stops nothing else', async () => {
    const { world, web, api } = await two(stage())
    await world.commands.records.ignore(web, tester)

    const { outcomes, operations: requested } = await world.commands.operations.syncRecords([web, api, 999_999], tester)

    expect(outcomes.map(({ outcome, problem }) => [outcome, problem?.details.code])).toEqual([
      ['refused', 'record-not-synced'],
      ['done', undefined],
      ['refused', 'record-not-found'],
    ])
    expect(requested).toHaveLength(1)
    expect((await lastOperation(world)).records).toEqual([api])
  })

  it('leaves the connection’s health alone when only the record has a fault, and not when the credentials have ended', async () => {
    const { world, vendor, id, web } = await two(stage())
    vendor.findings.set('web', { pages: [], end: { kind: 'partial', missing: 'The last page.' } })
    await asked(world, [web])
    await world.settle()
    expect(await lastOperation(world)).toMatchObject({ state: 'partial' })
    expect(await connection(world, id)).toMatchObject({ state: 'connected', problem: null })

    vendor.findings.set('web', { pages: [new Fault('credentials', 'The token has ended.')] })
    await asked(world, [web])
    await world.settle()
    expect(await connection(world, id)).toMatchObject({ state: 'attention', problem: { kind: 'credentials' } })
  })

  it('follows a mapping for the mapped record alone', async () => {
    const { world, vendor, web } = await two(stage())
    vendor.asked.length = 0

    await world.commands.records.map(web, { newProduct: { name: 'Elsewhere' } }, tester)
    await world.settle()

    expect(vendor.asked.map(({ targets }) => targets)).toEqual([['web']])
  })
})

/** Two records, each with two findings, in products of their own. */
async function two(stage: Stage) {
  const vendor = createVendor('alpha')
  vendor.products = [product('web'), product('api')]
  for (const { ref } of vendor.products) vendor.findings.set(ref, { pages: paged(sightings(ref, 2), 5) })
  const world = await stage.world([vendor])
  const id = await connect(world, vendor)
  await world.settle()
  const ids = new Map((await records(world)).map((row) => [row.ref, row.id]))
  return { world, vendor, id, web: ids.get('web') ?? 0, api: ids.get('api') ?? 0 }
}

async function asked({ commands }: World, ids: readonly number[]) {
  const { operations } = await commands.operations.syncRecords(ids, tester)
  const [operation] = operations
  if (operation === undefined) throw new Error('No sync was asked for.')
  return operation
}

/** How many findings of each record are there. */
async function present(world: World): Promise<Readonly<Record<string, number>>> {
  const there = (await findings(world)).filter((row) => row.present)
  return Object.fromEntries([...Map.groupBy(there, (row) => row.record)].map(([name, rows]) => [name, rows.length]))
}

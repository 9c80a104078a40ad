import { expect, it } from 'vitest'
import { publicId } from '../../src/domain/public-id.ts'
import { createHubSettings } from '../../src/usecases/hub-settings.ts'
import { applyRetention } from '../../src/usecases/operations/retention.ts'
import { browseOf, nameless } from './ledger.ts'
import { operations } from './look.ts'
import { paged, sightings } from './sighting.ts'
import { connect, describeSpine, type Stage, sync } from './stage.ts'
import { createVendor, product } from './vendor.ts'
import { tester, type World } from './world.ts'

await describeSpine('retention', (stage) => {
  it('takes operations away after 90 days, with all that hangs on them, and keeps the newest of each kind', async () => {
    const { world, vendor, id, retain } = await scanned(stage())
    for (let run = 0; run < 4; run += 1) {
      vendor.findings.set('web', { pages: [{ items: sightings('web', 3 + run), unreadable: [unreadable] }] })
      await sync(world, id)
      await sync(world, id, 'discover')
      stage().pass({ days: 40 })
    }
    const before = await operations(world)

    const swept = await retain()

    const after = await operations(world)
    // On day 160 goes what ended on days 0 and 40, but for the sync right after connecting: none since has seen everything.
    expect(before.map((row) => row.kind === 'sync')).toEqual([0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1].map(Boolean))
    expect(after).toEqual([before[1], ...before.slice(8)])
    expect(swept).toEqual({ removed: 7, emptied: 0 })
    const ids = after.map((row) => row.id)
    for (const table of ['operation_log', 'operation_note', 'sync_scope', 'discover_change', 'sync_change'] as const) {
      const rows = await world.database.kysely.selectFrom(table).select('operation_id').distinct().execute()
      expect(rows.map((row) => row.operation_id).filter((operation) => !ids.includes(operation))).toEqual([])
    }
    expect(await retain()).toEqual({ removed: 0, emptied: 0 })
  })

  it('goes by the setting: other days, or for ever', async () => {
    const { world, id, retain, keep } = await scanned(stage())
    for (let run = 0; run < 3; run += 1) await sync(world, id)
    stage().pass({ days: 31 })

    await keep(0)
    const zero = await retain()
    await keep(null)
    const never = await retain()
    await keep(32)
    const longer = await retain()
    await keep(30)
    const shorter = await retain()

    expect([zero.removed, never.removed, longer.removed]).toEqual([0, 0, 0])
    // Of four syncs and a discover the newest of each kind stay.
    expect(shorter.removed).toBe(3)
    expect((await operations(world)).map((row) => row.kind).toSorted()).toEqual(['discover', 'sync'])
  })

  it('keeps what is under way, the newest that ended and the newest that saw everything', async () => {
    const { world, vendor, id, retain } = await scanned(stage())
    const complete = await sync(world, id)
    vendor.findings.set('web', { pages: [], end: { kind: 'partial', missing: 'All of it.' } })
    await sync(world, id)
    const partial = await sync(world, id)
    const { operationId: waiting } = await world.commands.operations.request(id, 'sync', tester)
    stage().pass({ days: 100 })

    await retain()

    const kept = (await operations(world)).filter((row) => row.kind === 'sync')
    expect(kept.map((row) => row.id)).toEqual([complete, partial, waiting])
  })

  it('keeps whole what waits for confirmation', async () => {
    const { world, vendor, id, retain } = await scanned(stage())
    vendor.findings.set('web', { pages: paged(sightings('web', 60), 100) })
    await sync(world, id)
    vendor.findings.set('web', { pages: [] })
    const held = await sync(world, id)
    vendor.findings.set('web', { pages: [], end: { kind: 'partial', missing: 'All of it.' } })
    await sync(world, id)
    await sync(world, id)
    stage().pass({ days: 100 })

    await retain()

    expect((await operations(world)).some((row) => row.id === held)).toBe(true)
  })

  it('leaves the line of an operation that a finding names as what closed it, and the finding its dates', async () => {
    const { world, vendor, id, retain, browse } = await scanned(stage())
    vendor.findings.set('web', { pages: paged(sightings('web', 2), 5) })
    await sync(world, id)
    const seen = stage().now()
    stage().pass({ days: 1 })
    vendor.findings.set('web', { pages: paged(sightings('web', 1), 5) })
    const closing = publicId('operation', await sync(world, id))
    const [closed] = (await browse.findings.list({ presence: 'absent' }, page)).items
    stage().pass({ days: 100 })
    await sync(world, id)

    const swept = await retain()

    expect(swept.emptied).toBe(1)
    expect(await browse.operations.get(closing)).toMatchObject({
      emptiedAt: stage().now().toISOString(),
      counts: { closed: 1, unchanged: 1 },
    })
    expect((await browse.operations.log(closing, {}, page)).items).toEqual([])
    expect(closed).toMatchObject({ closedByOperation: closing, lastSeenAt: seen.toISOString() })
    expect((await browse.findings.list({ presence: 'absent' }, page)).items).toEqual([closed])

    // Found again, it names nobody any more.
    vendor.findings.set('web', { pages: paged(sightings('web', 2), 5) })
    await sync(world, id)
    expect(await retain()).toMatchObject({ removed: 1 })
    await expect(browse.operations.get(closing)).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('leaves the line of an operation that an explanation names', async () => {
    const { world, vendor, id, retain, browse } = await scanned(stage())
    vendor.findings.set('web', { pages: [{ items: [nameless('web', 'N1')] }] })
    const reading = publicId('operation', await sync(world, id))
    vendor.findings.set('web', { pages: [], end: { kind: 'partial', missing: 'All of it.' } })
    for (let run = 0; run < 6; run += 1) await sync(world, id)
    // What a later, complete read of another kind would do: nothing but the ledger of what was left out names the operation.
    await world.database.kysely.updateTable('record').set({ last_complete_operation_id: null }).execute()
    stage().pass({ days: 100 })

    await retain()

    const { answers } = await browse.findings.explain('alpha', 'N1')
    expect(answers).toMatchObject([{ kind: 'filtered', operation: reading }])
    await expect(browse.operations.get(reading)).resolves.toMatchObject({ id: reading })
  })

  it('keeps nothing of a connection that was deleted with its findings', async () => {
    const { world, id, retain } = await scanned(stage())
    await sync(world, id)
    await world.commands.connections.remove(id, 'delete', tester)
    stage().pass({ days: 100 })

    await retain()

    expect(await operations(world)).toEqual([])
  })

  it('works through many in batches', async () => {
    const { world, id, retain } = await scanned(stage())
    const old = Array.from({ length: 130 }, () => ({
      connection_id: id,
      connection_label: 'alpha',
      kind: 'sync' as const,
      state: 'failed' as const,
      trigger: 'schedule' as const,
      ended_at: stage().now(),
    }))
    await world.database.kysely.insertInto('operation').values(old).execute()
    stage().pass({ days: 100 })

    expect(await retain()).toEqual({ removed: 129, emptied: 0 })
  })
})

await describeSpine('settings of the hub', (stage) => {
  it('have their defaults until somebody changes them, and keep what a change leaves out', async () => {
    const { browse, keep } = await scanned(stage())

    expect((await browse.settings()).operations).toEqual({ retentionDays: 90 })
    await keep(7)
    await keep(undefined)
    expect((await browse.settings()).operations).toEqual({ retentionDays: 7 })
  })

  it('fall back to the default where what is stored cannot be read', async () => {
    const { world, browse } = await scanned(stage())
    await world.store.transact(async (write) => {
      await write.settings.set('operations', { retentionDays: 'long', later: 1 }, null, stage().now())
      await write.settings.set('of-a-newer-version', { on: true }, null, stage().now())
    })

    expect((await browse.settings()).operations).toEqual({ retentionDays: 90 })
  })
})

const page = { limit: 50, sort: '-id' } as const
const unreadable = { externalId: 'U1', target: 'web', path: 'level', message: 'Expected a string.' }

async function scanned(stage: Stage) {
  const vendor = createVendor('alpha')
  vendor.products = [product('web')]
  const world: World = await stage.world([vendor])
  const id = await connect(world, vendor)
  await world.settle()
  const { store } = world
  const settings = createHubSettings({ store, now: stage.now })
  return {
    world,
    vendor,
    id,
    browse: browseOf(stage, [vendor]),
    retain: () => applyRetention({ store, now: stage.now }),
    keep: (retentionDays: number | null | undefined) =>
      settings.update({ operations: { ...(retentionDays !== undefined && { retentionDays }) } }, tester),
  }
}

import { expect, it } from 'vitest'
import { ledger, leftOut, nameless, scanned } from './ledger.ts'
import { lastOperation } from './look.ts'
import { ruleSighting, sighting, sightings } from './sighting.ts'
import { connect, describeSpine, sync } from './stage.ts'
import { createVendor, product } from './vendor.ts'
import { tester } from './world.ts'

await describeSpine('the ledger of what import rules leave out', (stage) => {
  it('has one row for each page that something was left out of', async () => {
    const { world, id, list } = await scanned(stage())
    list(
      'web',
      [nameless('web', 'N1'), nameless('web', 'N2'), ...sightings('web', 2), nameless('web', 'N3'), sighting('web', 'X')],
      2,
    )

    const operation = await sync(world, id)

    expect(await ledger(world)).toMatchObject([
      { operationId: operation, externalIds: ['N1', 'N2'] },
      { operationId: operation, externalIds: ['N3'] },
    ])
  })

  it('is not written by a sync that sees the same', async () => {
    const { world, id, list } = await scanned(stage())
    list('web', [nameless('web', 'N1'), ...sightings('web', 3), nameless('web', 'N2')], 2)
    await sync(world, id)
    const before = await ledger(world)

    stage().pass({ hours: 6 })
    await sync(world, id)

    expect(before).toHaveLength(2)
    expect(await ledger(world)).toEqual(before)
  })

  it('forgets what a complete read no longer saw, and only of the records it read', async () => {
    const { world, vendor, id, list } = await scanned(stage())
    vendor.products = [product('web'), product('api')]
    list('web', [nameless('web', 'N1'), nameless('web', 'N2')])
    list('api', [nameless('api', 'A1')])
    await sync(world, id, 'discover')
    expect(await leftOut(world)).toEqual(['A1', 'N1', 'N2'])

    list('web', [nameless('web', 'N2')])
    vendor.findings.set('api', { pages: [], end: { kind: 'partial', missing: 'All of it.' } })
    await sync(world, id)

    expect(await leftOut(world)).toEqual(['A1', 'N2'])
  })

  it('keeps what a partial read did not get to, and has what it saw once', async () => {
    const { world, vendor, id, list } = await scanned(stage())
    list('web', [nameless('web', 'N1'), nameless('web', 'N2'), nameless('web', 'N3')], 2)
    await sync(world, id)

    const pages = [{ items: [nameless('web', 'N0'), nameless('web', 'N1')] }]
    vendor.findings.set('web', { pages, end: { kind: 'partial', missing: 'The rest.' } })
    await sync(world, id)
    await sync(world, id)

    expect(await leftOut(world)).toEqual(['N0', 'N1', 'N2', 'N3'])
  })

  it('keeps what changes do not mention, and forgets what the vendor says is gone', async () => {
    const { world, vendor, id, list } = await scanned(stage())
    list('web', [nameless('web', 'N1'), nameless('web', 'N2'), nameless('web', 'N3')])
    vendor.end = { kind: 'complete', cursor: { at: '1' } }
    await sync(world, id)

    vendor.findings.set('web', {
      pages: [{ items: [nameless('web', 'N3', { title: 'Other words' }), nameless('web', 'N4')] }],
      end: { kind: 'changes', cursor: { at: '2' }, gone: [{ target: 'web', externalId: 'N1' }] },
    })
    await sync(world, id)

    expect(await leftOut(world)).toEqual(['N2', 'N3', 'N4'])
  })

  it('keeps what lies in a gap of an otherwise complete read', async () => {
    const { world, vendor, id, list } = await scanned(stage())
    list('web', [nameless('web', 'N1'), ruleSighting('web', 'C1', 'code')])
    await sync(world, id)

    vendor.findings.set('web', { pages: [], end: { kind: 'complete', gaps: [{ family: 'code', reason: 'Not enabled.' }] } })
    await sync(world, id)

    expect(await leftOut(world)).toEqual(['C1'])
  })

  it('is the same after a run that was interrupted and went on', async () => {
    const { world, vendor, id, list } = await scanned(stage())
    list(
      'web',
      ['N1', 'N2', 'N3', 'N4'].map((name) => nameless('web', name)),
      1,
    )
    const leaving = await stage().world([vendor])
    vendor.before = (page) => {
      if (page === 'web#2') leaving.stop()
    }
    const { operationId } = await world.commands.operations.request(id, 'sync', tester)
    await leaving.run(operationId)
    expect((await lastOperation(world)).state).toBe('queued')
    expect(await leftOut(world)).toEqual(['N1', 'N2'])

    vendor.before = undefined
    await world.settle()

    expect(await leftOut(world)).toEqual(['N1', 'N2', 'N3', 'N4'])
    expect(new Set((await ledger(world)).map((row) => row.operationId))).toEqual(new Set([operationId]))
    expect((await lastOperation(world)).state).toBe('complete')
  })

  it('forgets what a listing told before it had to start over', async () => {
    const { world, vendor, id, list } = await scanned(stage(), { findingIds: 'unstable' })
    list(
      'web',
      ['N1', 'N2', 'N3'].map((name) => nameless('web', name)),
      1,
    )
    const leaving = await stage().world([vendor])
    vendor.before = (page) => {
      if (page === 'web#1') leaving.stop()
    }
    const { operationId } = await world.commands.operations.request(id, 'sync', tester)
    await leaving.run(operationId)
    expect(await leftOut(world)).toEqual(['N1'])

    vendor.before = undefined
    list('web', [nameless('web', 'M1')])
    await world.settle()

    expect(await leftOut(world)).toEqual(['M1'])
  })

  it('has nothing of a page whose transaction was lost', async () => {
    const { world, vendor, id, list } = await scanned(stage())
    list('web', [nameless('web', 'N1'), nameless('web', 'N2')], 1)
    const { operationId } = await world.commands.operations.request(id, 'sync', tester)
    vendor.before = async (page) => {
      if (page === 'web#1') await world.commands.operations.cancel(operationId, tester)
    }

    await world.settle()

    expect(await lastOperation(world)).toMatchObject({ state: 'cancelled', counts: { filtered: { 'no-cve': 1 } } })
    expect(await leftOut(world)).toEqual(['N1'])
  })

  it('follows a change of rules', async () => {
    const { world, id, list } = await scanned(stage())
    list('web', [nameless('web', 'N1'), sighting('web', 'L1', { severity: 'low' })])
    await sync(world, id)
    expect(await leftOut(world)).toEqual(['N1'])

    await world.commands.connections.update(id, { rules: { cveRequired: false, minimumSeverity: 'high' } }, tester)
    await world.settle()
    await sync(world, id)

    expect(await leftOut(world)).toEqual(['L1'])
  })

  it('keeps the rest of a page whose records are read in other company by now', async () => {
    const vendor = createVendor('alpha', { targetsPerSync: 2 })
    vendor.products = [product('a'), product('b'), product('c')]
    for (const ref of ['a', 'b', 'c']) vendor.findings.set(ref, { pages: [{ items: [nameless(ref, `${ref}1`)] }] })
    const both = { items: [nameless('b', 'b1'), nameless('c', 'c1')] }
    const world = await stage().world([vendor])
    const id = await connect(world, vendor)
    await world.settle()
    const [first] = await world.database.kysely.selectFrom('record').select('id').orderBy('id').execute()
    await world.commands.records.ignore(first?.id ?? 0, tester)
    vendor.findings.set('b', { pages: [both] })
    vendor.findings.set('c', { pages: [] })
    await sync(world, id)
    expect(await leftOut(world)).toEqual(['a1', 'b1', 'c1'])

    await world.commands.records.restore(first?.id ?? 0, tester)
    await world.settle()
    vendor.findings.set('b', { pages: [] })
    vendor.findings.set('c', { pages: [new Error('It broke.')] })
    stage().forgive('An operation failed on a bug')
    await sync(world, id)

    expect(await leftOut(world)).toEqual(['a1', 'c1'])
  })

  it('lists what an operation left out, page by page, until a later read replaces it', async () => {
    const { world, id, browse, list } = await scanned(stage())
    list(
      'web',
      [...['N1', 'N2', 'N3'].map((name) => nameless('web', name)), ruleSighting('web', 'C1', 'code'), nameless('web', 'N4')],
      2,
    )
    const first = await sync(world, id)
    const same = await sync(world, id)
    const walk = async (operation: number, reason?: string[]) => {
      const found: string[] = []
      let cursor: string | undefined
      do {
        const page = await browse.operations.filtered(`op_${operation.toString(36)}`, reason === undefined ? {} : { reason }, {
          limit: 2,
          sort: 'seq',
          ...(cursor !== undefined && { cursor }),
        })
        found.push(...page.items.map((item) => item.externalId), `of ${page.count.value}`)
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      return found
    }

    expect(await walk(first)).toEqual(['N1', 'N2', 'of 5', 'N3', 'C1', 'of 5', 'N4', 'of 5'])
    expect(await walk(same)).toEqual(await walk(first))
    expect(await walk(same, ['kind-not-selected'])).toEqual(['C1', 'of 1'])

    list('web', [nameless('web', 'N1'), nameless('web', 'N2'), nameless('web', 'N9')], 2)
    const other = await sync(world, id)

    expect(await walk(other)).toEqual(['N1', 'N2', 'of 3', 'N9', 'of 3'])
    expect(await walk(first)).toEqual(['N1', 'N2', 'of 2'])
  })
})

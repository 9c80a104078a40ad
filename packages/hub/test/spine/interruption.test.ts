import type { Page, Sighting } from '@patchbay/sdk'
import { expect, it, vi } from 'vitest'
import { findings, lastOperation, notes, operations, record } from './look.ts'
import { paged, sighting, sightings } from './sighting.ts'
import { connect, describeSpine, type Stage, sync, written } from './stage.ts'
import { createVendor, product, repository, type Vendor } from './vendor.ts'
import { tester, type World } from './world.ts'

await describeSpine('an interrupted operation', (stage) => {
  it('finishes the page in hand, waits, and goes on behind it without asking for it again', async () => {
    const { world, vendor, id } = await connected(stage(), [])
    const { operationId } = await world.commands.operations.request(id, 'sync', tester)
    const leaving = await stage().world([vendor])
    interrupt(vendor, leaving, 2, () => leaving.stop())
    vendor.served.length = 0

    await leaving.run(operationId)

    expect(await lastOperation(world)).toMatchObject({ state: 'queued', counts: { pages: 2, new: 4 } })
    vendor.served.length = 0
    await world.settle()

    expect(vendor.asked.at(-1)?.resume).toBe('2')
    expect(vendor.served).toEqual(['web#2', 'web#3', 'web#4'])
    expect(await lastOperation(world)).toMatchObject({
      id: operationId,
      state: 'complete',
      counts: { pages: 5, seen: 10, new: 10, closed: 0 },
    })
    expect(await findings(world)).toHaveLength(10)
  })

  it('does not read again what it had finished', async () => {
    const vendor = createVendor('alpha')
    const world = await stage().world([vendor])
    vendor.products = [product('web'), product('api')]
    for (const ref of ['web', 'api']) vendor.findings.set(ref, { pages: paged(sightings(ref, 4), 2) })
    const id = await connect(world, vendor)
    await world.settle()
    const { operationId } = await world.commands.operations.request(id, 'sync', tester)
    const leaving = await stage().world([vendor])
    vendor.findings.set('api', { pages: [() => leaving.stop(), ...paged(sightings('api', 4), 2)] })
    await leaving.run(operationId)
    vendor.asked.length = 0

    await world.settle()

    expect(vendor.asked.map((asked) => asked.targets)).toEqual([['api']])
    expect(await lastOperation(world)).toMatchObject({ state: 'complete', coverage: { scopes: { total: 2, complete: 2 } } })
  })

  it('is taken back when its worker has been silent for a minute, and says so', async () => {
    const { world, vendor, id } = await connected(stage(), [])
    const dead = await stage().world([vendor])
    const { operationId } = await world.commands.operations.request(id, 'sync', tester)
    const gate = createGate()
    interrupt(vendor, dead, 2, gate.wait)
    const running = dead.run(operationId)
    await written(world, 2)

    stage().pass({ minutes: 0.5 })
    await world.tick()
    expect((await lastOperation(world)).state).toBe('running')
    stage().pass({ minutes: 1 })
    await world.tick()
    expect((await lastOperation(world)).state).toBe('queued')
    expect(await notes(world, operationId)).toMatchObject([
      { kind: 'fault', message: expect.stringContaining('ended without a word') },
    ])
    vendor.findings.set('web', { pages: pagesOf(10) })
    await world.settle()
    const before = await findings(world)

    // The dead one was only asleep: what it has in hand is refused.
    vendor.findings.set('web', { pages: [] })
    gate.open()
    await running

    expect(await findings(world)).toEqual(before)
    expect(await lastOperation(world)).toMatchObject({ id: operationId, state: 'complete', counts: { pages: 5, seen: 10 } })
  })

  it('refuses the late page of a worker whose operation another one is running', async () => {
    const { world, vendor, id } = await connected(stage(), [])
    const asleep = await stage().world([vendor])
    const { operationId } = await world.commands.operations.request(id, 'sync', tester)
    const [first, second] = [createGate(), createGate()]
    const late = { items: [sighting('web', 'LATE', { identifiers: ['CVE-1999-0001'] })] }
    vendor.findings.set('web', { pages: [first.wait, late] })
    const running = asleep.run(operationId)
    await vi.waitUntil(() => vendor.asked.length === 2)
    stage().pass({ minutes: 2 })
    vendor.findings.set('web', { pages: [second.wait, { items: sightings('web', 2) }] })
    const taken = world.run(operationId)
    await vi.waitUntil(() => vendor.asked.length === 3)

    first.open()
    await running
    expect(await findings(world)).toEqual([])
    second.open()
    await taken

    expect((await findings(world)).map((row) => row.externalId)).toEqual(['F1', 'F2'])
    expect((await lastOperation(world)).state).toBe('complete')
  })

  it('keeps what it knows of the parts it had ended', async () => {
    const vendor = createVendor('alpha')
    const world = await stage().world([vendor])
    vendor.products = [product('web'), product('api')]
    const id = await connect(world, vendor)
    await world.settle()
    const gaps = [{ family: 'code' as const, reason: 'Not enabled.' }]
    vendor.findings.set('web', { pages: [], end: { kind: 'partial', missing: 'Half of it.' } })
    const leaving = await stage().world([vendor])
    vendor.findings.set('api', { pages: [() => leaving.stop(), { items: [] }], end: { kind: 'complete', gaps } })
    const { operationId } = await world.commands.operations.request(id, 'sync', tester)
    await leaving.run(operationId)

    await world.settle()

    expect(await lastOperation(world)).toMatchObject({
      state: 'partial',
      problem: { kind: 'partial', message: 'Half of it.' },
      coverage: { scopes: { total: 2, complete: 1, partial: 1 } },
    })
    expect((await notes(world, operationId)).map((note) => note.message)).toEqual(['Half of it.', 'Not enabled.'])
  })

  it('waits beside a follow-up that was asked for while it ran', async () => {
    const { world, vendor, id } = await connected(stage(), [])
    await world.commands.connections.update(id, { autoMap: false }, tester)
    vendor.products = [product('web'), product('api')]
    vendor.findings.set('api', { pages: paged(sightings('api', 2), 5) })
    await sync(world, id, 'discover')
    const leaving = await stage().world([vendor])
    const { operationId } = await world.commands.operations.request(id, 'sync', tester)
    const { id: recordId } = await record(world, 'api')
    interrupt(vendor, leaving, 1, async () => {
      await leaving.commands.records.map(recordId, { newProduct: { name: 'API' } }, tester)
      leaving.stop()
    })
    await leaving.run(operationId)
    vendor.findings.set('web', { pages: pagesOf(10) })

    await world.tick()
    await world.settle()

    expect((await operations(world)).slice(-2).map((row) => [row.kind, row.state])).toEqual([
      ['sync', 'complete'],
      ['sync', 'complete'],
    ])
    expect((await findings(world)).map((row) => row.record)).toEqual([...Array(2).fill('api'), ...Array(10).fill('web')])
  })

  it('asks for the last page again, not for the whole list, when it ends between the last page and the closing', async () => {
    const { world, vendor, id } = await connected(stage(), [])
    const { operationId } = await world.commands.operations.request(id, 'sync', tester)
    const dead = await stage().world([vendor])
    const gate = createGate()
    vendor.findings.set('web', { pages: pagesOf(10) })
    vendor.before = (page) => (page === 'end' ? gate.wait() : undefined)
    const running = dead.run(operationId)
    await written(world, 5)
    stage().pass({ minutes: 2 })
    vendor.before = undefined
    vendor.served.length = 0
    await world.tick()

    await world.settle()
    gate.open()
    await running

    expect(vendor.served).toEqual(['web#4'])
    expect(await lastOperation(world)).toMatchObject({ state: 'complete', counts: { new: 10 } })
  })

  it('of discover starts over and loses nothing', async () => {
    const forge = createVendor('forge', { sourceControl: true })
    const world = await stage().world([forge])
    const leaving = await stage().world([forge])
    forge.repositories = {
      pages: [{ items: [repository('1', 'team/a')] }, () => leaving.stop(), { items: [repository('2', 'team/b')] }],
    }
    await connect(world, forge)
    const [operation] = world.waiting.splice(0)
    await leaving.run(operation ?? 0)
    expect((await lastOperation(world)).state).toBe('queued')
    forge.repositories = { pages: [{ items: [repository('1', 'team/a')] }, { items: [repository('2', 'team/b')] }] }

    await world.tick()
    await world.settle()

    expect((await lastOperation(world)).state).toBe('complete')
    const rows = await world.database.kysely.selectFrom('repository').select(['full_name', 'present']).orderBy('ref').execute()
    expect(rows).toEqual([
      { full_name: 'team/a', present: true },
      { full_name: 'team/b', present: true },
    ])
  })
})

interface Gate {
  readonly wait: () => Promise<void>
  readonly open: () => void
}

function createGate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { wait: () => promise, open: resolve }
}

function pagesOf(count: number): readonly Page<Sighting>[] {
  return paged(sightings('web', count), 2)
}

/** Five pages of two; something happens, once, after the first `after` of them were written and before the next one is handed out. */
function interrupt(vendor: Vendor, world: World, after: number, what: () => void | Promise<void>): void {
  vendor.findings.set('web', { pages: pagesOf(10) })
  vendor.before = async (page) => {
    if (page !== `web#${after}`) return
    vendor.before = undefined
    await written(world, after)
    await what()
  }
}

async function connected(
  stage: Stage,
  pages: readonly Page<Sighting>[],
): Promise<{ readonly world: World; readonly vendor: Vendor; readonly id: number }> {
  const vendor = createVendor('alpha')
  const world = await stage.world([vendor])
  vendor.products = [product('web')]
  vendor.findings.set('web', { pages })
  const id = await connect(world, vendor)
  await world.settle()
  return { world, vendor, id }
}

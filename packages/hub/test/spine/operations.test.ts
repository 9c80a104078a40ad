import type { Page, Sighting } from '@patchbay/sdk'
import { expect, it, onTestFinished, vi } from 'vitest'
import { connection, findings, lastOperation, notes, operations } from './look.ts'
import { paged, sighting, sightings } from './sighting.ts'
import { connect, describeSpine, type Stage, sync, written } from './stage.ts'
import { createVendor, product, type Vendor } from './vendor.ts'
import { tester, type World } from './world.ts'

await describeSpine('operations', (stage) => {
  it('follow one another by themselves: connecting discovers, and discovering syncs', async () => {
    const { world } = await connected(stage(), paged(sightings('web', 3), 2))

    expect((await operations(world)).map((row) => [row.kind, row.state, row.trigger])).toEqual([
      ['discover', 'complete', 'connect'],
      ['sync', 'complete', 'follow-up'],
    ])
    expect((await lastOperation(world)).counts).toEqual({
      pages: 2,
      seen: 3,
      new: 3,
      changed: 0,
      unchanged: 0,
      closed: 0,
      reopened: 0,
      setAside: 0,
      filtered: {},
      requests: 0,
      waitedMs: 0,
    })
  })

  it('count what was filtered by its reason', async () => {
    const vendor = createVendor('alpha')
    const world = await stage().world([vendor])
    vendor.products = [product('web')]
    const items = [
      sighting('web', 'F1'),
      sighting('web', 'F2', { identifiers: ['GHSA-2222-3333-4444'] }),
      sighting('web', 'F3', { severity: 'low' }),
      sighting('web', 'F4', { kind: 'secret', identifiers: [] }),
    ]
    vendor.findings.set('web', { pages: [{ items, filtered: { 'kind-not-selected': 7 } }] })
    await connect(world, vendor, { rules: { minimumSeverity: 'medium' } })
    await world.settle()

    expect((await lastOperation(world)).counts).toMatchObject({
      seen: 4,
      new: 1,
      filtered: { 'no-cve': 1, 'below-minimum-severity': 1, 'kind-not-selected': 8 },
    })
  })

  it('name what was set aside, by the vendor’s id and the field', async () => {
    const row = { externalId: 'F9', target: 'web', path: 'spec.level', message: 'Expected a string.' }
    const odd = { path: 'spec.ecosystem', value: 'ECOSYSTEM_COBOL' }
    const { world, id } = await connected(stage(), [
      { items: sightings('web', 1), unreadable: [row], oddities: [odd] },
      { items: sightings('web', 2) },
    ])

    const operation = await lastOperation(world)
    expect(operation).toMatchObject({
      state: 'partial',
      counts: { seen: 3, new: 2, setAside: 1 },
      problem: { kind: 'partial', message: '1 rows could not be read.' },
    })
    expect(await notes(world, operation.id)).toEqual([
      { kind: 'set-aside', target: 'web', externalId: 'F9', path: 'spec.level', message: 'Expected a string.' },
      { kind: 'oddity', target: null, externalId: null, path: 'spec.ecosystem', message: 'Unknown value "ECOSYSTEM_COBOL".' },
      { kind: 'fault', target: 'web', externalId: null, path: null, message: '1 rows could not be read.' },
    ])
    expect((await connection(world, id)).state).toBe('attention')
  })

  it('are joined by a second request while they wait or run', async () => {
    const { world, vendor, id } = await connected(stage(), paged(sightings('web', 3), 2))
    const first = await world.commands.operations.request(id, 'sync', tester)
    const second = await world.commands.operations.request(id, 'sync', tester)
    let third: typeof second | undefined
    vendor.findings.set('web', {
      pages: [
        async () => {
          third = await world.commands.operations.request(id, 'sync', tester)
        },
      ],
    })

    await world.settle()

    expect([first.joined, second, third]).toEqual([
      false,
      { operationId: first.operationId, joined: true },
      { operationId: first.operationId, joined: true },
    ])
    expect(await operations(world)).toHaveLength(3)
  })

  it('run one at a time for a connection, and the one that had to wait comes next', async () => {
    const { world, vendor, id } = await connected(stage(), [])
    const states: string[] = []
    vendor.findings.set('web', {
      pages: [
        async () => {
          if (states.length > 0) return
          const { operationId } = await world.commands.operations.request(id, 'discover', tester)
          await world.run(operationId)
          states.push(...(await operations(world)).slice(-2).map((row) => `${row.kind} ${row.state}`))
        },
      ],
    })

    await sync(world, id)

    expect(states).toEqual(['sync running', 'discover queued'])
    expect((await operations(world)).slice(-3).map((row) => [row.kind, row.state])).toEqual([
      ['sync', 'complete'],
      ['discover', 'complete'],
      ['sync', 'complete'],
    ])
  })

  it('are not begun by two workers that try two of one connection at the same moment', async () => {
    const { world, vendor, id } = await connected(stage(), [])
    const other = await stage().world([vendor])
    for (let round = 0; round < 5; round += 1) {
      const discover = await world.commands.operations.request(id, 'discover', tester)
      const later = await world.commands.operations.request(id, 'sync', tester)
      await Promise.all([world.run(discover.operationId), other.run(later.operationId)])
      await world.settle()
      await other.settle()
    }

    expect((await operations(world)).every((row) => row.state === 'complete')).toBe(true)
  })

  it('are done once when two workers are given the same one', async () => {
    const { world, vendor, id } = await connected(stage(), paged(sightings('web', 3), 1))
    const other = await stage().world([vendor])
    const { operationId } = await world.commands.operations.request(id, 'sync', tester)
    vendor.asked.length = 0

    await Promise.all([world.run(operationId), other.run(operationId)])

    expect(vendor.asked).toHaveLength(1)
    expect(await lastOperation(world)).toMatchObject({ state: 'complete', counts: { seen: 3 } })
  })

  it('that wait are cancelled at once, and are not due again at once', async () => {
    const { world, vendor, id } = await connected(stage(), [])
    stage().pass({ hours: 7 })
    await world.tick()
    const waiting = await lastOperation(world)
    expect(waiting).toMatchObject({ kind: 'sync', trigger: 'schedule', state: 'queued' })

    await world.commands.operations.cancel(waiting.id, tester)
    await world.tick()
    await world.settle()

    expect(await lastOperation(world)).toMatchObject({ id: waiting.id, state: 'cancelled' })
    expect(vendor.asked).toHaveLength(1)
    await expect(world.commands.operations.cancel(waiting.id, tester)).rejects.toMatchObject({
      details: { code: 'operation-ended' },
    })
    expect((await connection(world, id)).state).toBe('connected')
  })

  it('that run are cancelled at the next page, and keep what they have', async () => {
    const { world, vendor, id } = await connected(stage(), [])
    vendor.findings.set('web', {
      pages: [
        { items: sightings('web', 2) },
        () => written(world, 1),
        async () => world.commands.operations.cancel((await lastOperation(world)).id, tester),
        ...paged(sightings('web', 6), 3),
      ],
    })

    await sync(world, id)

    expect(await lastOperation(world)).toMatchObject({ state: 'cancelled', counts: { pages: 1, new: 2, closed: 0 } })
    expect(await findings(world)).toHaveLength(2)
  })

  it.each(['sync', 'discover'] as const)('that hang in a request are cancelled within seconds: %s', async (kind) => {
    const { world, vendor, id } = await connected(stage(), [])
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const hangs = Promise.withResolvers<void>()
    const listing = {
      pages: [
        (signal: AbortSignal) => {
          hangs.resolve()
          return new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
        },
      ],
    }
    if (kind === 'sync') vendor.findings.set('web', listing)
    else vendor.discovery = listing
    const running = sync(world, id, kind)
    await hangs.promise

    await world.commands.operations.cancel((await lastOperation(world)).id, tester)
    vi.advanceTimersByTime(10_000)
    await running

    expect(await lastOperation(world)).toMatchObject({ kind, state: 'cancelled', problem: null })
  })

  it('are due by their schedule, jittered, and not while the connection is paused', async () => {
    const { world, vendor, id } = await connected(stage(), [])
    expect((await connection(world, id)).next_sync_at).toEqual(hoursAfter(stage().now(), 6))
    expect((await connection(world, id)).next_discover_at).toEqual(hoursAfter(stage().now(), 24))

    stage().pass({ hours: 5 })
    await world.tick()
    expect(world.waiting).toEqual([])

    await world.commands.connections.pause(id, tester)
    stage().pass({ hours: 2 })
    await world.tick()
    expect(world.waiting).toEqual([])

    await world.commands.connections.resume(id, tester)
    await world.tick()
    await world.settle()
    expect((await operations(world)).slice(-2).map((row) => [row.kind, row.trigger])).toEqual([
      ['discover', 'schedule'],
      ['sync', 'schedule'],
    ])
    expect(vendor.asked).toHaveLength(2)
  })
})

function hoursAfter(moment: Date, hours: number): Date {
  return new Date(moment.getTime() + hours * 3_600_000)
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

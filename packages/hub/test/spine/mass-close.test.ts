import type { Sighting } from '@patchbay/sdk'
import { expect, it } from 'vitest'
import type { ConnectInput } from '../../src/usecases/commands.ts'
import { connection, findings, lastOperation, notes, operations, record, vulnerabilities } from './look.ts'
import { paged, ruleSighting, sightings } from './sighting.ts'
import { connect, describeSpine, type Stage, sync } from './stage.ts'
import { createVendor, product, type Vendor } from './vendor.ts'
import { tester, type World } from './world.ts'

await describeSpine('a sudden large drop', (stage) => {
  it('closes nothing until somebody confirms it', async () => {
    const { world, vendor, id } = await connected(stage(), sightings('web', 60))

    vendor.findings.set('web', { pages: paged(sightings('web', 30), 50) })
    const operation = await sync(world, id)

    expect(await lastOperation(world)).toMatchObject({
      state: 'partial',
      counts: { closed: 0 },
      problem: { kind: 'held' },
      coverage: { scopes: { held: 1 } },
    })
    expect((await notes(world, operation)).map((note) => note.kind)).toEqual(['hold'])
    expect((await vulnerabilities(world)).every((row) => row.status === 'Open')).toBe(true)
    expect(await connection(world, id)).toMatchObject({ state: 'attention', problem: { kind: 'held' } })

    expect(await world.commands.operations.confirm(operation, tester)).toEqual({ closed: 30 })

    const statuses = Map.groupBy(await vulnerabilities(world), (row) => row.status)
    expect([statuses.get('Open')?.length, statuses.get('Resolved')?.length]).toEqual([30, 30])
    expect(await lastOperation(world)).toMatchObject({ state: 'complete', problem: null, counts: { closed: 30 } })
    expect(await connection(world, id)).toMatchObject({ state: 'connected', problem: null })
    await expect(world.commands.operations.confirm(operation, tester)).rejects.toMatchObject({
      details: { code: 'operation-not-held' },
    })
  })

  it.each([
    { lost: 20, of: 40, why: '20 findings are few' },
    { lost: 21, of: 70, why: '30 % is not more than 30 %' },
  ])('is not what $lost of $of are, because $why', async ({ lost, of }) => {
    const { world, vendor, id } = await connected(stage(), sightings('web', of))

    vendor.findings.set('web', { pages: paged(sightings('web', of - lost), 100) })
    await sync(world, id)

    expect((await findings(world)).filter((row) => !row.present)).toHaveLength(lost)
  })

  it('is what 21 of 69 are, because that is more than 20 and more than 30 %', async () => {
    const { world, vendor, id } = await connected(stage(), sightings('web', 69))

    vendor.findings.set('web', { pages: paged(sightings('web', 48), 100) })
    await sync(world, id)

    expect((await findings(world)).every((row) => row.present)).toBe(true)
  })

  it('is not confirmed any more once a later sync has read the record', async () => {
    const { world, vendor, id } = await connected(stage(), sightings('web', 60))
    vendor.findings.set('web', { pages: [] })
    const held = await sync(world, id)
    vendor.findings.set('web', { pages: paged(sightings('web', 60), 100) })
    await sync(world, id)

    await expect(world.commands.operations.confirm(held, tester)).rejects.toMatchObject({
      kind: 'conflict',
      details: { code: 'operation-overtaken' },
    })

    expect((await findings(world)).every((row) => row.present)).toBe(true)
  })

  it('is not confirmed over what a later, partial sync has seen', async () => {
    const { world, vendor, id } = await connected(stage(), sightings('web', 60))
    vendor.findings.set('web', { pages: [] })
    const held = await sync(world, id)
    vendor.findings.set('web', { pages: paged(sightings('web', 60), 100), end: { kind: 'partial', missing: 'The rest.' } })
    await sync(world, id)

    await expect(world.commands.operations.confirm(held, tester)).rejects.toMatchObject({
      details: { code: 'operation-overtaken' },
    })
  })

  it('leaves a skipped family alone even when it is confirmed', async () => {
    const code = Array.from({ length: 30 }, (_, n) =>
      ruleSighting('web', `C${n}`, 'code', { rule: { id: `rule-${n}`, name: null } }),
    )
    const { world, vendor, id } = await connected(stage(), [...sightings('web', 30), ...code], {
      rules: { kinds: ['dependency', 'code'] },
    })
    const gaps = [{ family: 'code' as const, reason: 'Code scanning is not enabled.' }]
    vendor.findings.set('web', { pages: [], end: { kind: 'complete', gaps } })
    const held = await sync(world, id)

    expect(await world.commands.operations.confirm(held, tester)).toEqual({ closed: 30 })

    expect((await findings(world)).filter((row) => row.externalId.startsWith('C')).every((row) => row.present)).toBe(true)
  })

  it('holds one record back and closes in the others', async () => {
    const vendor = createVendor('alpha')
    const world = await stage().world([vendor])
    vendor.products = [product('web'), product('api')]
    vendor.findings.set('web', { pages: paged(sightings('web', 30), 100) })
    vendor.findings.set('api', { pages: paged(sightings('api', 5), 100) })
    const id = await connect(world, vendor)
    await world.settle()

    vendor.findings.clear()
    await sync(world, id)

    expect((await operations(world)).at(-1)).toMatchObject({
      state: 'partial',
      problem: { kind: 'held' },
      counts: { closed: 5 },
    })
    expect((await findings(world)).filter((row) => row.present).map((row) => row.record)).toEqual(Array(30).fill('web'))
    expect((await record(world, 'web')).state).toBe('GOOD')
  })
})

async function connected(
  stage: Stage,
  items: readonly Sighting[],
  input: Partial<ConnectInput> = {},
): Promise<{ readonly world: World; readonly vendor: Vendor; readonly id: number }> {
  const vendor = createVendor('alpha')
  const world = await stage.world([vendor])
  vendor.products = [product('web')]
  vendor.findings.set('web', { pages: paged(items, 40) })
  const id = await connect(world, vendor, input)
  await world.settle()
  return { world, vendor, id }
}

import { Fault, type Page, type Sighting } from '@patchbay/sdk'
import { expect, it } from 'vitest'
import type { ConnectInput } from '../../src/usecases/commands.ts'
import { events, findings, lastOperation, notes, vulnerabilities, vulnerability } from './look.ts'
import { paged, ruleSighting, sighting, sightings } from './sighting.ts'
import { connect, describeSpine, type Stage, sync } from './stage.ts'
import { createVendor, product, type Vendor, type VendorOptions } from './vendor.ts'
import { tester, type World } from './world.ts'

await describeSpine('closing', (stage) => {
  it('closes what a complete listing no longer contains, as fixed', async () => {
    const { world, vendor, id } = await connected(stage(), sightings('web', 5))

    vendor.findings.set('web', { pages: paged(sightings('web', 3), 2) })
    await sync(world, id)

    expect((await lastOperation(world)).counts).toMatchObject({ seen: 3, new: 0, unchanged: 3, closed: 2 })
    expect((await findings(world)).map((row) => [row.externalId, row.present, row.closedReason])).toEqual([
      ['F1', true, null],
      ['F2', true, null],
      ['F3', true, null],
      ['F4', false, 'absent'],
      ['F5', false, 'absent'],
    ])
    expect((await vulnerabilities(world)).map((row) => row.status)).toEqual(['Open', 'Open', 'Open', 'Resolved', 'Resolved'])
  })

  it('keeps a vulnerability open while another sighting of it is left', async () => {
    const twice = [sighting('web', 'F1', { context: 'app' }), sighting('web', 'F2', { context: 'worker' })]
    const { world, vendor, id } = await connected(stage(), twice)

    vendor.findings.set('web', { pages: [{ items: twice.slice(0, 1) }] })
    await sync(world, id)

    expect(await vulnerability(world, 'CVE-2024-0001')).toMatchObject({ status: 'Open', sightings: 2, openSightings: 1 })
  })

  it('reopens what comes back, with the decision it had', async () => {
    const { world, vendor, id } = await connected(stage(), sightings('web', 2))
    const [first, second] = await vulnerabilities(world)
    await world.commands.vulnerabilities.decide([first?.id ?? 0], { decision: 'wont-fix', reason: 'Old.' }, tester)
    vendor.findings.set('web', { pages: [] })
    await sync(world, id)
    vendor.findings.set('web', { pages: paged(sightings('web', 2), 5) })

    await sync(world, id)

    expect((await lastOperation(world)).counts).toMatchObject({ seen: 2, new: 0, changed: 0, reopened: 2 })
    expect(await vulnerabilities(world)).toMatchObject([
      { status: 'Dismissed', present: true, decision: 'wont-fix', decisionReason: 'Old.' },
      { status: 'Open', present: true, decision: 'none' },
    ])
    expect((await events(world, second?.id ?? 0)).map((event) => event.kind)).toEqual(['closed', 'reopened'])
  })

  it.each([
    { why: 'says it saw only a part', end: { kind: 'partial', missing: 'The vendor stopped.' } as const, state: 'partial' },
    { why: 'cannot read a row', unreadable: true, state: 'partial' },
    { why: 'meets an answer it cannot read', error: new Fault('contract', 'No JSON.'), state: 'failed' },
    { why: 'loses the network', error: new Fault('unreachable', 'No answer.'), state: 'failed' },
    { why: 'meets a bug', error: new TypeError('x is not a function'), state: 'failed' },
  ])('closes nothing when a listing $why', async ({ end, unreadable, error, state }) => {
    const { world, vendor, id } = await connected(stage(), sightings('web', 3))
    const row = { externalId: 'F2', target: 'web', path: 'spec.level', message: 'Required.' }
    const first: Page<Sighting> = { items: sightings('web', 1), ...(unreadable && { unreadable: [row] }) }

    vendor.findings.set('web', { pages: error ? [first, error] : [first], ...(end && { end }) })
    await sync(world, id)

    expect(await lastOperation(world)).toMatchObject({ state, counts: { seen: 1, closed: 0 } })
    expect((await vulnerabilities(world)).map((found) => found.status)).toEqual(['Open', 'Open', 'Open'])
    if (error instanceof TypeError) stage().forgive('An operation failed on a bug')
  })

  it('closes nothing when it is cancelled on the way', async () => {
    const { world, vendor, id } = await connected(stage(), sightings('web', 3))
    vendor.findings.set('web', {
      pages: [
        async () => world.commands.operations.cancel((await lastOperation(world)).id, tester),
        { items: sightings('web', 1) },
      ],
    })

    await sync(world, id)

    expect(await lastOperation(world)).toMatchObject({ state: 'cancelled', problem: null, counts: { closed: 0 } })
    expect((await vulnerabilities(world)).map((found) => found.status)).toEqual(['Open', 'Open', 'Open'])
  })

  it('closes what one target lost when another one cannot be read', async () => {
    const vendor = createVendor('alpha')
    const world = await stage().world([vendor])
    vendor.products = [product('web'), product('api')]
    vendor.findings.set('web', { pages: paged(sightings('web', 2), 5) })
    vendor.findings.set('api', { pages: paged(sightings('api', 2), 5) })
    const id = await connect(world, vendor)
    await world.settle()

    vendor.findings.set('web', { pages: [new Fault('missing', 'There is no project "web".')] })
    vendor.findings.set('api', { pages: [] })
    await sync(world, id)

    expect(await lastOperation(world)).toMatchObject({
      state: 'partial',
      problem: { kind: 'partial', message: 'There is no project "web".' },
      coverage: { kind: 'partial', scopes: { total: 2, complete: 1, failed: 1 } },
    })
    expect((await findings(world)).map((row) => [row.record, row.present])).toEqual([
      ['api', false],
      ['api', false],
      ['web', true],
      ['web', true],
    ])
  })

  it('leaves a family alone that the vendor says it skipped, and says so', async () => {
    const code = [ruleSighting('web', 'C1', 'code'), ruleSighting('web', 'C2', 'code', { rule: { id: 'rule-2', name: null } })]
    const { world, vendor, id } = await connected(stage(), [...sightings('web', 2), ...code], {
      rules: { kinds: ['dependency', 'code'] },
    })

    const gaps = [{ target: 'web', family: 'code' as const, reason: 'Code scanning is not enabled.' }]
    vendor.findings.set('web', { pages: [], end: { kind: 'complete', gaps } })
    const operation = await sync(world, id)

    expect((await findings(world)).map((row) => [row.externalId, row.present])).toEqual([
      ['C1', true],
      ['C2', true],
      ['F1', false],
      ['F2', false],
    ])
    expect(await notes(world, operation)).toMatchObject([
      { kind: 'gap', target: 'web', path: 'code', message: 'Code scanning is not enabled.' },
    ])
  })

  it('leaves a target alone that the vendor says it skipped', async () => {
    const { world, vendor, id } = await connected(stage(), sightings('web', 2), {}, { targetsPerSync: 'all' })
    vendor.products = [product('web'), product('api')]
    vendor.findings.set('api', { pages: paged(sightings('api', 2), 5) })
    await sync(world, id, 'discover')

    vendor.findings.clear()
    vendor.end = { kind: 'complete', gaps: [{ target: 'web', reason: 'No branch matches.' }] }
    await sync(world, id)

    expect((await findings(world)).map((row) => [row.record, row.present])).toEqual([
      ['api', false],
      ['api', false],
      ['web', true],
      ['web', true],
    ])
  })

  it('closes what rules no longer let in, with the rule as reason, and brings it back when they do', async () => {
    const { world, vendor, id } = await connected(stage(), [
      sighting('web', 'F1', { severity: 'high', identifiers: ['CVE-2024-0001'] }),
      sighting('web', 'F2', { severity: 'low', identifiers: ['CVE-2024-0002'] }),
      sighting('web', 'F3', { severity: 'unknown', identifiers: ['CVE-2024-0003'] }),
    ])

    await world.commands.connections.update(id, { rules: { minimumSeverity: 'medium' } }, tester)
    await sync(world, id)

    expect((await lastOperation(world)).counts).toMatchObject({ seen: 3, closed: 1, filtered: { 'below-minimum-severity': 1 } })
    expect(await vulnerability(world, 'CVE-2024-0002')).toMatchObject({
      status: 'Dismissed',
      present: false,
      goneReason: 'below-minimum-severity',
    })
    expect((await vulnerability(world, 'CVE-2024-0003')).status).toBe('Open')

    await world.commands.connections.update(id, { rules: { minimumSeverity: null } }, tester)
    await sync(world, id)

    expect((await lastOperation(world)).counts).toMatchObject({ seen: 3, reopened: 1, filtered: {} })
    expect((await vulnerability(world, 'CVE-2024-0002')).status).toBe('Open')
    expect(vendor.asked.at(-1)?.cursor).toBeUndefined()
  })

  it('closes a family that is no longer selected, as a changed rule', async () => {
    const { world, vendor, id } = await connected(stage(), [...sightings('web', 1), ruleSighting('web', 'C1', 'code')], {
      rules: { kinds: ['dependency', 'code'] },
    })

    await world.commands.connections.update(id, { rules: { kinds: ['dependency'] } }, tester)
    vendor.findings.set('web', { pages: [{ items: sightings('web', 1), filtered: { 'kind-not-selected': 1 } }] })
    await sync(world, id)

    expect((await lastOperation(world)).counts).toMatchObject({ closed: 1, filtered: { 'kind-not-selected': 1 } })
    expect(await vulnerability(world, 'Rule 1')).toMatchObject({ status: 'Dismissed', goneReason: 'rule-changed' })
  })

  it('does not take a fix for what a rule had already closed', async () => {
    const { world, vendor, id } = await connected(stage(), [sighting('web', 'F1', { severity: 'low' })])
    await world.commands.connections.update(id, { rules: { minimumSeverity: 'high' } }, tester)
    await sync(world, id)

    vendor.findings.set('web', { pages: [] })
    await sync(world, id)

    expect(await vulnerability(world, 'CVE-2024-0001')).toMatchObject({
      status: 'Dismissed',
      goneReason: 'below-minimum-severity',
    })
  })

  it('closes by name what a listing of changes says is gone, and nothing else', async () => {
    const { world, vendor, id } = await connected(stage(), sightings('web', 3))
    vendor.findings.set('web', { pages: paged(sightings('web', 3), 5), end: { kind: 'complete', cursor: { at: 'monday' } } })
    await sync(world, id)

    vendor.findings.set('web', {
      pages: [{ items: [sighting('web', 'F9', { identifiers: ['CVE-2024-0009'] })] }],
      end: { kind: 'changes', cursor: { at: 'tuesday' }, gone: [{ target: 'web', externalId: 'F2' }] },
    })
    await sync(world, id)
    await sync(world, id)

    expect((await findings(world)).map((row) => [row.externalId, row.present])).toEqual([
      ['F1', true],
      ['F2', false],
      ['F3', true],
      ['F9', true],
    ])
    expect(vendor.asked.map((asked) => asked.cursor?.at)).toEqual([undefined, undefined, 'monday', 'tuesday'])
  })

  it('lists everything when targets that are read together were not read up to the same point', async () => {
    const cursor = { at: 'monday' }
    const vendor = createVendor('alpha', { targetsPerSync: 'all' })
    const world = await stage().world([vendor])
    vendor.products = [product('web')]
    vendor.end = { kind: 'complete', cursor }
    const id = await connect(world, vendor)
    await world.settle()
    await sync(world, id)

    vendor.products = [product('web'), product('api')]
    await sync(world, id, 'discover')
    await sync(world, id)

    expect(vendor.asked.map((asked) => [asked.targets.length, asked.cursor])).toEqual([
      [1, undefined],
      [1, cursor],
      [2, undefined],
      [2, cursor],
    ])
  })
})

async function connected(
  stage: Stage,
  items: readonly Sighting[],
  input: Partial<ConnectInput> = {},
  options: VendorOptions = {},
): Promise<{ readonly world: World; readonly vendor: Vendor; readonly id: number }> {
  const vendor = createVendor('alpha', options)
  const world = await stage.world([vendor])
  vendor.products = [product('web')]
  vendor.findings.set('web', { pages: paged(items, 40) })
  const id = await connect(world, vendor, input)
  await world.settle()
  return { world, vendor, id }
}

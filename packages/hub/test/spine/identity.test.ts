import type { Page, Sighting } from '@patchbay/sdk'
import { expect, it } from 'vitest'
import { findings, lastOperation, record, rowVersions, vulnerabilities } from './look.ts'
import { paged, ruleSighting, sighting, sightings } from './sighting.ts'
import { connect, describeSpine, type Stage, sync } from './stage.ts'
import { createVendor, product, type Vendor, type VendorOptions } from './vendor.ts'
import type { World } from './world.ts'

await describeSpine('a finding', (stage) => {
  it('is not written again when it is delivered again, whatever the order and the pages', async () => {
    const items = sightings('web', 7, (n) => ({
      tags: ['b', 'a'],
      cwes: ['CWE-79', 'CWE-20'],
      references: ['https://a.test', 'https://b.test'],
      identifiers: [`CVE-2024-${1000 + n}`, `OWN-${n}`],
    }))
    const { world, vendor, id } = await connected(stage(), paged(items, 3))
    const before = { findings: await rowVersions(world, 'finding'), vulnerabilities: await rowVersions(world, 'vulnerability') }
    const shuffled = items.toReversed().map((item) => ({
      ...item,
      tags: item.tags.toReversed(),
      cwes: item.cwes.toReversed(),
      references: item.references.toReversed(),
      identifiers: item.identifiers.toReversed(),
    }))

    for (const pages of [paged(items, 3), paged(items, 1), paged(shuffled, 4), paged([...items, ...shuffled], 5)]) {
      stage().pass({ hours: 6 })
      vendor.findings.set('web', { pages })
      await sync(world, id)
    }

    expect((await lastOperation(world)).counts).toMatchObject({ new: 0, changed: 0, reopened: 0, closed: 0 })
    expect({
      findings: await rowVersions(world, 'finding'),
      vulnerabilities: await rowVersions(world, 'vulnerability'),
    }).toEqual(before)
  })

  it('counts once when a page holds it twice', async () => {
    const { world } = await connected(stage(), [{ items: [...sightings('web', 2), ...sightings('web', 2)] }])

    expect((await lastOperation(world)).counts).toMatchObject({ seen: 2, new: 2, unchanged: 0 })
    expect((await vulnerabilities(world)).map((row) => row.sightings)).toEqual([1, 1])
  })

  it('is unchanged when a later page holds it again', async () => {
    const { world } = await connected(stage(), [{ items: sightings('web', 2) }, { items: sightings('web', 3) }])

    expect((await lastOperation(world)).counts).toMatchObject({ seen: 5, new: 3, unchanged: 2 })
    expect(await findings(world)).toHaveLength(3)
  })

  it('keeps its row when everything but its id changes', async () => {
    const { world, vendor, id } = await connected(stage(), [{ items: [sighting('web', 'F1')] }])
    const [before] = await findings(world)

    vendor.findings.set('web', {
      pages: [{ items: [sighting('web', 'F1', { package: 'other', severity: 'low', identifiers: ['CVE-2024-9999'] })] }],
    })
    await sync(world, id)

    const [after, ...others] = await findings(world)
    expect(others).toEqual([])
    expect(after).toMatchObject({ id: before?.id, vulnerability: 'CVE-2024-9999' })
    expect((await lastOperation(world)).counts).toMatchObject({ new: 0, changed: 1 })
  })

  it('keeps the earliest time of detection its scanner ever gave', async () => {
    const detected = (detectedAt: string | null) => [{ items: [sighting('web', 'F1', { detectedAt })] }]
    const { world, vendor, id } = await connected(stage(), detected('2026-03-01T00:00:00.000Z'))

    for (const moment of ['2026-09-01T00:00:00.000Z', null, '2026-02-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z']) {
      vendor.findings.set('web', { pages: detected(moment) })
      await sync(world, id)
    }

    expect((await vulnerabilities(world))[0]?.detectedAt).toEqual(new Date('2026-02-01T00:00:00.000Z'))
  })

  it('has no time of detection when its scanner gives none, but a time of first sight', async () => {
    const { world } = await connected(stage(), [{ items: [sighting('web', 'F1', { detectedAt: null })] }])

    expect((await vulnerabilities(world))[0]).toMatchObject({ detectedAt: null, firstSeenAt: stage().now() })
  })

  it('of one record is not the one of another with the same id', async () => {
    const vendor = createVendor('alpha')
    const world = await stage().world([vendor])
    vendor.products = [product('web'), product('api')]
    for (const ref of ['web', 'api']) vendor.findings.set(ref, { pages: paged(sightings(ref, 2), 5) })
    const id = await connect(world, vendor)
    await world.settle()

    vendor.findings.set('api', { pages: [] })
    await sync(world, id)

    expect((await findings(world)).map((row) => [row.record, row.externalId, row.present])).toEqual([
      ['api', 'F1', false],
      ['api', 'F2', false],
      ['web', 'F1', true],
      ['web', 'F2', true],
    ])
  })

  it('of one connection is not the one of another to the same vendor', async () => {
    const vendor = createVendor('alpha')
    const world = await stage().world([vendor])
    vendor.products = [product('web', { address: 'https://forge.test/team/web' })]
    vendor.findings.set('web', { pages: paged(sightings('web', 2), 5) })
    await connect(world, vendor, { label: 'first' })
    await connect(world, vendor, { label: 'second' })
    await world.settle()

    expect((await findings(world)).map((row) => row.connection)).toEqual(['first', 'first', 'second', 'second'])
    expect((await vulnerabilities(world)).map((row) => [row.sightings, row.connections.length])).toEqual([
      [2, 2],
      [2, 2],
    ])
  })

  it('is refused when the connector was not asked for its target', async () => {
    const { world } = await connected(stage(), [{ items: [sighting('elsewhere', 'F1')] }])

    expect(await lastOperation(world)).toMatchObject({ state: 'failed', problem: { kind: 'bug' } })
    expect(await findings(world)).toEqual([])
    stage().forgive('An operation failed on a bug')
  })

  it('is stored with text that a database cannot hold made harmless', async () => {
    const odd = 'NUL \u0000 and half a pair \ud800.'
    const pages = () => [
      {
        items: [
          ruleSighting('web', 'F\u00001', 'code', {
            title: odd,
            description: odd,
            context: odd,
            tags: [odd],
            location: { path: `src/${odd}` },
            rule: { id: odd, name: odd },
          }),
        ],
      },
    ]
    const { world, vendor, id } = await connected(stage(), pages(), {}, ['code'])

    expect(await lastOperation(world)).toMatchObject({ state: 'complete', counts: { new: 1 } })
    vendor.findings.set('web', { pages: pages() })
    await sync(world, id)
    expect((await lastOperation(world)).counts).toMatchObject({ unchanged: 1 })
  })
})

await describeSpine('a finding without a stable id', (stage) => {
  const unstable: VendorOptions = { findingIds: 'unstable' }
  let serial = 0
  /** Five times the same weakness in one file, on different lines, under ids that nobody will see again. */
  const five = (): readonly Sighting[] =>
    [10, 20, 30, 40, 50].map((startLine) => {
      serial += 1
      return ruleSighting('web', `id-${serial}`, 'code', { location: { path: 'src/app.ts', startLine } })
    })

  it('is recognised by its evidence when the vendor gives it another id', async () => {
    const { world, vendor, id } = await connected(stage(), paged(five(), 2), unstable, ['code'])
    const before = (await findings(world)).map((row) => row.id)

    vendor.findings.set('web', { pages: paged(five(), 3) })
    await sync(world, id)

    expect((await findings(world)).map((row) => row.id).toSorted()).toEqual(before.toSorted())
    expect((await lastOperation(world)).counts).toMatchObject({ seen: 5, new: 0, closed: 0 })
  })

  it('is told apart from its like by counting, in any order within a page', async () => {
    const { world, vendor, id } = await connected(stage(), [{ items: five() }], unstable, ['code'])

    vendor.findings.set('web', { pages: [{ items: five().toReversed() }] })
    await sync(world, id)

    expect(await findings(world)).toHaveLength(5)
    expect((await lastOperation(world)).counts).toMatchObject({ new: 0, closed: 0 })
  })

  it('closes the last of its like when there is one less', async () => {
    const { world, vendor, id } = await connected(stage(), [{ items: five() }], unstable, ['code'])

    vendor.findings.set('web', { pages: [{ items: five().slice(0, 4) }] })
    await sync(world, id)

    expect((await findings(world)).filter((row) => !row.present)).toHaveLength(1)
    expect(await vulnerabilities(world)).toMatchObject([{ sightings: 5, openSightings: 4, status: 'Open' }])
  })

  it('is read from the start after an interruption, because counting only works from there', async () => {
    const { world, vendor, id } = await connected(stage(), paged(five(), 2), unstable, ['code'])
    const { operationId } = await world.commands.operations.request(id, 'sync', { id: 'x', kind: 'user' })
    const leaving = await stage().world([vendor])
    const pages = paged(five(), 2)
    vendor.findings.set('web', { pages: [pages[0], () => leaving.stop(), pages[1], pages[2]].flatMap((step) => step ?? []) })
    await leaving.run(operationId)
    vendor.findings.set('web', { pages: paged(five(), 2) })

    await world.settle()

    expect(vendor.asked.at(-1)?.resume).toBeUndefined()
    expect(await lastOperation(world)).toMatchObject({ state: 'complete', counts: { new: 0, closed: 0 } })
    expect((await findings(world)).every((row) => row.present)).toBe(true)
  })

  it('of one record is not the one of another with the same evidence', async () => {
    const vendor = createVendor('alpha', unstable)
    const world = await stage().world([vendor])
    vendor.products = [product('web'), product('copy')]
    for (const ref of ['web', 'copy']) vendor.findings.set(ref, { pages: [{ items: [sighting(ref, 'same')] }] })
    await connect(world, vendor)
    await world.settle()

    expect((await findings(world)).map((row) => row.record)).toEqual(['copy', 'web'])
    expect((await record(world, 'web')).state).toBe('GOOD')
  })
})

async function connected(
  stage: Stage,
  pages: readonly Page<Sighting>[],
  options: VendorOptions = {},
  kinds: readonly ('dependency' | 'code')[] = ['dependency'],
): Promise<{ readonly world: World; readonly vendor: Vendor; readonly id: number }> {
  const vendor = createVendor('alpha', options)
  const world = await stage.world([vendor])
  vendor.products = [product('web')]
  vendor.findings.set('web', { pages })
  const id = await connect(world, vendor, { rules: { kinds } })
  await world.settle()
  return { world, vendor, id }
}

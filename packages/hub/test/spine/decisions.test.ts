import type { Sighting } from '@patchbay/sdk'
import { expect, it } from 'vitest'
import { noDecision } from '../../src/usecases/lifecycle/no-decision.ts'
import { events, findings, record, rowVersions, vulnerabilities, vulnerability } from './look.ts'
import { paged, ruleSighting, sighting, sightings } from './sighting.ts'
import { connect, describeSpine, meanwhile, type Stage, sync } from './stage.ts'
import { createVendor, product, repository, type Vendor } from './vendor.ts'
import { tester, type World } from './world.ts'

await describeSpine('decisions', (stage) => {
  it('dismisses, and says who decided what and why', async () => {
    const { world } = await connected(stage(), sightings('web', 1))
    const { id } = await vulnerability(world, 'CVE-2024-1001')

    const answer = await world.commands.vulnerabilities.decide([id], { decision: 'false-positive', reason: 'Test.' }, tester)

    expect(answer).toEqual({ changed: 1 })
    expect(await vulnerability(world, 'CVE-2024-1001')).toMatchObject({
      status: 'Dismissed',
      decision: 'false-positive',
      decisionReason: 'Test.',
      decidedBy: 'tester',
    })
    expect(await events(world, id)).toMatchObject([
      { kind: 'decided', actor: 'tester', data: { from: { decision: 'none' }, to: { decision: 'false-positive' } } },
    ])
  })

  it('decides many at once, and counts only what changed', async () => {
    const { world } = await connected(stage(), sightings('web', 3))
    const ids = (await vulnerabilities(world)).map((row) => row.id)
    await world.commands.vulnerabilities.decide(ids.slice(0, 1), { decision: 'wont-fix' }, tester)

    const answer = await world.commands.vulnerabilities.decide([...ids, ...ids], { decision: 'wont-fix' }, tester)

    expect(answer).toEqual({ changed: 2 })
    expect((await vulnerabilities(world)).map((row) => row.status)).toEqual(['Dismissed', 'Dismissed', 'Dismissed'])
    expect(await events(world, ids[0] ?? 0)).toHaveLength(1)
  })

  it.each([
    { input: { decision: 'wont-fix' as const, until: '2027-01-01T00:00:00Z' }, code: 'decision-invalid' },
    { input: { decision: 'risk-accepted' as const, until: '2020-01-01T00:00:00Z' }, code: 'decision-invalid' },
    { input: { decision: 'risk-accepted' as const, until: 'soon' }, code: 'decision-invalid' },
  ])('refuses $input.decision until $input.until and changes nothing', async ({ input, code }) => {
    const { world } = await connected(stage(), sightings('web', 1))
    const [row] = await vulnerabilities(world)

    await expect(world.commands.vulnerabilities.decide([row?.id ?? 0], input, tester)).rejects.toMatchObject({
      details: { code, field: 'until' },
    })

    expect((await vulnerabilities(world))[0]?.decision).toBe('none')
  })

  it('opens an accepted risk again when its time is over, once, with one line of history', async () => {
    const { world } = await connected(stage(), sightings('web', 2))
    const [row] = await vulnerabilities(world)
    const until = '2026-11-08T00:00:00.000Z'
    await world.commands.vulnerabilities.decide([row?.id ?? 0], { decision: 'risk-accepted', until }, tester)

    stage().pass({ days: 6 })
    expect(await world.expire()).toBe(0)
    stage().pass({ days: 1 })
    expect(await Promise.all([world.expire(), world.expire()])).toEqual(expect.arrayContaining([0, 1]))
    expect(await world.expire()).toBe(0)

    expect(await vulnerability(world, row?.name ?? '')).toMatchObject({ status: 'Open', decision: 'none', decidedBy: null })
    expect((await events(world, row?.id ?? 0)).map((event) => event.kind)).toEqual(['decided', 'expired'])
  })

  it('is not ended by the clock when somebody decided anew a moment before', async () => {
    const { world } = await connected(stage(), sightings('web', 1))
    const [row] = await vulnerabilities(world)
    const id = row?.id ?? 0
    const until = '2026-11-08T00:00:00.000Z'
    await world.commands.vulnerabilities.decide([id], { decision: 'risk-accepted', until }, tester)
    stage().pass({ days: 8 })
    const until2027 = new Date('2027-01-01')
    const later = { ...noDecision, decision: 'risk-accepted', until: until2027, by: 'tester', at: stage().now() }

    const [expired] = await meanwhile(
      stage().database,
      (write) => write.vulnerabilities.decide(id, 'Dismissed', later, stage().now()),
      () => world.expire(),
    )

    expect(expired).toBe(0)
    expect((await vulnerabilities(world))[0]).toMatchObject({ decision: 'risk-accepted', status: 'Dismissed' })
    expect((await events(world, id)).map((event) => event.kind)).toEqual(['decided'])
  })

  it('survives every import: changed, closed, reopened, filtered and read again', async () => {
    const { world, vendor, id } = await connected(stage(), sightings('web', 3))
    const [row] = await vulnerabilities(world)
    await world.commands.vulnerabilities.decide([row?.id ?? 0], { decision: 'not-affected', reason: 'Unused.' }, tester)
    const imports: readonly (readonly Sighting[])[] = [
      sightings('web', 3),
      sightings('web', 3, () => ({ severity: 'critical', title: 'Worse' })),
      sightings('web', 0),
      sightings('web', 3, () => ({ severity: 'low' })),
    ]

    for (const items of imports) {
      vendor.findings.set('web', { pages: paged(items, 2) })
      await sync(world, id)
      stage().pass({ hours: 6 })
    }
    await world.commands.connections.update(id, { rules: { minimumSeverity: 'high' } }, tester)
    await sync(world, id)
    await world.commands.connections.update(id, { rules: { minimumSeverity: null } }, tester)
    await sync(world, id)

    expect(await vulnerability(world, row?.name ?? '')).toMatchObject({
      id: row?.id,
      status: 'Dismissed',
      present: true,
      decision: 'not-affected',
      decisionReason: 'Unused.',
      decidedBy: 'tester',
    })
    expect((await events(world, row?.id ?? 0)).map((event) => event.kind)).toEqual([
      'decided',
      'closed',
      'reopened',
      'closed',
      'reopened',
    ])
  })

  it('does not call a false positive fixed when it goes', async () => {
    const { world, vendor, id } = await connected(stage(), sightings('web', 2))
    const [first, second] = await vulnerabilities(world)
    await world.commands.vulnerabilities.decide([first?.id ?? 0], { decision: 'false-positive' }, tester)
    await world.commands.vulnerabilities.decide([second?.id ?? 0], { decision: 'wont-fix' }, tester)

    vendor.findings.set('web', { pages: [] })
    await sync(world, id)

    expect((await vulnerabilities(world)).map((row) => row.status)).toEqual(['Dismissed', 'Resolved'])
  })

  it('stays with a sighting that the scanner moves to another problem, as long as nobody else sees the old one', async () => {
    const { world, vendor, id } = await connected(stage(), [sighting('web', 'F1', { package: 'lodash' })])
    const before = await vulnerability(world, 'CVE-2024-0001')
    await world.commands.vulnerabilities.decide([before.id], { decision: 'wont-fix', reason: 'Old.' }, tester)
    stage().pass({ hours: 6 })

    vendor.findings.set('web', { pages: [{ items: [sighting('web', 'F1', { package: 'lodash-es' })] }] })
    await sync(world, id)

    const [after, ...others] = await vulnerabilities(world)
    expect(others).toEqual([])
    expect(after).toMatchObject({
      package: 'lodash-es',
      status: 'Dismissed',
      decision: 'wont-fix',
      decisionReason: 'Old.',
      firstSeenAt: before.firstSeenAt,
    })
    expect((await events(world, after?.id ?? 0)).map((event) => event.kind)).toContain('decided')
  })

  it('stays where it was made when only one of several sightings turns out to be another problem', async () => {
    const both = [sighting('web', 'F1', { context: 'a' }), sighting('web', 'F2', { context: 'b' })]
    const other = sighting('web', 'F3', { package: 'other' })
    const { world, vendor, id } = await connected(stage(), [...both, other])
    const before = (await vulnerabilities(world)).find((row) => row.package === 'left-pad')
    await world.commands.vulnerabilities.decide([before?.id ?? 0], { decision: 'wont-fix' }, tester)

    vendor.findings.set('web', {
      pages: [{ items: [both[0], sighting('web', 'F2', { context: 'b', package: 'other' }), other].flatMap((x) => x ?? []) }],
    })
    await sync(world, id)

    expect((await vulnerabilities(world)).map((row) => [row.package, row.decision, row.sightings])).toEqual([
      ['left-pad', 'wont-fix', 1],
      ['other', 'none', 2],
    ])
  })

  it('moves with a record to another product or repository, with its history', async () => {
    const forge = createVendor('forge', { sourceControl: true })
    forge.repositories = { pages: [{ items: [repository('1', 'team/web'), repository('2', 'team/other')] }] }
    const vendor = createVendor('alpha')
    const world = await stage().world([forge, vendor])
    vendor.products = [product('web', { address: 'https://forge.test/team/web' })]
    vendor.findings.set('web', { pages: [{ items: [...sightings('web', 1), ruleSighting('web', 'C1', 'code')] }] })
    await connect(world, forge)
    const id = await connect(world, vendor, { rules: { kinds: ['dependency', 'code'] } })
    await world.settle()
    const rows = await vulnerabilities(world)
    await world.commands.vulnerabilities.decide(
      rows.map((row) => row.id),
      { decision: 'wont-fix', reason: 'Frozen.' },
      tester,
    )
    const { id: recordId } = await record(world, 'web')

    for (const target of [{ newProduct: { name: 'Somewhere' } }, { repositoryId: await assetNamed(world, 'team/other') }]) {
      stage().pass({ minutes: 1 })
      await world.commands.records.map(recordId, target, tester)
      await world.settle()
    }
    await sync(world, id)

    const moved = await vulnerabilities(world)
    expect(moved.map((row) => [row.asset, row.name, row.status, row.decisionReason, row.decidedBy])).toEqual([
      ['team/other', 'CVE-2024-1001', 'Dismissed', 'Frozen.', 'tester'],
      ['team/other', 'Rule 1', 'Dismissed', 'Frozen.', 'tester'],
    ])
    expect((await events(world, moved[0]?.id ?? 0)).map((event) => event.kind)).toEqual(['decided', 'moved', 'moved'])
  })

  it('goes with one of two records and stays with the other', async () => {
    const { world, vendor, id } = await connected(stage(), sightings('web', 1))
    const address = 'https://forge.test/team/web'
    vendor.products = [product('web', { address }), product('web-copy', { address })]
    vendor.findings.set('web-copy', { pages: paged(sightings('web-copy', 1), 5) })
    await sync(world, id, 'discover')
    const [shared] = await vulnerabilities(world)
    expect(shared?.sightings).toBe(2)
    await world.commands.vulnerabilities.decide([shared?.id ?? 0], { decision: 'wont-fix' }, tester)

    await world.commands.records.map((await record(world, 'web-copy')).id, { newProduct: { name: 'Copy' } }, tester)
    await world.settle()

    const rows = await vulnerabilities(world)
    expect(rows.map((row) => [row.sightings, row.decision, row.status])).toEqual([
      [1, 'wont-fix', 'Dismissed'],
      [1, 'wont-fix', 'Dismissed'],
    ])
    for (const row of rows) expect((await events(world, row.id)).map((event) => event.kind)).toContain('decided')
    expect(new Set((await findings(world)).map((row) => row.vulnerabilityId)).size).toBe(2)
  })

  it('leaves rows alone that are decided as they already are', async () => {
    const { world } = await connected(stage(), sightings('web', 3))
    const [kept, ...ids] = (await vulnerabilities(world)).map((row) => row.id)
    const duplicate = { decision: 'duplicate', duplicateOf: kept ?? 0 } as const
    await world.commands.vulnerabilities.decide(ids, duplicate, tester)
    const before = await rowVersions(world, 'vulnerability')

    expect(await world.commands.vulnerabilities.decide(ids, duplicate, tester)).toEqual({ changed: 0 })

    expect(await rowVersions(world, 'vulnerability')).toEqual(before)
  })
})

async function assetNamed(world: World, name: string): Promise<number> {
  const row = await world.database.kysely.selectFrom('asset').select('id').where('name', '=', name).executeTakeFirstOrThrow()
  return row.id
}

async function connected(
  stage: Stage,
  items: readonly Sighting[],
): Promise<{ readonly world: World; readonly vendor: Vendor; readonly id: number }> {
  const vendor = createVendor('alpha')
  const world = await stage.world([vendor])
  vendor.products = [product('web')]
  vendor.findings.set('web', { pages: paged(items, 40) })
  const id = await connect(world, vendor)
  await world.settle()
  return { world, vendor, id }
}

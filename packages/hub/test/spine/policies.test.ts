import { expect, it } from 'vitest'
import type { PolicyInput } from '../../src/usecases/priority/inputs.ts'
import { events, record, vulnerabilities, vulnerability } from './look.ts'
import { mapped } from './scene.ts'
import { paged, sightings } from './sighting.ts'
import { describeSpine, sync } from './stage.ts'
import { tester, type World } from './world.ts'

const unreachable: PolicyInput = {
  name: 'Unreachable',
  action: 'dismiss',
  decision: 'not-affected',
  reason: 'Nobody calls it.',
  conditions: { reachability: 'unreachable' },
}

const half = (n: number) => (n === 1 ? ({ reachability: 'unreachable' } as const) : {})

await describeSpine('policies', (stage) => {
  it('dismiss what is there already and what comes later, with their reason and name', async () => {
    const { world, vendor, id } = await mapped(stage())
    vendor.findings.set('web', { pages: paged(sightings('web', 3, half), 5) })
    await sync(world, id)

    const policy = await world.commands.policies.create(unreachable, tester)
    await world.assess()
    vendor.findings.set('web', {
      pages: paged([...sightings('web', 3, half), ...sightings('web', 5, () => ({ reachability: 'unreachable' })).slice(3)], 5),
    })
    await sync(world, id)

    expect(await decisions(world)).toEqual(['not-affected', 'none', 'none', 'not-affected', 'not-affected'])
    const row = await vulnerability(world, 'CVE-2024-1005')
    expect(row).toMatchObject({
      status: 'Dismissed',
      decisionReason: 'Nobody calls it.',
      decidedBy: `pol_${policy.toString(36)}`,
    })
    expect(await events(world, row.id)).toMatchObject([
      {
        kind: 'decided',
        actor: `pol_${policy.toString(36)}`,
        data: { from: { decision: 'none' }, to: { decision: 'not-affected' } },
      },
    ])
  })

  it('take back what they no longer fit, and everything when they go', async () => {
    const { world, vendor, id } = await mapped(stage())
    vendor.findings.set('web', {
      pages: paged(
        sightings('web', 3, () => ({ reachability: 'unreachable' })),
        5,
      ),
    })
    await sync(world, id)
    const policy = await world.commands.policies.create(unreachable, tester)
    await world.assess()

    vendor.findings.set('web', { pages: paged(sightings('web', 3, half), 5) })
    await sync(world, id)
    const fitting = await decisions(world)
    await world.commands.policies.remove(policy, tester)
    await world.assess()

    expect(fitting).toEqual(['not-affected', 'none', 'none'])
    expect(await decisions(world)).toEqual(['none', 'none', 'none'])
    expect((await vulnerabilities(world)).map((row) => [row.status, row.decidedBy])).toEqual(Array(3).fill(['Open', null]))
  })

  it('never touch what a person decided, nor what a person opened again', async () => {
    const { world, vendor, id } = await mapped(stage())
    vendor.findings.set('web', {
      pages: paged(
        sightings('web', 3, () => ({ reachability: 'unreachable' })),
        5,
      ),
    })
    await sync(world, id)
    const [first, second] = (await vulnerabilities(world)).map((row) => row.id)
    await world.commands.vulnerabilities.decide([first ?? 0], { decision: 'wont-fix', reason: 'Mine.' }, tester)
    const policy = await world.commands.policies.create(unreachable, tester)
    await world.assess()
    await world.commands.vulnerabilities.decide([second ?? 0], { decision: 'none' }, tester)

    await world.commands.policies.update(policy, { reason: 'Still nobody.' }, tester)
    await world.assess()
    vendor.findings.set('web', {
      pages: paged(
        sightings('web', 3, () => ({ reachability: 'unreachable', title: 'New' })),
        5,
      ),
    })
    await sync(world, id)

    expect((await vulnerabilities(world)).map((row) => [row.decision, row.decisionReason, row.decidedBy])).toEqual([
      ['wont-fix', 'Mine.', 'tester'],
      ['none', null, 'tester'],
      ['not-affected', 'Still nobody.', `pol_${policy.toString(36)}`],
    ])
  })

  it('decide at once what a person no longer does', async () => {
    const { world, vendor, id } = await mapped(stage())
    vendor.findings.set('web', {
      pages: paged(
        sightings('web', 1, () => ({ reachability: 'unreachable' })),
        5,
      ),
    })
    await sync(world, id)
    const row = await vulnerability(world, 'CVE-2024-1001')
    await world.commands.vulnerabilities.decide([row.id], { decision: 'wont-fix' }, tester)
    await world.commands.policies.create(unreachable, tester)

    await world.commands.vulnerabilities.decide([row.id], { decision: 'none' }, tester)

    expect(await vulnerability(world, 'CVE-2024-1001')).toMatchObject({ decision: 'not-affected', status: 'Dismissed' })
  })

  it('leave alone what a person opened again also when its record is mapped to another product', async () => {
    const { world, vendor, id } = await mapped(stage())
    vendor.findings.set('web', {
      pages: paged(
        sightings('web', 2, () => ({ reachability: 'unreachable' })),
        5,
      ),
    })
    await world.commands.policies.create(unreachable, tester)
    await sync(world, id)
    const row = await vulnerability(world, 'CVE-2024-1001')
    await world.commands.vulnerabilities.decide([row.id], { decision: 'none', reason: 'We do call it.' }, tester)

    const { id: recordId } = await record(world, 'web')
    await world.commands.records.map(recordId, { newProduct: { name: 'Somewhere' } }, tester)
    await world.settle()
    await sync(world, id)
    await world.assess()

    expect(await vulnerability(world, 'CVE-2024-1001')).toMatchObject({ decision: 'none', status: 'Open', decidedBy: 'tester' })
    expect(await vulnerability(world, 'CVE-2024-1002')).toMatchObject({ decision: 'not-affected', status: 'Dismissed' })
  })

  it('decide at once on what was only accepted for a time', async () => {
    const { world, vendor, id } = await mapped(stage())
    vendor.findings.set('web', { pages: paged(sightings('web', 1, half), 5) })
    await sync(world, id)
    const row = await vulnerability(world, 'CVE-2024-1001')
    const until = new Date(stage().now().getTime() + 86_400_000).toISOString()
    await world.commands.vulnerabilities.decide([row.id], { decision: 'risk-accepted', until }, tester)
    await world.commands.policies.create(unreachable, tester)
    await world.assess()
    stage().pass({ days: 1 })

    await world.expire()

    expect(await vulnerability(world, 'CVE-2024-1001')).toMatchObject({ decision: 'not-affected', status: 'Dismissed' })
  })

  it('end when their time is over, and can be renamed and switched off afterwards', async () => {
    const { world, vendor, id } = await mapped(stage())
    vendor.findings.set('web', { pages: paged(sightings('web', 3, half), 5) })
    await sync(world, id)
    const policy = await world.commands.policies.create({ ...unreachable, expiresAt: '2026-11-08T00:00:00Z' }, tester)
    await world.assess()

    stage().pass({ days: 6 })
    expect(await world.assess()).toBe(0)
    stage().pass({ days: 1 })

    expect(await world.assess()).toBe(1)
    expect(await decisions(world)).toEqual(['none', 'none', 'none'])
    await world.commands.policies.update(policy, { name: 'Over', enabled: false }, tester)
    await expect(world.commands.policies.update(policy, { expiresAt: '2026-11-08T00:00:00Z' }, tester)).rejects.toMatchObject({
      details: { code: 'policy-invalid', field: 'expiresAt' },
    })
  })

  it('that require keep every other from dismissing, and say so', async () => {
    const { world, vendor, id } = await mapped(stage())
    vendor.findings.set('web', {
      pages: paged(
        sightings('web', 3, () => ({ reachability: 'unreachable' })),
        5,
      ),
    })
    await sync(world, id)
    await world.commands.policies.create(unreachable, tester)
    await world.assess()

    const required = await world.commands.policies.create(
      { name: 'Crown jewels', action: 'require', reason: 'Always.', conditions: { package: 'package-2' } },
      tester,
    )
    await world.assess()

    expect(await decisions(world)).toEqual(['not-affected', 'none', 'not-affected'])
    const rows = await world.database.kysely.selectFrom('vulnerability').select('required_by').orderBy('name').execute()
    expect(rows.map((row) => row.required_by)).toEqual([null, required, null])
  })

  it('say beforehand what they would change, and change nothing by that', async () => {
    const { world, vendor, id } = await mapped(stage())
    vendor.findings.set('web', {
      pages: paged(
        sightings('web', 3, (n) => (n < 3 ? { reachability: 'unreachable' } : {})),
        5,
      ),
    })
    await sync(world, id)
    const { id: mine } = await vulnerability(world, 'CVE-2024-1001')
    await world.commands.vulnerabilities.decide([mine], { decision: 'none' }, tester)
    const policy = await world.commands.policies.create(unreachable, tester)
    await world.assess()
    const fresh = await world.commands.policies.preview(
      { ...unreachable, name: 'Another', conditions: { riskBelow: 100 } },
      null,
    )
    const changed = await world.commands.policies.preview({ conditions: { package: 'package-1' } }, policy)

    expect(fresh).toMatchObject({
      looked: 1,
      whole: true,
      dismissed: 1,
      required: 0,
      released: 0,
      sample: [{ name: 'CVE-2024-1003' }],
    })
    expect(changed).toMatchObject({ looked: 3, dismissed: 1, released: 1, sample: [{ name: 'CVE-2024-1001' }] })
    expect(await decisions(world)).toEqual(['not-affected', 'not-affected', 'none'])
  })

  it.each([
    [{ conditions: {} }, 'conditions'],
    [{ decision: null }, 'decision'],
    [{ expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    [{ productId: 1, productTypeId: 1 }, 'productTypeId'],
  ])('are refused with %j', async (change, field) => {
    const { world } = await mapped(stage())

    await expect(world.commands.policies.create({ ...unreachable, ...change }, tester)).rejects.toMatchObject({
      details: { code: 'policy-invalid', field },
    })
  })
})

async function decisions(world: World): Promise<readonly string[]> {
  return (await vulnerabilities(world)).map((row) => row.decision)
}

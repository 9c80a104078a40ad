import { expect, it } from 'vitest'
import { vulnerability } from './look.ts'
import { mapped, mappedToRepository } from './scene.ts'
import { paged, sighting, sightings } from './sighting.ts'
import { describeSpine, sync } from './stage.ts'
import { repository } from './vendor.ts'
import { tester, type World } from './world.ts'

await describeSpine('priority', (stage) => {
  it('rates a vulnerability as it comes in, and anew with what its sightings say', async () => {
    const { world, vendor, id } = await mapped(stage())
    const first = await row(world, 'CVE-2024-1001')
    const cvss = [{ version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: null }] as const

    vendor.findings.set('web', {
      pages: paged(
        sightings('web', 3, () => ({ cvss, exploited: true, reachability: 'reachable-function' })),
        5,
      ),
    })
    await sync(world, id)

    // high .8·35 + no EPSS .1·30 + unknown .5·15 + nobody says .5·10 + medium .5·10 = 48.5
    expect(first.risk_score).toBe(49)
    expect(await row(world, 'CVE-2024-1001')).toMatchObject({ risk_score: 89, cvss: expect.closeTo(9.8, 4) })
  })

  it('rates everything anew when weights change', async () => {
    const { world } = await mapped(stage())
    const risk = { severity: 1, exploitation: 0, reachability: 0, exposure: 0, criticality: 0 }

    await world.commands.settings.update({ risk }, tester)
    const changed = await world.assess()

    expect(changed).toBe(3)
    expect(await row(world, 'CVE-2024-1001')).toMatchObject({ risk_score: 80 })
    expect(await world.assess()).toBe(0)
  })

  it('rates what a product has anew when it matters more or is exposed', async () => {
    const { world } = await mapped(stage())
    const { product_id: productId } = await world.database.kysely
      .selectFrom('asset')
      .select('product_id')
      .where('product_id', 'is not', null)
      .executeTakeFirstOrThrow()
    await world.commands.products.update(productId ?? 0, { description: 'Sells things.' }, tester)
    const untouched = await world.assess()

    await world.commands.products.update(productId ?? 0, { criticality: 'critical', tags: ['internet-facing'] }, tester)

    expect(untouched).toBe(0)
    expect(await world.assess()).toBe(3)
    expect(await row(world, 'CVE-2024-1001')).toMatchObject({ risk_score: 59 })
  })

  it('rates what a repository has anew when anybody can read it', async () => {
    const { world, forge, forgeId } = await mappedToRepository(stage())
    const before = await row(world, 'CVE-2024-1001')

    forge.repositories = { pages: [{ items: [repository('1', 'team/web', { visibility: 'public' })] }] }
    await sync(world, forgeId, 'discover')
    await world.assess()

    expect((await row(world, 'CVE-2024-1001')).risk_score).toBe((before.risk_score ?? 0) + 1)
  })

  it('goes by the EPSS score a scanner tells while no feed does', async () => {
    const { world, vendor, id } = await mapped(stage())
    const items = sightings('web', 3, (n) => (n === 1 ? { epss: { score: 0.81, percentile: 0.9 } } : {}))

    vendor.findings.set('web', { pages: paged(items, 5) })
    await sync(world, id)
    await world.assess()

    // .9·30 instead of .1·30
    expect(await row(world, 'CVE-2024-1001')).toMatchObject({ risk_score: 73 })
    expect(await row(world, 'CVE-2024-1002')).toMatchObject({ risk_score: 49 })
  })

  it('goes on where it was when many are due, one batch after the other', async () => {
    const { world, vendor, id } = await mapped(stage())
    vendor.findings.set('web', { pages: paged(sightings('web', 25), 10) })
    await sync(world, id)
    await world.assess()
    await world.commands.settings.update({ risk: { severity: 90 } }, tester)

    expect(await world.assess(4)).toBe(25)

    const scores = await world.database.kysely.selectFrom('vulnerability').select('risk_score').distinct().execute()
    expect(scores).toHaveLength(1)
  })

  it('grants days when something is found, anew when its severity changes, and leaves them otherwise', async () => {
    const { world, vendor, id } = await mapped(stage())
    const found = await row(world, 'CVE-2024-1001')
    await world.commands.slaPolicies.create(
      { name: 'Hub', ...everywhere, days: { severities: { high: 5, critical: 1 }, criticalities: {} } },
      tester,
    )
    vendor.findings.set('web', {
      pages: paged(
        sightings('web', 4, (n) => (n === 2 ? { severity: 'critical' } : {})),
        5,
      ),
    })
    await sync(world, id)

    const days = await Promise.all([1001, 1002, 1003, 1004].map(async (n) => (await row(world, `CVE-2024-${n}`)).sla_days))
    expect(found).toMatchObject({ sla_days: 14, due_at: new Date('2026-03-15T00:00:00Z') })
    expect(days).toEqual([14, 1, 14, 5])
  })

  it('previews whom other days hit, and grants them to what is there when asked to', async () => {
    const { world } = await mapped(stage())
    const days = { severities: { high: 300 }, criticalities: {} }

    const effect = await world.commands.slaPolicies.preview({ ...everywhere, days })
    const same = await world.commands.slaPolicies.preview({ ...everywhere, days: null })
    await world.commands.slaPolicies.create({ name: 'Hub', ...everywhere, days }, tester)
    await world.assess()
    const before = await row(world, 'CVE-2024-1001')
    await world.commands.slaPolicies.apply(everywhere, tester)
    await world.assess()

    expect(effect).toMatchObject({ open: 3, moved: 3, newlyOverdue: 0, noLongerOverdue: 3 })
    expect(effect.sample.map(({ name, dueThen }) => [name, dueThen])).toEqual(
      ['CVE-2024-1001', 'CVE-2024-1002', 'CVE-2024-1003'].map((name) => [name, new Date('2026-12-26T00:00:00Z')]),
    )
    expect(same).toEqual({ open: 3, moved: 0, newlyOverdue: 0, noLongerOverdue: 0, sample: [] })
    expect(before).toMatchObject({ sla_days: 14 })
    expect(await row(world, 'CVE-2024-1001')).toMatchObject({ sla_days: 300, due_at: new Date('2026-12-26T00:00:00Z') })
  })

  it('previews exactly what granting then writes, whatever clocks went through', async () => {
    const { world, vendor, id } = await mapped(stage())
    const later = (days: number) => new Date(stage().now().getTime() + days * 86_400_000)
    const items = sightings('web', 40, (n) => ({ detectedAt: later(-(n % 11) * 3).toISOString() }))
    vendor.findings.set('web', { pages: paged(items, 20) })
    await sync(world, id)
    const exemptions = [null, -400, -20, -3, 3, 400] as const
    const rows = await world.database.kysely.selectFrom('vulnerability').select('id').orderBy('id').execute()
    for (const [index, row] of rows.entries()) {
      const exempted = exemptions[index % exemptions.length]
      const clock = {
        waiting_since: index % 5 === 0 ? later(-2) : null,
        waited_ms: (index % 7) * 86_400_000,
        exempt_until: exempted === null || exempted === undefined ? null : later(exempted),
      }
      await world.database.kysely.updateTable('vulnerability').set(clock).where('id', '=', row.id).execute()
    }
    await world.store.transact((write) => write.priority.markAll(false))
    await world.assess()
    const standing = () =>
      world.database.kysely.selectFrom('vulnerability').select(['id', 'due_at', 'sla_days']).orderBy('id').execute()

    for (const high of [1, 400, 7, 0]) {
      const days = { severities: { high }, criticalities: {} }
      const before = await standing()
      const { sample, ...effect } = await world.commands.slaPolicies.preview({ ...everywhere, days })
      const policyId = await world.commands.slaPolicies.create({ name: 'Hub', ...everywhere, days }, tester)
      await world.commands.slaPolicies.apply(everywhere, tester)
      await world.assess()
      const after = await standing()
      await world.commands.slaPolicies.remove(policyId, tester)

      const isOver = (due: Date | null | undefined) => due != null && due < stage().now()
      const both = before.map((was, index) => ({ was, is: after[index] }))
      expect(effect).toEqual({
        open: 40,
        moved: both.filter(({ was, is }) => was.sla_days !== is?.sla_days).length,
        newlyOverdue: both.filter(({ was, is }) => isOver(is?.due_at) && !isOver(was.due_at)).length,
        noLongerOverdue: both.filter(({ was, is }) => isOver(was.due_at) && !isOver(is?.due_at)).length,
      })
      expect(effect.newlyOverdue + effect.noLongerOverdue).toBeGreaterThan(0)
      const overdueAtOnce = sample.filter(({ dueAt, dueThen }) => isOver(dueThen) && !isOver(dueAt))
      expect(overdueAtOnce).toEqual(sample.slice(0, Math.min(20, effect.newlyOverdue)))
    }
  })

  it('stands still while somebody waits for a vendor, and moves the deadline by as long', async () => {
    const { world } = await mapped(stage())
    const { id } = await vulnerability(world, 'CVE-2024-1001')

    await world.commands.vulnerabilities.wait(id, 'The vendor has no fix yet.', tester)
    await world.commands.vulnerabilities.wait(id, 'Still.', tester)
    const waiting = await row(world, 'CVE-2024-1001')
    stage().pass({ days: 10 })
    await world.commands.vulnerabilities.resume(id, tester)
    await world.commands.vulnerabilities.resume(id, tester)

    expect(waiting).toMatchObject({ due_at: null, waiting_since: expect.any(Date) })
    expect(await row(world, 'CVE-2024-1001')).toMatchObject({ due_at: new Date('2026-03-25T00:00:00Z'), waiting_since: null })
  })

  it('grants an exception until its end, with reason and author, and takes it back', async () => {
    const { world } = await mapped(stage())
    const { id } = await vulnerability(world, 'CVE-2024-1001')
    const until = '2026-12-01T00:00:00.000Z'

    await world.commands.vulnerabilities.exempt(id, { until, reason: 'Frozen until the release.' }, tester)
    const exempt = await row(world, 'CVE-2024-1001')
    await world.commands.vulnerabilities.exempt(id, { until: null, reason: 'Released.' }, tester)

    expect(exempt).toMatchObject({ due_at: new Date(until), exempt_reason: 'Frozen until the release.', exempt_by: 'tester' })
    expect(await row(world, 'CVE-2024-1001')).toMatchObject({ due_at: new Date('2026-03-15T00:00:00Z'), exempt_until: null })
    await expect(
      world.commands.vulnerabilities.exempt(id, { until: '2020-01-01T00:00:00Z', reason: 'Late.' }, tester),
    ).rejects.toMatchObject({ details: { code: 'exemption-invalid' } })
  })

  it('keeps a clock that was stopped through a merge of what turns out to be one problem', async () => {
    const { world, vendor, id } = await mapped(stage())
    await world.commands.connections.update(id, { rules: { cveRequired: false } }, tester)
    const ghsa = { identifiers: ['GHSA-2222-2222-2222'], package: 'package-1' }
    vendor.findings.set('web', { pages: [{ items: [...sightings('web', 1), sighting('web', 'G1', ghsa)] }] })
    await sync(world, id)
    const { id: waiting } = await vulnerability(world, 'GHSA-2222-2222-2222')
    await world.commands.vulnerabilities.wait(waiting, 'The vendor has no fix yet.', tester)

    const linked = { identifiers: ['CVE-2024-1001', 'GHSA-2222-2222-2222'], package: 'package-1' }
    vendor.findings.set('web', { pages: [{ items: [...sightings('web', 1), sighting('web', 'G1', linked)] }] })
    await sync(world, id)

    expect(await row(world, 'CVE-2024-1001')).toMatchObject({ sightings: 2, waiting_since: expect.any(Date), due_at: null })
  })
})

const everywhere = { productId: null, productTypeId: null }

async function row(world: World, name: string) {
  return world.database.kysely.selectFrom('vulnerability').selectAll().where('name', '=', name).executeTakeFirstOrThrow()
}

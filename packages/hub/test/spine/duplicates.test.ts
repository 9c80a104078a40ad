import { expect, it } from 'vitest'
import { events, vulnerabilities, vulnerability } from './look.ts'
import { mapped } from './scene.ts'
import { sighting, sightings } from './sighting.ts'
import { describeSpine, sync } from './stage.ts'
import { tester, type World } from './world.ts'

await describeSpine('duplicates, justifications and comments', (stage) => {
  it('names what a vulnerability is a duplicate of', async () => {
    const { world } = await mapped(stage())
    const [kept, other] = await ids(world)

    await world.commands.vulnerabilities.decide([other], { decision: 'duplicate', duplicateOf: kept }, tester)

    expect(await duplicateOf(world, other)).toBe(kept)
    expect((await events(world, other)).at(-1)?.data).toMatchObject({
      to: { decision: 'duplicate', duplicateOf: `vul_${kept.toString(36)}` },
    })
  })

  it('refuses a duplicate without target, of itself, of nothing, and in a circle', async () => {
    const { world } = await mapped(stage())
    const [first, second, third] = await ids(world)
    await world.commands.vulnerabilities.decide([first], { decision: 'duplicate', duplicateOf: second }, tester)
    await world.commands.vulnerabilities.decide([second], { decision: 'duplicate', duplicateOf: third }, tester)
    const decide = (id: number, duplicateOf?: number) =>
      world.commands.vulnerabilities.decide([id], { decision: 'duplicate', ...(duplicateOf && { duplicateOf }) }, tester)

    await expect(decide(third)).rejects.toMatchObject({ details: { field: 'duplicateOf' } })
    await expect(decide(third, third)).rejects.toThrow('no duplicate of itself')
    await expect(decide(third, 999_999)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(decide(third, first)).rejects.toThrow('is itself a duplicate of')
    await expect(
      world.commands.vulnerabilities.decide([third], { decision: 'wont-fix', duplicateOf: first }, tester),
    ).rejects.toMatchObject({ details: { field: 'duplicateOf' } })
  })

  it('opens a duplicate that turns out to be the very problem it was called a duplicate of', async () => {
    const { world, vendor, id } = await mapped(stage())
    await world.commands.connections.update(id, { rules: { cveRequired: false } }, tester)
    const ghsa = { identifiers: ['GHSA-2222-2222-2222'], package: 'package-1' }
    vendor.findings.set('web', { pages: [{ items: [...sightings('web', 2), sighting('web', 'G1', ghsa)] }] })
    await sync(world, id)
    const cve = await vulnerability(world, 'CVE-2024-1001')
    const twin = await vulnerability(world, 'GHSA-2222-2222-2222')
    const other = await vulnerability(world, 'CVE-2024-1002')
    await world.commands.vulnerabilities.decide([twin.id], { decision: 'duplicate', duplicateOf: cve.id }, tester)
    await world.commands.vulnerabilities.decide([other.id], { decision: 'duplicate', duplicateOf: twin.id }, tester)

    const linked = { identifiers: ['CVE-2024-1001', 'GHSA-2222-2222-2222'], package: 'package-1' }
    vendor.findings.set('web', { pages: [{ items: [...sightings('web', 2), sighting('web', 'G1', linked)] }] })
    await sync(world, id)

    const merged = await vulnerability(world, 'CVE-2024-1001')
    expect(merged).toMatchObject({ sightings: 2, decision: 'none', status: 'Open' })
    expect(await duplicateOf(world, other.id)).toBe(merged.id)
  })

  it('keeps what was decided for the whole alias group when another scanner knows it by another name', async () => {
    const { world, vendor, id } = await mapped(stage())
    const { id: known } = await vulnerability(world, 'CVE-2024-1001')
    const decision = {
      decision: 'not-affected',
      justification: 'vulnerable_code_not_in_execute_path',
      reason: 'Unused.',
    } as const
    await world.commands.vulnerabilities.decide([known], decision, tester)

    const named = { identifiers: ['GHSA-2222-2222-2222', 'CVE-2024-1001'], package: 'package-1' }
    vendor.findings.set('web', { pages: [{ items: [...sightings('web', 3), sighting('web', 'G1', named)] }] })
    await sync(world, id)

    expect(await vulnerability(world, 'CVE-2024-1001')).toMatchObject({ id: known, sightings: 2, decision: 'not-affected' })
    const row = await world.database.kysely.selectFrom('vulnerability').selectAll().where('id', '=', known).executeTakeFirst()
    expect(row).toMatchObject({ justification: 'vulnerable_code_not_in_execute_path', status: 'Dismissed' })
    await expect(
      world.commands.vulnerabilities.decide([known], { ...decision, decision: 'wont-fix' }, tester),
    ).rejects.toMatchObject({ details: { field: 'justification' } })
  })

  it('keeps comments in the history, in order', async () => {
    const { world } = await mapped(stage())
    const [first] = await ids(world)

    await world.commands.vulnerabilities.comment(first, 'Asked the vendor.', tester)
    await world.commands.vulnerabilities.comment(first, 'They answered.', tester)

    expect((await events(world, first)).map((event) => [event.kind, event.actor, event.data])).toEqual([
      ['commented', 'tester', { text: 'Asked the vendor.' }],
      ['commented', 'tester', { text: 'They answered.' }],
    ])
  })
})

async function ids(world: World): Promise<readonly [number, number, number]> {
  const [first, second, third] = (await vulnerabilities(world)).map((row) => row.id)
  return [first ?? 0, second ?? 0, third ?? 0]
}

async function duplicateOf(world: World, id: number): Promise<number | null | undefined> {
  const row = await world.database.kysely
    .selectFrom('vulnerability')
    .select('duplicate_of')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.duplicate_of
}

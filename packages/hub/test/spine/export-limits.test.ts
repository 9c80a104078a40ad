import { Fault } from '@patchbay/sdk'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createDestination } from './destination.ts'
import { lastOperation } from './look.ts'
import { present, scene, uploads } from './shipping.ts'
import { paged, ruleSighting, sightings } from './sighting.ts'
import { describeSpine, sync } from './stage.ts'
import { tester } from './world.ts'

await describeSpine('exports with limits', (stage) => {
  it('name a finding that breaks the document instead of sinking it', async () => {
    const { world, destination } = await scene(stage(), createDestination('sink', { breaking: 'CVE-2024-1003' }))

    await world.exportDue()

    expect(destination.received[0]?.findings).toHaveLength(4)
    expect(await uploads(world)).toMatchObject([
      { findings: 4, left_out: 1, left_out_list: [{ reason: 'It breaks the schema.' }], state: 'success' },
    ])
  })

  it('bring findings kind by kind, as the family names kinds, where a document keeps them apart', async () => {
    const { world, destination, scanner, scannerId } = await scene(stage(), createDestination('sink', { grouped: true }))
    const items = [...sightings('web', 5), ruleSighting('web', 'C1', 'code'), ruleSighting('web', 'S1', 'secret')]
    scanner.findings.set('web', { pages: [{ items }] })
    await world.commands.connections.update(scannerId, { rules: { kinds: ['dependency', 'code', 'secret'] } }, tester)
    await sync(world, scannerId)
    await world.exportDue()

    const [upload, ...others] = destination.received
    const kinds = upload?.text.matchAll(/"kind":"(dependency|code|secret)"/g) ?? []
    expect([...kinds].map(([, kind]) => kind)).toEqual(['secret', 'code', ...Array(5).fill('dependency')])
    expect(others).toEqual([])
  })

  it('cut a large repository in parts that stay apart', async () => {
    const { world, destination, scanner, scannerId } = await scene(
      stage(),
      createDestination('sink', { limits: { findings: 4 } }),
    )
    await world.exportDue()
    const before = new Map(destination.received.map((each) => [each.scope.slice.number, each.findings.map(({ name }) => name)]))
    present(scanner, 8)
    stage().pass({ hours: 1 })
    await sync(world, scannerId)
    await world.exportDue()
    const after = destination.received.slice(before.size)

    expect([...before.keys()].toSorted()).toEqual([1, 2, 3])
    expect([...before.values()].flat().toSorted()).toEqual([1001, 1002, 1003, 1004, 1005].map((n) => `CVE-2024-${n}`))
    for (const { scope: of, findings } of after) {
      expect(findings.map(({ name }) => name)).toEqual(expect.arrayContaining(before.get(of.slice.number) ?? []))
    }
  })

  it('give a repository that has outgrown its parts further ones, and leave every finding where it is', async () => {
    const { world, destination, scanner, scannerId } = await scene(
      stage(),
      createDestination('sink', { limits: { findings: 4 } }),
    )
    await world.exportDue()
    const place = new Map<string, number>()
    for (const count of [20, 50]) {
      present(scanner, count)
      stage().pass({ hours: 9 })
      await sync(world, scannerId)
      await world.exportDue()
      for (const { scope: of, findings } of destination.received)
        for (const { id } of findings) place.set(id, place.get(id) ?? of.slice.number)
    }

    const moved = destination.received.filter(({ scope: of, findings }) =>
      findings.some(({ id }) => place.get(id) !== of.slice.number),
    )
    expect(place.size).toBe(50)
    expect(moved).toEqual([])
    expect((await uploads(world)).filter((upload) => upload.left_out > 0)).toEqual([])
  })

  it('cut a repository by what its first complete sync found, not by how far that had come', async () => {
    const { world, destination, scanner, scannerId } = await scene(
      stage(),
      createDestination('sink', { limits: { findings: 4 } }),
    )
    scanner.findings.set('web', { pages: paged(sightings('web', 9), 3), end: { kind: 'partial', missing: 'the rest' } })
    await sync(world, scannerId)
    await world.exportDue()
    expect(destination.received).toEqual([])

    present(scanner, 30)
    await sync(world, scannerId)
    for (let n = 0; n < 3; n += 1) await world.exportDue()

    expect(destination.received.flatMap(({ findings }) => findings)).toHaveLength(30)
    expect((await uploads(world)).filter((upload) => upload.left_out > 0)).toEqual([])
  })

  it('count what left, however many uploads after it never did', async () => {
    const { world, destination, repositoryId } = await scene(stage())
    const ask = async () => {
      const [asked] = await world.commands.uploads.exportRepository(repositoryId, { exporterId: null, preview: false }, tester)
      for (const id of world.uploads.splice(0)) await world.runUpload(id)
      return asked?.outcome
    }
    const { send } = destination
    await ask()
    await ask()
    destination.send = async () => {
      throw new Fault('credentials', 'The key was revoked.')
    }
    for (let n = 0; n < 31; n += 1) await ask()
    destination.send = send

    expect([await ask(), await ask()]).toEqual(['begun', 'no-slot'])
    expect(destination.received).toHaveLength(3)
  })

  it('go where scan profiles say: the product’s before its type’s before the default', async () => {
    const { world, destination } = await scene(stage())
    const { id: productId, product_type_id: typeId } = await world.database.kysely
      .selectFrom('product')
      .select(['id', 'product_type_id'])
      .executeTakeFirstOrThrow()
    const quiet = await world.commands.scanProfiles.create({ name: 'Quiet', productTypeIds: [typeId] }, tester)
    await world.exportDue()
    expect(destination.received).toHaveLength(0)

    const { connection_id: exporterId } = await world.database.kysely
      .selectFrom('exporter')
      .selectAll()
      .executeTakeFirstOrThrow()
    const loud = await world.commands.scanProfiles.create(
      { name: 'Loud', productIds: [productId], exporterIds: [exporterId], minimumSeverity: 'critical' },
      tester,
    )
    await world.exportDue()
    expect(destination.received.map((each) => each.findings.length)).toEqual([0])

    await world.commands.scanProfiles.update(loud, { minimumSeverity: 'high' }, tester)
    await world.exportDue()
    expect(destination.received.map((each) => each.findings.length)).toEqual([0, 5])

    await world.commands.scanProfiles.remove(loud, tester)
    await world.exportDue()
    expect(destination.received.map((each) => each.findings.length)).toEqual([0, 5, 0])
    await world.commands.scanProfiles.remove(quiet, tester)
  })

  it('tell the commit their findings were seen at, and take another commit alone for no change', async () => {
    const { world, destination, scanner, scannerId } = await scene(stage())
    const { send } = destination
    const commits: (string | null)[] = []
    destination.send = (upload, put) => {
      commits.push(upload.commit)
      return send(upload, put)
    }
    const at = (commit: string) =>
      scanner.findings.set('web', {
        pages: paged(
          sightings('web', 6, () => ({ commit })),
          10,
        ),
      })
    at('1'.repeat(40))
    await sync(world, scannerId)
    await world.exportDue()
    at('2'.repeat(40))
    stage().pass({ hours: 1 })
    await sync(world, scannerId)
    await world.exportDue()

    // Five were there before without a commit, and keep to that; the sixth is new.
    expect(commits).toEqual(['1'.repeat(40)])
    expect((await lastOperation(world)).counts).toMatchObject({ changed: 0, unchanged: 6 })
  })

  it('bring another product’s exporter in unchanged', async () => {
    const { world } = await scene(stage())
    const { connectionId } = await world.commands.exporters.adopt({ theirs: { key: 'k' }, propagate: false }, tester)

    const { rows } = await sql`select 1 from scan_profile_exporter where connection_id = ${connectionId}`.execute(
      world.database.kysely,
    )
    expect(rows).toEqual([])
    await expect(world.commands.exporters.adopt({ nobody: 'knows' }, tester)).rejects.toThrow('No connector here knows')
  })
})

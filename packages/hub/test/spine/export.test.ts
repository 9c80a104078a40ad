import { beforeEach, describe, expect, it } from 'vitest'
import { createBrowse } from '../../src/compose/browse.ts'
import { publicId } from '../../src/domain/public-id.ts'
import { present, type Scene, scene, scope, uploads } from './shipping.ts'
import { paged, ruleSighting, sightings } from './sighting.ts'
import { describeSpine, sync } from './stage.ts'
import { repository } from './vendor.ts'
import { tester } from './world.ts'

await describeSpine('exports', (stage) => {
  let here: Scene

  beforeEach(async () => {
    here = await scene(stage())
  })

  it('send the whole state of a repository after its sync, with scanner, branch and product', async () => {
    const { world, destination } = here

    await world.exportDue()

    const [first] = destination.received
    expect(destination.received).toHaveLength(1)
    expect(first?.scope).toMatchObject({
      branch: 'main',
      family: 'sca',
      repository: { fullName: 'team/web', nativeId: '1' },
      slice: { number: 1, of: 1 },
    })
    expect(first?.findings.map((finding) => finding.name).toSorted()).toEqual(
      [1001, 1002, 1003, 1004, 1005].map((n) => `CVE-2024-${n}`),
    )
    expect(first?.findings.every((finding) => finding.sources[0] === 'alpha')).toBe(true)
    expect(await uploads(world)).toMatchObject([{ reason: 'first', stage: 'ended', state: 'success', findings: 5 }])
  })

  it('keep the secrets of the destination out of the document', async () => {
    await here.world.exportDue()

    expect(here.destination.received[0]?.text).toContain('[redacted]')
    expect(here.destination.received[0]?.text).not.toContain('the-key-of-sink')
  })

  it('send what changed and nothing when nothing did', async () => {
    const { world, scanner, scannerId, destination } = here
    await world.exportDue()
    here.stage.pass({ minutes: 10 })
    await sync(world, scannerId)
    await world.exportDue()

    expect(destination.received).toHaveLength(1)

    present(scanner, 4)
    here.stage.pass({ minutes: 10 })
    await sync(world, scannerId)
    await world.exportDue()

    expect(destination.received.map((each) => each.findings.length)).toEqual([5, 4])
    expect(destination.received[1]?.before).toBe(destination.received[0]?.uploadId)
  })

  it('tell what people decided, and no longer when the decision is over', async () => {
    const { world, destination } = here
    await world.exportDue()
    const { id } = await world.database.kysely.selectFrom('vulnerability').select('id').orderBy('id').executeTakeFirstOrThrow()
    here.stage.pass({ minutes: 5 })
    await world.commands.vulnerabilities.decide([id], { decision: 'false-positive', reason: 'a test' }, tester)

    await world.exportDue()

    expect(destination.received[1]?.findings.map((each) => each.decision)).toEqual(['false-positive', null, null, null, null])
  })

  it('spend at most three slots a day, and bring the last change along with the last of them', async () => {
    const { world, scanner, scannerId, destination, stage } = here
    await world.exportDue()
    for (let hour = 1; hour <= 12; hour += 1) {
      stage.pass({ hours: 1 })
      present(scanner, 5 + hour)
      await sync(world, scannerId)
      await world.exportDue()
    }

    expect(destination.received.map((each) => each.findings.length)).toEqual([5, 6, 14])

    stage.pass({ hours: 12, minutes: 2 })
    await world.exportDue()

    expect(destination.received.map((each) => each.findings.length)).toEqual([5, 6, 14, 17])
  })

  it('refresh before a day is over though nothing changed', async () => {
    const { world, destination, stage } = here
    await world.exportDue()
    stage.pass({ hours: 23, minutes: 1 })
    await world.exportDue()

    expect(destination.received).toHaveLength(2)
    expect(await uploads(world)).toMatchObject([{ reason: 'first' }, { reason: 'refresh', repeats: false }])
  })

  it('send nothing of an unfinished sync, and the last whole state again when it would be forgotten', async () => {
    const { world, scanner, scannerId, destination, stage } = here
    await world.exportDue()
    scanner.findings.set('web', { pages: paged(sightings('web', 9), 3), end: { kind: 'partial', missing: 'the rest' } })
    stage.pass({ hours: 1 })
    await sync(world, scannerId)
    await world.exportDue()

    expect(destination.received).toHaveLength(1)

    stage.pass({ hours: 22, minutes: 5 })
    await world.exportDue()

    expect(destination.received.map((each) => each.findings.length)).toEqual([5, 5])
    expect(destination.received[1]?.text).toBe(destination.received[0]?.text)
    expect((await uploads(world))[1]).toMatchObject({ repeats: true, state: 'success' })

    present(scanner, 9)
    stage.pass({ hours: 1 })
    await sync(world, scannerId)
    await world.exportDue()

    expect(destination.received[2]?.findings).toHaveLength(9)
  })

  it('send each family of findings on its own, and only those of kinds there are', async () => {
    const { world, scanner, scannerId, destination } = here
    await world.exportDue()
    scanner.findings.set('web', {
      pages: [{ items: [...sightings('web', 5), ruleSighting('web', 'C1', 'code'), ruleSighting('web', 'S1', 'secret')] }],
    })
    await world.commands.connections.update(scannerId, { rules: { kinds: ['dependency', 'code', 'secret'] } }, tester)
    await sync(world, scannerId)
    await world.exportDue()

    expect(destination.received.map((each) => [each.scope.family, each.findings.length])).toEqual([
      ['sca', 5],
      ['sast', 1],
    ])
  })

  it('follow a new default branch and name the old one', async () => {
    const { world, forge, forgeId, destination, stage } = here
    await world.exportDue()
    forge.repositories = { pages: [{ items: [{ ...repository('1', 'team/web'), defaultBranch: 'trunk' }] }] }
    stage.pass({ minutes: 30 })
    await sync(world, forgeId, 'discover')
    await world.exportDue()

    expect(destination.received[1]?.scope).toMatchObject({ branch: 'trunk', formerBranches: ['main'] })
    expect(destination.received[1]?.scope.id).toBe(destination.received[0]?.scope.id)
    // Emptied over there, it need not be named again.
    expect(await scope(world)).toMatchObject({ branch: 'trunk', former_branches: [] })
  })

  it.each([
    ['archived', { archived: true }],
    ['removed', null],
  ] as const)('empty a repository that was %s, once', async (because, change) => {
    const { world, forge, forgeId, destination, stage } = here
    await world.exportDue()
    const items = change === null ? [repository('2', 'team/other')] : [{ ...repository('1', 'team/web'), ...change }]
    forge.repositories = { pages: [{ items }] }
    stage.pass({ minutes: 30 })
    await sync(world, forgeId, 'discover')
    await world.exportDue()
    stage.pass({ days: 3 })
    await world.exportDue()

    expect(destination.received.map((each) => each.findings.length)).toEqual([5, 0])
    expect(await scope(world)).toMatchObject({ retired_because: because, rests_because: 'retired' })
  })

  it('empty a repository whose record is unmapped, as was said beforehand, and fill it again when it is mapped again', async () => {
    const { world, destination, repositoryId, scannerId, stage } = here
    await world.exportDue()
    const { id } = await world.database.kysely.selectFrom('record').select('id').executeTakeFirstOrThrow()
    const { preview } = createBrowse({ database: stage.database, plugins: new Map(), now: stage.now }).records
    const ids = [publicId('record', id)]
    const [closing] = await preview(ids, { unmap: true })
    const [staying] = await preview(ids, { repository: publicId('repository', repositoryId) })
    await world.commands.records.unmap(id, tester)
    const [returning] = await preview(ids, { repository: publicId('repository', repositoryId) })
    await world.exportDue()

    expect(closing?.exports).toEqual({ left: 1, emptied: 1, joined: 0 })
    expect(staying?.exports).toEqual({ left: 0, emptied: 0, joined: 0 })
    expect(returning?.exports).toEqual({ left: 0, emptied: 0, joined: 1 })

    expect(destination.received.map((each) => each.findings.length)).toEqual([5, 0])

    stage.pass({ hours: 9 })
    await world.commands.records.map(id, { repositoryId }, tester)
    await world.settle()
    await sync(world, scannerId)
    await world.exportDue()

    expect(destination.received.map((each) => each.findings.length)).toEqual([5, 0, 5])
  })

  it('tell everything again where the exporter sends after its settings changed, and nothing for another secret', async () => {
    const { world, destination } = here
    const { connection_id: id } = await world.database.kysely.selectFrom('exporter').selectAll().executeTakeFirstOrThrow()
    await world.exportDue()
    await world.commands.connections.update(id, { config: { token: 'another' } }, tester)
    await world.exportDue()
    expect(destination.received).toHaveLength(1)

    await world.commands.connections.update(id, { config: { place: 'elsewhere' } }, tester)
    await world.exportDue()

    expect(destination.received.map((each) => each.findings.length)).toEqual([5, 5])
    expect((await uploads(world))[1]).toMatchObject({ reason: 'changed', state: 'success' })
  })

  it('leave for a paused destination neither by themselves nor by hand, and go on when it is resumed', async () => {
    const { world, destination, repositoryId } = here
    const { id } = await world.database.kysely
      .selectFrom('connection')
      .select('id')
      .where('label', '=', 'Sink')
      .executeTakeFirstOrThrow()
    const ask = (preview: boolean) =>
      world.commands.uploads.exportRepository(repositoryId, { exporterId: null, preview }, tester)
    await ask(false)
    const [begun] = world.uploads.splice(0)
    await world.commands.connections.pause(id, tester)
    await world.runUpload(begun ?? 0)
    await world.exportDue()
    const [refused] = await ask(false)
    const [preview] = await ask(true)
    await world.exportDue()

    expect(refused).toMatchObject({ outcome: 'paused', uploadId: null })
    expect(await uploads(world)).toMatchObject([{ stage: 'writing' }, { stage: 'held', findings: 5 }])
    await expect(world.commands.uploads.confirm(preview?.uploadId ?? 0, tester)).rejects.toThrow('The exporter is paused')
    expect(destination.received).toHaveLength(0)

    await world.commands.connections.resume(id, tester)
    await world.exportDue()
    expect(destination.received).toHaveLength(1)
  })

  describe('asked for by a person', () => {
    it('leave at once while a slot is free, and say when there is none', async () => {
      const { world, repositoryId, destination, stage } = here
      const all = { exporterId: null, preview: false }
      await world.exportDue()
      for (let n = 0; n < 2; n += 1) {
        expect(await world.commands.uploads.exportRepository(repositoryId, all, tester)).toMatchObject([{ outcome: 'begun' }])
        await world.exportDue()
      }

      const [refused] = await world.commands.uploads.exportRepository(repositoryId, all, tester)

      expect(destination.received).toHaveLength(3)
      expect(refused).toMatchObject({ outcome: 'no-slot', at: new Date(stage.now().getTime() + 24 * 3_600_000 + 60_000) })
    })

    it('are shown before they leave, and then leave exactly like that', async () => {
      const { world, repositoryId, destination, scanner, scannerId } = here
      const [preview] = await world.commands.uploads.exportRepository(repositoryId, { exporterId: null, preview: true }, tester)
      for (const id of world.uploads.splice(0)) await world.runUpload(id)

      expect(destination.received).toHaveLength(0)
      expect(await uploads(world)).toMatchObject([{ stage: 'held', findings: 5, kept: true }])

      present(scanner, 8)
      await sync(world, scannerId)
      await world.commands.uploads.confirm(preview?.uploadId ?? 0, tester)
      for (const id of world.uploads.splice(0)) await world.runUpload(id)

      expect(destination.received.map((each) => each.findings.length)).toEqual([5])
    })
  })
})

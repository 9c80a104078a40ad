import { describe, expect, it } from 'vitest'
import { publicId } from '../../src/domain/public-id.ts'
import { act, history, idsOf, lodash, only, remediations, resync, withFindings, withLodash } from './fixing.ts'
import { describeSpine } from './stage.ts'
import { browse } from './telling.ts'
import { tester, type World } from './world.ts'

const day = 24 * 60 * 60 * 1000

function clocks({ database }: World) {
  return database.kysely
    .selectFrom('vulnerability')
    .select(['id', 'due_at', 'waiting_since', 'waiting_for'])
    .orderBy('id')
    .execute()
}

async function dueDates(world: World) {
  return (await clocks(world)).map((row) => row.due_at)
}

async function waitingFor(world: World) {
  return (await clocks(world)).map((row) => row.waiting_for)
}

await describeSpine('waiting for a vendor', (stage) => {
  describe('with a remediation', () => {
    it('stops the clocks of everything it closes, says why, and lets them run again where they stopped', async () => {
      const { world } = await withLodash(stage())
      const id = await only(world)
      const before = await dueDates(world)
      await act(world, id, 'open')

      await world.commands.remediations.wait([id], { reason: 'Acme is at it.', until: null }, tester)
      expect(await dueDates(world)).toEqual([null, null, null])
      expect(await waitingFor(world)).toEqual([id, id, id])
      expect(await remediations(world)).toMatchObject([
        { due_at: null, waiting_reason: 'Acme is at it.', waiting_by: 'tester' },
      ])
      expect(await browse(stage()).remediations.get(publicId('remediation', id))).toMatchObject({
        mayWait: true,
        waiting: { reason: 'Acme is at it.', until: null },
      })

      stage().pass({ minutes: 24 * 60 })
      await world.commands.remediations.resume([id], tester)
      expect(await dueDates(world)).toEqual(before.map((due) => due && new Date(due.getTime() + day)))
      expect((await history(world, id)).slice(-2).map(({ kind, actor }) => [kind, actor])).toEqual([
        ['waiting', 'tester'],
        ['resumed', 'tester'],
      ])
    })

    it('ends by itself at the time given, and not before', async () => {
      const { world } = await withLodash(stage())
      const id = await only(world)
      await act(world, id, 'open')
      const until = new Date(stage().now().getTime() + day).toISOString()
      await world.commands.remediations.wait([id], { reason: 'Promised for tomorrow.', until }, tester)

      stage().pass({ minutes: 24 * 60 - 1 })
      expect(await world.expire()).toBe(0)
      stage().pass({ minutes: 1 })
      expect(await world.expire()).toBe(1)

      expect(await waitingFor(world)).toEqual([null, null, null])
      expect((await history(world, id)).at(-1)).toMatchObject({ kind: 'resumed', actor: null })
      expect(await world.expire()).toBe(0)
    })

    it('changes nothing when it is said twice, and takes other words', async () => {
      const { world } = await withLodash(stage())
      const id = await only(world)
      await act(world, id, 'open')
      const wait = (reason: string) => world.commands.remediations.wait([id], { reason, until: null }, tester)

      expect([await wait('No fix.'), await wait('No fix.'), await wait('Still none.')].map(({ changed }) => changed)).toEqual([
        1, 0, 1,
      ])
      expect((await history(world, id)).filter(({ kind }) => kind === 'waiting')).toHaveLength(2)
    })

    it('is left to the remediation: nobody lets one of its vulnerabilities go on alone', async () => {
      const { world } = await withLodash(stage())
      const id = await only(world)
      const [first = 0, second = 0] = await idsOf(world)
      await world.commands.vulnerabilities.wait(first, 'Stopped alone.', tester)
      await act(world, id, 'open')
      await world.commands.remediations.wait([id], { reason: 'No fix.', until: null }, tester)

      await expect(world.commands.vulnerabilities.resume(second, tester)).rejects.toMatchObject({
        details: { code: 'remediation-waiting' },
      })
      await world.commands.remediations.resume([id], tester)
      expect((await clocks(world)).flatMap((row) => (row.waiting_since === null ? [] : [row.id]))).toEqual([first])
    })

    it('takes in what joins it, and follows what its vulnerabilities become', async () => {
      const scene = await withLodash(stage())
      const { world } = scene
      const id = await only(world)
      await act(world, id, 'open')
      await world.commands.remediations.wait([id], { reason: 'No fix.', until: null }, tester)

      const [first, ...rest] = lodash(['4.17.11', '4.17.12', '4.17.21'])
      await resync(scene, [...(first ? [{ ...first, package: null }] : []), ...rest, ...lodash(['4.17.30'], 10)])

      const linked = await world.database.kysely.selectFrom('remediation_vulnerability').selectAll().execute()
      expect(linked.map((row) => row.remediation_id)).toEqual([id, id, id, id])
      expect(await waitingFor(world)).toEqual([id, id, id, id])
      await world.commands.remediations.resume([id], tester)
      expect(await waitingFor(world)).toEqual([null, null, null, null])
    })

    it('ends with whatever leads out of the work: merged, resolved or dismissed', async () => {
      const { world } = await withFindings(stage(), lodash(['4.17.11', '4.17.12']))
      const id = await only(world)
      for (const [way, back] of [
        ['merge', 'rework'],
        ['dismiss', 'restore'],
      ] as const) {
        await act(world, id, back === 'rework' ? 'open' : 'review')
        await world.commands.remediations.wait([id], { reason: 'No fix.', until: null }, tester)
        await act(world, id, way)
        expect(await waitingFor(world)).toEqual([null, null])
        expect(await remediations(world)).toMatchObject([{ waiting_since: null }])
        await act(world, id, back)
      }
    })

    it('is refused for all where one cannot wait, and for a time that is over', async () => {
      const { world } = await withLodash(stage())
      const id = await only(world)
      const wait = (until: string | null) => world.commands.remediations.wait([id], { reason: 'No fix.', until }, tester)

      await expect(wait(null)).rejects.toMatchObject({ details: { code: 'remediation-state' } })
      await act(world, id, 'open')
      await expect(wait(stage().now().toISOString())).rejects.toMatchObject({
        details: { code: 'wait-invalid', field: 'until' },
      })
      expect(await waitingFor(world)).toEqual([null, null, null])
    })
  })
})

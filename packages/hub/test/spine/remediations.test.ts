import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { upgradeKey } from '../../src/domain/fix-group.ts'
import {
  act,
  assetNamed,
  history,
  idsOf,
  lodash,
  only,
  remediations,
  resync,
  statuses,
  versions,
  withFindings,
  withLodash,
} from './fixing.ts'
import { vulnerabilities, vulnerability } from './look.ts'
import { mappedToRepository } from './scene.ts'
import { npm, paged, sighting } from './sighting.ts'
import { describeSpine, sync } from './stage.ts'
import { tester } from './world.ts'

await describeSpine('remediations', (stage) => {
  describe('what is proposed', () => {
    it('is one change for what it closes, made when a sync is over and left alone while nothing changes', async () => {
      const scene = await withLodash(stage())

      const [proposal, ...others] = await remediations(scene.world)
      expect(others).toEqual([])
      expect(proposal).toMatchObject({
        state: 'proposed',
        mode: 'upgrade',
        title: 'Upgrade lodash 4.17.4 → 4.17.21',
        group_key: upgradeKey('pkg:npm/lodash'),
        vulnerabilities: 3,
        open_vulnerabilities: 3,
        open_by_severity: { '4': 3 },
      })

      const before = await versions(scene.world)
      await sync(scene.world, scene.id)
      expect(await scene.world.propose()).toBe(0)
      expect(await versions(scene.world)).toEqual(before)
    })

    it('follows what scanners say, and goes when nothing is left of it', async () => {
      const scene = await withLodash(stage())
      const [before] = await remediations(scene.world)

      await resync(scene, [
        ...lodash(['4.17.11', '4.17.12', '4.17.22']),
        sighting('web', 'F9', { identifiers: ['CVE-2024-2009'], package: 'minimist' }),
      ])
      const after = await remediations(scene.world)
      expect(after.map((row) => row.title)).toEqual(['Upgrade lodash 4.17.4 → 4.17.22', 'Upgrade minimist 1.0.0 → 9.0.0'])
      expect(after[0]?.id).toBe(before?.id)

      await scene.world.commands.vulnerabilities.decide(await idsOf(scene.world), { decision: 'wont-fix' }, tester)
      await scene.world.propose()
      expect(await remediations(scene.world)).toEqual([])
    })

    it('moves the base image that brings a package, and follows what a scanner advises later', async () => {
      const inImage = (recommended?: string) =>
        sighting('web', 'B1', {
          kind: 'container',
          identifiers: ['CVE-2024-3001'],
          package: { ...npm('openssl', '3.0.11-1'), purl: 'pkg:deb/debian/openssl@3.0.11-1', fixedVersion: '3.0.13-1' },
          image: { registry: 'ghcr.io', name: 'acme/web', tag: '1', digest: null },
          baseImage: { reference: 'node:20-bookworm', brings: true, ...(recommended !== undefined && { recommended }) },
        })
      const scene = await withFindings(stage(), [inImage()], { rules: { kinds: ['container'] } })
      const [before] = await remediations(scene.world)

      await resync(scene, [inImage('node:22-bookworm')])

      const [after, ...others] = await remediations(scene.world)
      expect(before).toMatchObject({
        mode: 'image-rebuild',
        title: 'Move base image node:20-bookworm in ghcr.io/acme/web to one with openssl 3.0.13-1',
      })
      expect(others).toEqual([])
      expect(after).toMatchObject({
        id: before?.id,
        title: 'Move base image node:20-bookworm → node:22-bookworm in ghcr.io/acme/web',
      })
    })

    it('stays away from what somebody dismissed, and comes for what is new', async () => {
      const scene = await withLodash(stage())
      await act(scene.world, await only(scene.world), 'dismiss')

      await resync(scene, [...lodash(['4.17.11', '4.17.12', '4.17.21']), ...lodash(['4.17.30'], 10)])

      expect((await remediations(scene.world)).map((row) => [row.state, row.vulnerabilities])).toEqual([
        ['dismissed', 3],
        ['proposed', 1],
      ])
    })
  })

  describe('work', () => {
    it('takes vulnerabilities along from Open to In Progress, Pending Action and, proved by a sync, Resolved', async () => {
      const scene = await withLodash(stage())
      const id = await only(scene.world)

      await act(scene.world, id, 'open')
      expect(await statuses(scene.world)).toEqual(['Open', 'Open', 'Open'])
      await act(scene.world, id, 'start')
      expect(await statuses(scene.world)).toEqual(['In Progress', 'In Progress', 'In Progress'])
      await act(scene.world, id, 'review')
      await act(scene.world, id, 'merge')
      expect(await statuses(scene.world)).toEqual(['Pending Action', 'Pending Action', 'Pending Action'])

      await resync(scene, [])
      expect(await remediations(scene.world)).toMatchObject([
        { id, state: 'resolved', vulnerabilities: 3, open_vulnerabilities: 0 },
      ])
      expect(await statuses(scene.world)).toEqual(['Resolved', 'Resolved', 'Resolved'])
      expect((await history(scene.world, id)).flatMap(({ data }) => data['trigger'] ?? [])).toEqual([
        'open',
        'start',
        'review',
        'merge',
        'verified',
      ])
    })

    it('is proved by nothing but a complete sync: neither by a person, a partial run nor a raised minimum', async () => {
      const scene = await withLodash(stage())
      const id = await only(scene.world)
      await act(scene.world, id, 'start')
      await act(scene.world, id, 'merge')

      await expect(act(scene.world, id, 'open')).rejects.toMatchObject({ details: { code: 'remediation-state' } })
      scene.vendor.findings.set('web', { pages: [{ items: [] }], end: { kind: 'partial', missing: 'Half of it.' } })
      await sync(scene.world, scene.id)
      await scene.world.propose()
      expect(await remediations(scene.world)).toMatchObject([{ state: 'awaiting-verification', open_vulnerabilities: 3 }])

      scene.vendor.findings.set('web', { pages: paged(lodash(['4.17.11', '4.17.12', '4.17.21']), 5) })
      await scene.world.commands.connections.update(scene.id, { rules: { minimumSeverity: 'critical' } }, tester)
      await sync(scene.world, scene.id)
      await scene.world.propose()

      expect(await remediations(scene.world)).toMatchObject([
        { state: 'dismissed', state_reason: 'Nothing is left to fix, but no scan saw a fix.' },
      ])
    })

    it('says what is left where the fix reached only a part, once as long as that is the same', async () => {
      const scene = await withLodash(stage())
      const id = await only(scene.world)
      await act(scene.world, id, 'start')
      await act(scene.world, id, 'merge')

      await resync(scene, lodash(['4.17.11', '4.17.12', '4.17.21']).slice(2))
      await resync(scene, lodash(['4.17.11', '4.17.12', '4.17.21']).slice(2))

      expect(await remediations(scene.world)).toMatchObject([{ state: 'awaiting-verification', open_vulnerabilities: 1 }])
      const told = (await history(scene.world, id)).filter(({ kind }) => kind === 'left')
      expect(told.map(({ data }) => data)).toMatchObject([{ fixed: 2, left: 1, names: [{ name: 'CVE-2024-1003' }] }])
    })

    it('is reopened once when vulnerabilities come back, and can then be done again', async () => {
      const scene = await withLodash(stage())
      const id = await only(scene.world)
      await act(scene.world, id, 'merge').catch(() => undefined)
      await act(scene.world, id, 'start')
      await resync(scene, [])

      await resync(scene, lodash(['4.17.11']))
      await resync(scene, lodash(['4.17.11', '4.17.12']))

      expect(await remediations(scene.world)).toMatchObject([{ id, state: 'reopened', open_vulnerabilities: 2 }])
      expect((await history(scene.world, id)).filter(({ data }) => data['trigger'] === 'reappeared')).toHaveLength(1)
      expect(await statuses(scene.world)).toEqual(['Open', 'Open', 'Resolved'])

      await resync(scene, [])
      expect(await remediations(scene.world)).toMatchObject([{ id, state: 'resolved' }])
    })

    it('is taken up again when a decision that had left nothing to fix ends, but not where people dismissed it', async () => {
      const scene = await withLodash(stage())
      const { world } = scene
      const id = await only(world)
      const accept = async () => {
        const until = new Date(stage().now().getTime() + 86_400_000).toISOString()
        await world.commands.vulnerabilities.decide(await idsOf(world), { decision: 'risk-accepted', until }, tester)
        await world.propose()
        stage().pass({ days: 1 })
      }
      await act(world, id, 'open')

      await accept()
      expect(await remediations(world)).toMatchObject([{ id, state: 'dismissed', open_vulnerabilities: 0 }])
      await world.expire()
      await world.propose()
      expect(await remediations(world)).toMatchObject([{ id, state: 'open', open_vulnerabilities: 3 }])
      expect((await history(world, id)).at(-1)).toMatchObject({ actor: null, data: { trigger: 'revived', from: 'dismissed' } })

      await act(world, id, 'dismiss')
      await accept()
      await world.expire()
      await world.propose()
      expect(await remediations(world)).toMatchObject([{ id, state: 'dismissed' }])
    })

    it('that a scan had proved is reopened by what somebody had only accepted, not by what is accepted still', async () => {
      const scene = await withLodash(stage())
      const { world } = scene
      const id = await only(world)
      await act(world, id, 'start')
      const [first = 0] = await idsOf(world)
      const until = new Date(stage().now().getTime() + 86_400_000).toISOString()
      await world.commands.vulnerabilities.decide([first], { decision: 'risk-accepted', until }, tester)
      await resync(scene, lodash(['4.17.11']))
      expect(await remediations(world)).toMatchObject([{ id, state: 'resolved' }])

      await resync(scene, [])
      await resync(scene, lodash(['4.17.11']))
      expect(await remediations(world)).toMatchObject([{ id, state: 'resolved' }])

      stage().pass({ days: 1 })
      await world.expire()
      await world.propose()
      expect(await remediations(world)).toMatchObject([{ id, state: 'reopened', open_vulnerabilities: 1 }])
    })

    it('keeps what it was begun with, and takes what is new of its change while nobody began', async () => {
      const scene = await withLodash(stage())
      const id = await only(scene.world)
      await act(scene.world, id, 'open')

      await resync(scene, [...lodash(['4.17.11', '4.17.12', '4.17.21']), ...lodash(['4.17.30'], 10)])
      expect(await remediations(scene.world)).toMatchObject([
        { id, state: 'open', vulnerabilities: 4, title: 'Upgrade lodash 4.17.4 → 4.17.30' },
      ])

      await act(scene.world, id, 'start')
      await resync(scene, [...lodash(['4.17.11', '4.17.12', '4.17.21']), ...lodash(['4.17.30', '4.17.31'], 10)])
      expect(await remediations(scene.world)).toMatchObject([
        { id, state: 'in-progress', vulnerabilities: 4 },
        { state: 'proposed', vulnerabilities: 1, title: 'Upgrade lodash 4.17.4 → 4.17.31' },
      ])
    })

    it('follows its vulnerabilities to the repository their record is mapped to', async () => {
      const scene = await mappedToRepository(stage())
      await scene.world.propose()
      const before = await remediations(scene.world)
      const id = before[0]?.id ?? 0
      await act(scene.world, id, 'start')
      const other = await assetNamed(scene.world, 'team/other')
      const { rows } = await sql<{ id: number }>`select id from record`.execute(scene.world.database.kysely)

      await scene.world.commands.records.map(rows[0]?.id ?? 0, { repositoryId: other }, tester)
      await scene.world.propose()

      const after = await remediations(scene.world)
      expect(after).toHaveLength(before.length)
      expect(after.map((row) => row.asset_id)).toEqual(after.map(() => other))
      expect(after.find((row) => row.id === id)).toMatchObject({ state: 'in-progress', open_vulnerabilities: 1 })
      expect((await statuses(scene.world)).toSorted()).toEqual(['In Progress', 'Open', 'Open'])
    })

    it('survives that two names of its vulnerability turn out to be one', async () => {
      const two = [
        sighting('web', 'F1', { identifiers: ['CVE-2024-3001'], package: 'lodash' }),
        sighting('web', 'F2', { identifiers: ['GHSA-aaaa-bbbb-cccc', 'CVE-2024-3002'], package: 'lodash' }),
      ]
      const scene = await withFindings(stage(), two)
      const id = await only(scene.world)
      await act(scene.world, id, 'start')

      await resync(scene, [
        two[0] ?? sighting('web', 'F1'),
        sighting('web', 'F2', { identifiers: ['GHSA-aaaa-bbbb-cccc', 'CVE-2024-3002', 'CVE-2024-3001'], package: 'lodash' }),
      ])

      const open = (await vulnerabilities(scene.world)).filter((row) => row.present)
      expect(open.map((row) => row.status)).toEqual(['In Progress'])
      expect((await remediations(scene.world)).filter((row) => row.open_vulnerabilities > 0)).toMatchObject([
        { id, state: 'in-progress', open_vulnerabilities: 1 },
      ])

      await resync(scene, two)
      expect((await vulnerabilities(scene.world)).filter((row) => row.present).map((row) => row.status)).toEqual([
        'In Progress',
        'In Progress',
      ])
      expect((await remediations(scene.world)).find((row) => row.id === id)).toMatchObject({ open_vulnerabilities: 2 })
    })
  })

  describe('people', () => {
    it('put together what they choose; it leaves the proposals, and is in one piece of work only', async () => {
      const scene = await withLodash(stage())
      const chosen = [
        (await vulnerability(scene.world, 'CVE-2024-1001')).id,
        (await vulnerability(scene.world, 'CVE-2024-1002')).id,
      ]

      const [id] = await scene.world.commands.remediations.create(
        { vulnerabilityIds: chosen, title: 'Before the audit', owner: 'ada', dueAt: '2026-12-01T00:00:00Z' },
        tester,
      )

      expect(await remediations(scene.world)).toMatchObject([
        { state: 'proposed', vulnerabilities: 1, title: 'Upgrade lodash 4.17.4 → 4.17.21' },
        {
          id,
          state: 'open',
          vulnerabilities: 2,
          title: 'Before the audit',
          owner: 'ada',
          due_at: new Date('2026-12-01T00:00:00Z'),
        },
      ])
      await expect(scene.world.commands.remediations.create({ vulnerabilityIds: chosen }, tester)).rejects.toMatchObject({
        kind: 'conflict',
        details: { code: 'vulnerability-in-remediation' },
      })
      await expect(scene.world.commands.remediations.create({ vulnerabilityIds: [999_999] }, tester)).rejects.toMatchObject({
        details: { code: 'vulnerability-not-open' },
      })
    })

    it('say who does it, how urgent it is and by when, and comment, but not on a proposal', async () => {
      const scene = await withLodash(stage())
      const id = await only(scene.world)
      const { remediations: commands } = scene.world.commands
      await expect(commands.comment(id, 'Hello.', tester)).rejects.toMatchObject({ details: { code: 'remediation-proposed' } })
      await act(scene.world, id, 'open')
      const [before] = await remediations(scene.world)

      await commands.update(id, { owner: 'ada', priority: 'critical', dueAt: '2026-12-01T00:00:00Z' }, tester)
      await commands.update(id, { owner: 'ada' }, tester)
      await commands.comment(id, 'Waits for the release.', tester)

      expect(await remediations(scene.world)).toMatchObject([{ owner: 'ada', priority: 5 }])
      expect((await history(scene.world, id)).slice(-2)).toMatchObject([
        { kind: 'edited', actor: 'tester', data: { from: { owner: null }, to: { owner: 'ada', priority: 5 } } },
        { kind: 'comment', actor: 'tester', data: { text: 'Waits for the release.' } },
      ])
      await commands.update(id, { priority: null }, tester)
      expect(await remediations(scene.world)).toMatchObject([{ priority: before?.priority, told_priority: null }])
    })
  })
})

import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { history } from './fixing.ts'
import {
  forgeScene,
  gitHubForge,
  gitLabForge,
  later,
  preview,
  propose,
  requestsOf,
  scanClean,
  stateOf,
  writes,
} from './forge.ts'
import { describeSpine } from './stage.ts'

const forges = [
  { name: 'GitHub', open: gitHubForge },
  { name: 'GitLab', open: gitLabForge },
]

await describeSpine('the life of a change request', (stage) => {
  describe.each(forges)('on $name', ({ open }) => {
    it('goes from the proposal over the merge to the scan that proves it, which it is told once', async () => {
      const at = await forgeScene(stage(), await open())
      const { held, people, hinder } = at.forge.controls

      await propose(at)
      const id = held()[0]?.id ?? ''
      expect(held()).toMatchObject([{ branch: (await preview(at)).source, commits: 1, state: 'open' }])
      expect(held()[0]?.content).toContain('CVE-2021-23337')
      expect(held()[0]?.content).toContain('`npm install`')
      expect(await stateOf(at)).toBe('in-review')
      expect(await requestsOf(at)).toMatchObject([
        {
          standing: 'opened',
          state: 'open',
          obstacle: null,
          problem: null,
          files: ['package.json', 'packages/cart/package.json'],
        },
      ])

      hinder(id, 'conflict')
      const [row] = await at.world.database.kysely.selectFrom('change_request').select('id').execute()
      await at.world.commands.changeRequests.refresh(row?.id ?? 0)
      expect(await requestsOf(at)).toMatchObject([{ state: 'open', obstacle: 'conflict' }])
      hinder(id, 'checks')
      await later(at, 5)
      expect(await requestsOf(at)).toMatchObject([{ state: 'open', obstacle: 'checks' }])

      hinder(id, null)
      people.merge(id)
      await later(at, 5)
      expect(await requestsOf(at)).toMatchObject([
        { state: 'merged', obstacle: null, mergeCommit: expect.stringMatching(/^[0-9a-f]{40}$/), nextAt: null },
      ])
      expect(await stateOf(at)).toBe('awaiting-verification')
      expect((await history(at.world, at.remediationId)).at(-1)).toMatchObject({
        actor: null,
        data: { trigger: 'merge', reason: expect.stringMatching(/^Change request \S+ is merged\. https:/) },
      })

      await scanClean(at)
      expect(await stateOf(at)).toBe('resolved')
      await later(at, 1)
      expect(held()[0]?.comments).toEqual([expect.stringContaining('Verified: a complete scan no longer sees')])
      expect(await requestsOf(at)).toMatchObject([{ verifiedAt: stage().now().toISOString(), nextAt: null }])
      const asked = at.forge.emulator.requests.all.length
      await later(at, 24 * 60)
      expect(at.forge.emulator.requests.all).toHaveLength(asked)
    })

    it('that is closed opens the remediation again, is never opened twice, and goes on when people open it again', async () => {
      const at = await forgeScene(stage(), await open())
      const { held, people, reopen } = at.forge.controls
      await propose(at)
      const id = held()[0]?.id ?? ''

      people.close(id)
      await later(at, 5)

      expect(await requestsOf(at)).toMatchObject([{ state: 'closed' }])
      expect(await stateOf(at)).toBe('open')
      expect((await history(at.world, at.remediationId)).at(-1)).toMatchObject({
        actor: null,
        data: { trigger: 'declined', reason: expect.stringContaining('was closed without being merged.') },
      })
      await expect(propose(at)).rejects.toMatchObject({ details: { code: 'change-closed' } })
      expect(held()).toHaveLength(1)
      reopen(id)
      await later(at, 60)
      expect(await requestsOf(at)).toMatchObject([{ state: 'open' }])
      expect(await stateOf(at)).toBe('in-review')
    })

    it('whose opening got no answer is found by its branch, and not opened a second time', async () => {
      const at = await forgeScene(stage(), await open())
      at.forge.emulator.faults.add({ ...at.forge.requesting, action: { kind: 'reset', when: 'after' } })

      await propose(at)
      expect(await requestsOf(at)).toMatchObject([{ standing: 'opening', problem: { kind: 'unreachable' } }])
      expect(await stateOf(at)).toBe('open')
      await later(at, 1)

      expect(await requestsOf(at)).toMatchObject([{ standing: 'opened', state: 'open', problem: null }])
      expect(at.forge.controls.held()).toHaveLength(1)
      expect(await stateOf(at)).toBe('in-review')
    })
  })

  it('that is refused says why, is left until somebody asks again, and needs nobody who has it in hand no more', async () => {
    const at = await forgeScene(stage(), await gitHubForge())
    const refusal = at.forge.emulator.faults.add({ ...at.forge.requesting, action: { kind: 'status', status: 403 }, count: 9 })
    await expect(propose(at)).rejects.toMatchObject({ details: { code: 'check-permission' } })
    expect(await requestsOf(at)).toMatchObject([{ standing: 'failed', nextAt: null, problem: { kind: 'permission' } }])
    refusal.remove()
    const before = writes(at)
    await later(at, 60)
    expect(writes(at), 'not by itself').toBe(before)

    await propose(at)

    expect(await requestsOf(at)).toMatchObject([{ standing: 'opened', problem: null }])
  })

  it('that a worker died with is opened by another once, and by no two at the same time', async () => {
    const at = await forgeScene(stage(), await gitHubForge())
    const other = await stage().world([at.vendor, at.forge.plugin], { keys: at.world.keys })
    at.forge.emulator.faults.add({ ...at.forge.requesting, action: { kind: 'reset', when: 'before' } })
    await propose(at)
    stage().pass({ minutes: 1 })
    const now = stage().now()
    const until = new Date(now.getTime() + 900_000)
    expect(await at.world.store.transact((write) => write.changeRequests.claim(now, until, 10))).toHaveLength(1)

    await Promise.all([at.world.keepChangeRequests(), other.keepChangeRequests()])
    expect(at.forge.controls.held()).toEqual([])
    stage().pass({ minutes: 15 })
    await Promise.all([at.world.keepChangeRequests(), other.keepChangeRequests()])

    expect(at.forge.controls.held()).toHaveLength(1)
    const asked = at.forge.emulator.requests.all.filter(({ method, path }) => method === 'POST' && path.endsWith('/pulls'))
    expect(asked).toHaveLength(2)
    expect(await requestsOf(at)).toMatchObject([{ standing: 'opened', state: 'open' }])
  })

  it('whose fix a scan proves before the merge is noticed is told once all the same', async () => {
    const at = await forgeScene(stage(), await gitHubForge())
    const { held, people } = at.forge.controls
    await propose(at)
    people.merge(held()[0]?.id ?? '')
    await scanClean(at)

    await at.world.keepChangeRequests()
    await later(at, 60)

    expect(held()[0]?.comments).toEqual([expect.stringContaining('Verified')])
    expect(await requestsOf(at)).toMatchObject([{ state: 'merged', nextAt: null }])
    expect(await stateOf(at)).toBe('resolved')
  })

  it('is taken over when it was there before the hub knew of it', async () => {
    const at = await forgeScene(stage(), await gitHubForge())
    await propose(at)
    await at.world.database.kysely.deleteFrom('change_request').execute()
    at.forge.controls.people.merge(at.forge.controls.held()[0]?.id ?? '')

    await propose(at)

    expect(await requestsOf(at)).toMatchObject([{ standing: 'opened', state: 'merged' }])
    expect(await stateOf(at)).toBe('awaiting-verification')
  })

  it('that the platform does not show any more is gone; others are still looked at, in batches, until trouble meets them all', async () => {
    const at = await forgeScene(stage(), await gitHubForge())
    await propose(at)
    const { kysely } = at.world.database
    // As many as two batches and a half, all about the one that is there.
    await sql`
      insert into change_request (remediation_id, asset_id, connection_id, source, made_by, files, standing, external_id, key, state, changed_at,
        started_at, next_at, opened_by, created_at)
      select remediation_id, asset_id, connection_id, 'patchbay/other-' || n, made_by, files, standing, external_id, key, state, changed_at,
        started_at, next_at + n * interval '1 second', opened_by, created_at from change_request, generate_series(1, 24) n
    `.execute(kysely)
    const looks = () => at.forge.emulator.requests.all.filter(({ path }) => /\/pulls\/\d+$/.test(path)).length
    at.forge.emulator.faults.add({ ...at.forge.showing, action: { kind: 'status', status: 404 } })

    await later(at, 6)

    expect(looks()).toBe(25)
    const gone = (await requestsOf(at)).filter(({ standing }) => standing === 'gone')
    expect(gone).toMatchObject([{ source: (await preview(at)).source, nextAt: null, problem: { kind: 'missing' } }])
    at.forge.emulator.faults.add({ action: { kind: 'status', status: 401 }, count: Number.POSITIVE_INFINITY })
    const before = looks()
    await later(at, 6)
    expect(looks() - before, 'ten in each batch wait behind the first').toBeLessThanOrEqual(6)
    expect((await requestsOf(at)).filter(({ problem }) => problem !== null).length).toBeGreaterThan(1)
  })
})

import { expect } from 'vitest'
import { faultPolicies } from '../../../fault.ts'
import type { FaultAction } from '../../faults.ts'
import type { PlatformFacts } from '../../world.ts'
import type { Chapter, Check, Subject } from '../check.ts'
import { requireFault } from '../fault-facts.ts'
import { changeOf, changeRequestsOf, headOf, isPackageJson, openChange, sourceOf } from '../proposing.ts'
import type { Session } from '../session.ts'
import { each, type Stage } from '../stage.ts'
import { commentOf, hostileText } from '../tracking.ts'
import { propertiesOf } from './folder.ts'
import { expectSilence, repeating } from './secrets.ts'

const always = Number.POSITIVE_INFINITY

const changes: NonNullable<Check['when']> = {
  words: 'it takes change requests',
  holds: ({ plugin }: Subject) => plugin.capabilities.includes('changeRequests'),
}

/** What a connector promises that proposes changes. The hub tries again whatever it cannot be sure of. */
export const changing: Chapter = {
  title: 'Change requests',
  checks: [
    check('lists and reads the files of a commit, whatever is pushed meanwhile', (session, facts) =>
      readsCommit(session, facts),
    ),
    check(
      'proposes one commit on a branch of its own, however hostile its words, and leaves the default branch alone',
      (session, facts) => proposes(session, facts),
    ),
    check('finds branch and request instead of making second ones, also when an answer was lost', async (session, facts) => {
      for (const [number, endpoint] of [facts.pushing, facts.requesting].entries()) {
        arm(session, endpoint, { kind: 'reset', when: 'after' })
        const change = await changeOf(session, facts, number)
        const fault = await faultOf(changeRequestsOf(session).open(change))

        const found = await changeRequestsOf(session).open(change)

        expect(faultPolicies[fault.kind].retried, fault.kind).toBe(true)
        expect(await changeRequestsOf(session).open(change)).toEqual(found)
        expect(facts.held().filter(({ branch }) => branch === change.source)).toMatchObject([{ id: found.id, commits: 1 }])
      }
    }),
    check(
      'takes over a branch that was left without a commit, and refuses one that holds something else',
      async (session, facts) => {
        facts.people.branch(sourceOf(1))
        const { id } = await openChange(session, facts, 1)
        const [path = ''] = Object.keys(facts.files() ?? {})
        facts.people.push(sourceOf(2), path, 'somebody else’s')

        const fault = await faultOf(openChange(session, facts, 2))

        expect(facts.held()).toMatchObject([{ id, commits: 1 }])
        expect(fault.kind).toBe('config')
        expect(fault.details.remedy).toContain(sourceOf(2))
        expect(facts.files(sourceOf(2))?.[path]).toBe('somebody else’s')
      },
    ),
    check('tells what became of a request, and opens no second one for its branch', async (session, facts) => {
      const change = await changeOf(session, facts, 1)
      const merged = await changeRequestsOf(session).open(change)
      const closed = await openChange(session, facts, 2)
      expect([merged.state, closed.state, merged.mergeCommit]).toEqual(['open', 'open', null])
      expect(await changeRequestsOf(session).find(facts.repository, change.source)).toEqual(merged)
      expect(await changeRequestsOf(session).find(facts.repository, sourceOf(3))).toBeNull()
      facts.people.merge(merged.id)
      facts.people.close(closed.id)

      expect(await changeRequestsOf(session).status(merged.id)).toMatchObject({
        ...merged,
        state: 'merged',
        mergeCommit: expect.stringMatching(/^[0-9a-f]{40,64}$/),
      })
      expect(await changeRequestsOf(session).status(closed.id)).toEqual({ ...closed, state: 'closed' })
      expect((await changeRequestsOf(session).open(change)).state).toBe('merged')
      expect((await openChange(session, facts, 2)).id).toBe(closed.id)
      expect(facts.held()).toHaveLength(2)
    }),
    check(
      'comments on a request once under one marker, also when the answer to the first try was lost',
      async (session, facts) => {
        const { id } = await openChange(session, facts)
        arm(session, facts.commenting, { kind: 'reset', when: 'after' })
        await faultOf(changeRequestsOf(session).comment(id, commentOf(1)))

        await changeRequestsOf(session).comment(id, commentOf(1))
        await changeRequestsOf(session).comment(id, commentOf(2))

        const [held] = facts.held()
        expect(held?.comments).toHaveLength(2)
        for (const comment of held?.comments ?? []) expect(comment).toContain('npm install lodash@4.17.21')
      },
    ),
    check('writes to no other repository than the one that is meant', async (session, facts) => {
      const { impostor } = facts
      const change = { ...(await changeOf(session, facts)), repository: impostor }

      const faults = [
        await faultOf(changeRequestsOf(session).head(impostor)),
        await faultOf(changeRequestsOf(session).open(change)),
      ]

      expect(faults.map(({ kind }) => kind)).toEqual(['config', 'config'])
      expect(countWrites(session)).toBe(0)
    }),
    check(
      'raises what is not tried again when the platform turns it away, naming the setting',
      async (session, facts, stage) => {
        const change = await changeOf(session, facts)
        for (const endpoint of [facts.pushing, facts.requesting]) {
          for (const status of [401, 403]) {
            session.world.emulator.faults.clear()
            arm(session, endpoint, { kind: 'status', status }, always)

            const fault = await faultOf(changeRequestsOf(session).open(change))

            expect(faultPolicies[fault.kind].retried, fault.kind).toBe(false)
            expect(Object.keys(propertiesOf(stage.kit.plugin.configSchema))).toContain(fault.details.field)
            expect(fault.details.remedy, `a remedy for ${status}`).toMatch(/^[A-Z].{20,}/s)
          }
        }
        expect(facts.held()).toEqual([])
        expect(changeRequestsOf(session).refuses(facts.repository)).toBeUndefined()
      },
    ),
    check('writes nothing to the platform once it is told to stop', async (session, facts) => {
      const change = await changeOf(session, facts)
      const reason = new Error('enough')
      session.abort.abort(reason)

      const thrown = await changeRequestsOf(session)
        .open(change)
        .then(() => null, asIs)

      expect(thrown).toBe(reason)
      expect(countWrites(session)).toBe(0)
    }),
    check('lets no secret into change requests or faults', async (session, facts) => {
      const place = await headOf(session, facts)
      const change = await changeOf(session, facts)
      const { id } = await changeRequestsOf(session).open(change)
      const said: unknown[] = [changeRequestsOf(session).renovate?.()]
      for (const status of [400, 403, 404, 422, 500]) {
        for (const endpoint of [facts.pushing, facts.requesting, facts.commenting, ...facts.reading]) {
          session.world.emulator.faults.clear()
          arm(session, endpoint, { kind: 'status', status, ...repeating(session) }, always)
          said.push(await openChange(session, facts, 2).catch(asIs))
          said.push(
            await changeRequestsOf(session)
              .read(place, change.files[0]?.path ?? '')
              .catch(asIs),
          )
          said.push(await changeRequestsOf(session).status(id).catch(asIs))
          said.push(await changeRequestsOf(session).comment(id, commentOf()).catch(asIs))
        }
      }

      expectSilence(session, [said, facts.held(), ...session.world.emulator.requests.all.map(({ body }) => body)])
    }),
  ],
}

async function readsCommit(session: Session, facts: PlatformFacts): Promise<void> {
  const requests = changeRequestsOf(session)
  const before = facts.files() ?? {}
  const place = await headOf(session, facts)
  const [changed = ''] = Object.keys(before).filter(isPackageJson)
  facts.people.push(null, changed, 'pushed meanwhile')

  const list = await requests.list(place, isPackageJson)

  expect({ ...list, paths: list.paths.toSorted() }).toEqual({
    paths: Object.keys(before).filter(isPackageJson).toSorted(),
    isWhole: true,
  })
  for (const path of list.paths) expect(await requests.read(place, path)).toEqual({ kind: 'text', text: before[path] })
  expect(await requests.read(place, 'no/such/package.json')).toEqual({ kind: 'missing' })
  const now = await headOf(session, facts)
  expect(now.commit).not.toBe(place.commit)
  expect(await requests.read(now, changed)).toEqual({ kind: 'text', text: 'pushed meanwhile' })
}

async function proposes(session: Session, facts: PlatformFacts): Promise<void> {
  const before = facts.files()
  const plain = await changeOf(session, facts, 1)
  const { id, key, state, mergeCommit } = await changeRequestsOf(session).open(plain)
  const hostile = {
    ...(await changeOf(session, facts, 2)),
    title: `@octocat /close\n${'title '.repeat(200)}\u0000`,
    text: hostileText,
  }
  await changeRequestsOf(session).open(hostile)

  expect({ state, mergeCommit }).toEqual({ state: 'open', mergeCommit: null })
  expect(key).toMatch(/\d/)
  expect(facts.files()).toEqual(before)
  const changed = Object.fromEntries(plain.files.map(({ path, text }) => [path, text]))
  expect(facts.files(plain.source)).toEqual({ ...before, ...changed })
  const [held] = facts.held()
  expect(held).toMatchObject({ id, branch: plain.source, title: plain.title, state: 'open', commits: 1 })
  for (const words of ['lodash', 'CVE-2021-23337', 'https://hub.example/vulnerabilities/vul_1'])
    expect(held?.content).toContain(words)
}

/** Each way in a world of its own, on small pages. */
function check(title: string, act: (session: Session, facts: PlatformFacts, stage: Stage) => Promise<void>): Check {
  return {
    title,
    when: changes,
    run: async (stage) => {
      const ways = stage.facts.ways.flatMap(({ name, changeRequests }, way) =>
        changeRequests === undefined ? [] : [{ name, way }],
      )
      await each(ways, async ({ way }) => {
        await using session = await stage.open({ way, rowsPerPage: 2 })
        const facts = session.world.ways[way]?.changeRequests
        if (facts === undefined) throw new Error('The world has no platform.')
        await act(session, facts, stage)
      })
    },
  }
}

async function faultOf(act: Promise<unknown>) {
  return requireFault(await act.then(() => null, asIs))
}

function arm({ world }: Session, endpoint: string, action: FaultAction, count = 1): void {
  const [method, path] = endpoint.split(' ')
  world.emulator.faults.add({ method, path, action, count })
}

function countWrites({ world }: Session): number {
  return world.emulator.requests.all.filter(({ method, path }) => method !== 'GET' && !/token/.test(path)).length
}

function asIs(error: unknown): unknown {
  return error
}

import { expect } from 'vitest'
import type { FaultKind } from '../../../fault.ts'
import type { FaultAction } from '../../faults.ts'
import type { ConformanceWorld } from '../../world.ts'
import { asksFor } from '../asked.ts'
import type { Chapter, Subject } from '../check.ts'
import { expectUsual } from '../compare.ts'
import { isFault, requireFault } from '../fault-facts.ts'
import { claimsAll, drain, type Outcome } from '../outcome.ts'
import { ruleFor } from '../rules.ts'
import type { Session } from '../session.ts'
import { each, listsOf, type Stage, type Trial } from '../stage.ts'

const always = Number.POSITIVE_INFINITY
const dayInMilliseconds = 24 * 3600 * 1000

const exchange = {
  words: 'credentials are exchanged for a token that runs out',
  holds: ({ plugin, world }: Subject) => world?.ways.some(({ config }) => exchanges(plugin, config)) ?? false,
}

type Case = Trial & { readonly list: Trial['lists'][number] }

export const trouble: Chapter = {
  title: 'Trouble on the way',
  checks: [
    {
      title: 'waits as long as the vendor asks it to, and misses nothing',
      run: (stage) =>
        eachPage(stage, 'all', async (trial, meet) => {
          await using session = await meet({ kind: 'status', status: 429, retryAfter: 37 })

          const outcome = await session.run(trial.errand)

          expectUndisturbed(session, trial, outcome)
          expect(session.slept.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThanOrEqual(37_000)
        }),
    },
    {
      title: 'tries again when the vendor is unavailable three times',
      run: (stage) =>
        eachPage(stage, 'all', async (trial, meet) => {
          await using session = await meet({ kind: 'status', status: 503 }, 3)

          const outcome = await session.run(trial.errand)

          expectUndisturbed(session, trial, outcome)
          expect(session.events.filter(({ status }) => status === 503)).toHaveLength(3)
        }),
    },
    {
      title: 'renews its token before it runs out',
      when: exchange,
      run: async (stage) =>
        each(await exchanging(stage), async (trial) => {
          let asked = 0
          await using session = await stage.open({
            way: trial.errand.way,
            rowsPerPage: 2,
            hooks: ({ emulator }) => ({
              before: (request) => {
                if (asksFor(trial.list, request)) asked += 1
                if (asked === 2) emulator.clock.advance(dayInMilliseconds)
                return undefined
              },
            }),
          })

          const outcome = await session.run(trial.errand)

          expectUndisturbed(session, trial, outcome)
          expect(session.issued.length).toBe(2)
          expect(session.events.filter(({ status }) => status === 401)).toEqual([])
        }),
    },
    {
      title: 'signs in again, once, when its token stops working',
      when: exchange,
      run: async (stage) =>
        each(await exchanging(stage), async (trial) => {
          await using world = await stage.world(2)
          await using session = await disturbed(stage, { ...trial, nth: 2 }, world, { kind: 'revoke' })

          const outcome = await session.run(trial.errand)

          expectUndisturbed(session, trial, outcome)
          expect(session.issued.length).toBe(2)
        }),
    },
    {
      title: 'raises credentials when they stop working, without trying over and over',
      run: (stage) =>
        eachPage(stage, 'essential', async (trial, meet) => {
          await using session = await meet({ kind: 'status', status: 401 }, always)

          requireFault((await session.run(trial.errand)).error, ['credentials'])

          expect(session.events.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(2)
        }),
    },
    {
      title: 'never takes a damaged answer for a whole one',
      run: (stage) =>
        eachPage(stage, 'all', async (trial, meet) => {
          for (const action of damages) {
            await using session = await meet(action)

            const outcome = await session.run(trial.errand)

            expectFailure(session, trial, outcome, ['contract', 'refused'], action.kind)
          }
        }),
    },
    {
      title: 'never takes an answer of another form for an empty list',
      run: (stage) =>
        eachPage(stage, 'all', async (trial, meet) => {
          for (const body of foreignBodies(trial)) {
            await using session = await meet({ kind: 'edit', edit: () => body })

            const outcome = await session.run(trial.errand)

            expectFailure(session, trial, outcome, ['contract', 'refused'], JSON.stringify(body))
          }
        }),
    },
    {
      title: 'never says that it saw everything when a page failed',
      run: (stage) =>
        eachPage(stage, 'all', async (trial, meet) => {
          for (const status of [400, 403, 404, 500]) {
            await using session = await meet({ kind: 'status', status }, always)

            const outcome = await session.run(trial.errand)

            expectFailure(session, trial, outcome, undefined, String(status))
          }
        }),
    },
    {
      title: 'stops within a page when it is told to',
      run: async (stage) =>
        each(await stage.trials(), async ({ errand }) => {
          await using session = await stage.open({ way: errand.way, rowsPerPage: 2 })
          const reason = new Error('enough')
          let before = 0

          const outcome = await drain(session.start(errand), (_, count) => {
            if (count > 1) return
            before = session.world.emulator.requests.total
            session.abort.abort(reason)
          })

          expect(outcome.coverage).toBeNull()
          expect(outcome.error).toBe(reason)
          expect(outcome.pages.length).toBeLessThanOrEqual(2)
          // One page may have been asked for ahead.
          expect(session.world.emulator.requests.total - before).toBeLessThanOrEqual(1)
        }),
    },
  ],
}

const damages: readonly FaultAction[] = [
  { kind: 'html' },
  { kind: 'empty' },
  { kind: 'truncate' },
  { kind: 'oversize', bytes: 2_000_000 },
]

function exchanges(plugin: Subject['plugin'], config: unknown): boolean {
  const silent = { info: () => {}, warn: () => {} }
  const refuse = () => Promise.reject(new Error('Opening makes no request.'))
  const http = { get: refuse, post: refuse, put: refuse, patch: refuse, delete: refuse, graphql: refuse, upload: refuse }
  const opened = plugin.open(config, { signal: new AbortController().signal, log: silent, connect: () => http })
  return opened.transport.auth.kind === 'exchange'
}

async function exchanging(stage: Stage): Promise<readonly Case[]> {
  return listsOf(await stage.trials(), 'essential').filter(
    ({ errand, list }) => list.next.in !== 'none' && exchanges(stage.kit.plugin, stage.facts.ways[errand.way]?.config),
  )
}

type PageCase = Case & { readonly nth: number }

/** Opens a session in which the page is met by trouble, once or as often as told. */
type Meet = (action: FaultAction, count?: number) => Promise<Session>

/** The first and the second page of every list, in one world. */
async function eachPage(
  stage: Stage,
  which: 'all' | 'essential',
  act: (trial: PageCase, meet: Meet) => Promise<void>,
): Promise<void> {
  await using world = await stage.world(2)
  const cases = listsOf(await stage.trials(), which).flatMap((one) =>
    (one.list.next.in === 'none' ? [1] : [1, 2]).map((nth) => ({ ...one, nth, name: `${one.name}, page ${nth}` })),
  )
  await each(cases, (trial) => act(trial, (action, count) => disturbed(stage, trial, world, action, count)))
}

async function disturbed(
  stage: Stage,
  { list, errand, nth }: PageCase,
  world: ConformanceWorld,
  action: FaultAction,
  count = 1,
): Promise<Session> {
  const session = await stage.open({
    world,
    way: errand.way,
    // A megabyte is a lot for two rows and quickly sent.
    transport: (transport) => ({ ...transport, maxResponseBytes: Math.min(transport.maxResponseBytes ?? always, 1_000_000) }),
  })
  world.emulator.faults.add({ ...ruleFor(list), nth, count, action })
  return session
}

function expectUndisturbed(session: Session, trial: Trial, outcome: Outcome): void {
  if (outcome.error !== null) throw outcome.error
  expect(outcome.coverage).toEqual(trial.usual.coverage)
  expectUsual(session, trial, outcome)
  expect(session.world.emulator.faults.unused, 'trouble that was never met').toEqual([])
}

/** The run failed, or at least says what it did not see. Without a list that only adds facts it may be; then it said so. */
function expectFailure(
  session: Session,
  trial: Case,
  outcome: Outcome,
  kinds: readonly FaultKind[] | undefined,
  what: string,
): void {
  expect(session.world.emulator.faults.unused, `${what}: trouble that was never met`).toEqual([])
  if (trial.list.auxiliary && outcome.error === null) {
    expect(session.lines.length, `${what}: words about it in the log`).toBeGreaterThan(0)
    expect(outcome.items.length, `${what}: records without the additional facts`).toBe(trial.usual.items.length)
    return
  }
  if (outcome.error !== null) {
    if (kinds !== undefined || !isFault(outcome.error)) requireFault(outcome.error, kinds)
    return
  }
  expect(claimsAll(outcome), `${what}: it says that it saw everything`).toBe(false)
  expect(kinds, `${what}: it went on after what it cannot have read`).toBeUndefined()
}

/** What no vendor sends for a list, but proxies and outages do. */
function foreignBodies({ list }: Case): readonly unknown[] {
  const isArray = list.rows.startsWith('[]')
  return [{}, { message: 'ok' }, null, 'ok', 7, ...(isArray ? [] : [[]])]
}

import { createHmac } from 'node:crypto'
import { expect } from 'vitest'
import { faultPolicies } from '../../../fault.ts'
import { type TicketNews, type TicketState, ticketStates } from '../../../model/ticket.ts'
import type { FaultAction } from '../../faults.ts'
import type { TrackerFacts } from '../../world.ts'
import type { Chapter, Check, Subject } from '../check.ts'
import { isFault, requireFault } from '../fault-facts.ts'
import { beginning, type Session } from '../session.ts'
import { each, type Stage } from '../stage.ts'
import { commentOf, hostileText, openTicket, readAll, settle, ticketOf, ticketsOf } from '../tracking.ts'
import { propertiesOf } from './folder.ts'
import { expectSilence, repeating } from './secrets.ts'

const always = Number.POSITIVE_INFINITY

const tracks: NonNullable<Check['when']> = {
  words: 'it takes tickets',
  holds: ({ plugin }: Subject) => plugin.capabilities.includes('tickets'),
}

/** What a connector promises that opens tickets. The hub tries again whatever it cannot be sure of. */
export const ticketing: Chapter = {
  title: 'Tickets',
  checks: [
    check('opens a ticket, however long and hostile its words, and says where it is', (stage) =>
      eachTracker(stage, async (session, facts) => {
        const plain = await openTicket(session, facts, 1)
        const hostile = { ...ticketOf(facts, 2), title: `@octocat /close\n${'title '.repeat(200)}\u0000`, text: hostileText }

        const { id } = await ticketsOf(session).create(hostile)
        await ticketsOf(session).comment(id, { ...commentOf(), text: hostileText })

        expect(plain).toMatchObject({ state: 'open', word: expect.stringMatching(/\w/), key: expect.stringMatching(/\d/) })
        expect(facts.held().map((ticket) => ticket.id)).toEqual([plain.id, id])
        const [held] = facts.held()
        expect(held?.title).toBe('Upgrade lodash (1)')
        for (const words of [
          'lodash',
          'CVE-2021-23337',
          'https://hub.example/vulnerabilities/vul_1',
          'npm install lodash@4.17.21',
        ])
          expect(held?.content).toContain(words)
      }),
    ),
    check(
      'finds a ticket by its marker instead of opening a second one, also when the answer to the first try was lost',
      (stage) =>
        eachTracker(stage, async (session, facts) => {
          arm(session, facts.creating, { kind: 'reset', when: 'after' })
          const fault = requireFault(
            await ticketsOf(session)
              .create(ticketOf(facts))
              .then(() => null, asIs),
          )
          settle(session)

          const found = await ticketsOf(session).create(ticketOf(facts))
          const again = await ticketsOf(session).create(ticketOf(facts))

          expect(faultPolicies[fault.kind].retried, fault.kind).toBe(true)
          expect(fault.details.arrived).toBeUndefined()
          expect(facts.held().map(({ id }) => id)).toEqual([found.id])
          expect(again).toEqual(found)
          const other = await openTicket(session, facts, 2)
          expect(facts.held().map(({ id }) => id)).toEqual([found.id, other.id])
        }),
    ),
    check('comments once under one marker, also when the answer to the first try was lost', (stage) =>
      eachTracker(stage, async (session, facts) => {
        const { id } = await openTicket(session, facts)
        arm(session, facts.commenting, { kind: 'reset', when: 'after' })
        requireFault(
          await ticketsOf(session)
            .comment(id, commentOf(1))
            .then(() => null, asIs),
        )

        await ticketsOf(session).comment(id, commentOf(1))
        await ticketsOf(session).comment(id, commentOf(2))

        const comments = facts.held()[0]?.comments ?? []
        expect(comments).toHaveLength(2)
        for (const comment of comments) expect(comment).toContain('npm install lodash@4.17.21')
      }),
    ),
    check('closes a ticket as done or as not to be done, opens it again, and leaves alone what is there already', (stage) =>
      eachTracker(stage, async (session, facts) => {
        const { id } = await openTicket(session, facts)
        const tickets = ticketsOf(session)
        const seen: TicketState[] = []

        for (const goal of ['done', 'open', 'wont-do', 'open'] as const) {
          const moved = await tickets.move(id, goal)
          seen.push(moved.state)
          expect(moved).toMatchObject({ id, state: facts.held()[0]?.state })
        }
        const writes = countWrites(session)
        await tickets.move(id, 'open')

        expect(seen).toEqual(['done', 'open', 'wont-do', 'open'])
        expect(countWrites(session)).toBe(writes)
      }),
    ),
    check('tells what people did to tickets and which are gone, and since a moment only what changed', (stage) =>
      eachTracker(
        stage,
        async (session, facts) => {
          const ids: string[] = []
          for (let number = 1; number <= 7; number += 1) ids.push((await openTicket(session, facts, number)).id)
          const [first = '', second = '', third = ''] = ids
          session.clock.advance(3_600_000)
          const later = session.clock.now().toISOString()
          session.clock.advance(60_000)
          facts.people.move(first, 'done')
          facts.people.move(second, 'in-progress')
          facts.people.remove(third)
          settle(session)

          const changed = await readAll(session, { ids, since: later })
          const all = await readAll(session, { ids, since: null })

          const held = new Map(facts.held().map(({ id, state }) => [id, state]))
          expect(statesOf(all)).toEqual(Object.fromEntries(ids.map((id) => [id, held.get(id) ?? 'gone'])))
          expect(statesOf(changed)[first]).toBe('done')
          expect(Object.keys(statesOf(changed)).filter((id) => ![first, second].includes(id))).toEqual([])
          expect(all.every((news) => news.kind === 'gone' || ticketStates.includes(news.ticket.state))).toBe(true)
          expect(all).toHaveLength(7)
        },
        2,
      ),
    ),
    check('never takes a failed or damaged answer for a ticket that is gone', (stage) =>
      eachTracker(stage, async (session, facts) => {
        const ids: string[] = []
        for (let number = 1; number <= 6; number += 1) ids.push((await openTicket(session, facts, number)).id)

        for (const endpoint of facts.reading) {
          for (const action of damages) {
            session.world.emulator.faults.clear()
            arm(session, endpoint, action, always)
            for (const question of [ids, ids.slice(0, 1)]) {
              const news = await readAll(session, { ids: question, since: null }).catch(asIs)

              if (Array.isArray(news)) expect(Object.values(statesOf(news)), `${endpoint} ${action.kind}`).not.toContain('gone')
              else if (!isFault(news)) throw news
            }
          }
        }
      }),
    ),
    {
      title: 'knows which ticket a call of the tracker is about, and how the call is proved',
      when: {
        words: 'the tracker calls when a ticket changes',
        holds: ({ world }) => world?.ways.some(({ tickets }) => tickets?.call !== undefined) ?? false,
      },
      run: (stage) =>
        eachTracker(stage, async (session, facts) => {
          const { id } = await openTicket(session, facts)
          const { hook } = ticketsOf(session)
          const call = facts.call?.(id)
          const proof = hook?.proof()
          if (call === undefined || proof === undefined) throw new Error('There is no call, or nothing that proves it.')

          const parsed: unknown = JSON.parse(call.body)
          const signature = createHmac('sha256', proof.secret).update(call.body).digest('hex')
          expect(call.headers[proof.header]).toBe(proof.kind === 'token' ? proof.secret : `${proof.prefix}${signature}`)
          expect(hook?.about(parsed)).toBe(id)
          for (const foreign of [null, 'x', 7, [], {}, { issue: null }, { issue: { id: {} } }])
            expect(hook?.about(foreign)).toBeUndefined()
        }),
    },
    check('raises what is not tried again when the tracker turns it away, naming the setting', (stage) =>
      eachTracker(stage, async (session, facts) => {
        for (const status of [401, 403]) {
          session.world.emulator.faults.clear()
          arm(session, facts.creating, { kind: 'status', status }, always)

          const fault = requireFault(
            await ticketsOf(session)
              .create(ticketOf(facts))
              .then(() => null, asIs),
          )

          expect(faultPolicies[fault.kind].retried, fault.kind).toBe(false)
          expect(Object.keys(propertiesOf(stage.kit.plugin.configSchema))).toContain(fault.details.field)
          expect(fault.details.remedy, `a remedy for ${status}`).toMatch(/^[A-Z].{20,}/s)
        }
        expect(facts.held()).toEqual([])
        if (facts.stranger !== undefined)
          expect(ticketsOf(session).refuses({ repository: facts.stranger })).toMatch(/^[A-Z].+[.]$/)
        expect(ticketsOf(session).refuses(facts)).toBeUndefined()
      }),
    ),
    check('writes nothing to the tracker once it is told to stop', (stage) =>
      eachTracker(stage, async (session, facts) => {
        const reason = new Error('enough')
        session.abort.abort(reason)

        expect(
          await ticketsOf(session)
            .create(ticketOf(facts))
            .then(() => null, asIs),
        ).toBe(reason)

        expect(session.world.emulator.requests.total).toBe(0)
      }),
    ),
    check('lets no secret into tickets, comments or faults', (stage) =>
      eachTracker(stage, async (session, facts) => {
        const { id } = await openTicket(session, facts)
        const said: unknown[] = []
        for (const status of [400, 401, 403, 404, 500]) {
          for (const endpoint of [facts.creating, facts.commenting, ...facts.reading]) {
            session.world.emulator.faults.clear()
            arm(session, endpoint, { kind: 'status', status, ...repeating(session) }, always)
            said.push(await ticketsOf(session).create(ticketOf(facts, 2)).catch(asIs))
            said.push(await ticketsOf(session).comment(id, commentOf()).catch(asIs))
            said.push(await readAll(session, { ids: [id], since: beginning }).catch(asIs))
          }
        }

        expectSilence(session, [said, facts.held(), ...session.world.emulator.requests.all.map(({ body }) => body)])
      }),
    ),
  ],
}

const damages: readonly FaultAction[] = [
  { kind: 'status', status: 401 },
  { kind: 'status', status: 403 },
  { kind: 'status', status: 500 },
  { kind: 'html' },
  { kind: 'truncate' },
  { kind: 'edit', edit: () => ({}) },
]

function check(title: string, run: Check['run']): Check {
  return { title, when: tracks, run }
}

/** Each way in a world of its own. */
async function eachTracker(
  stage: Stage,
  act: (session: Session, facts: TrackerFacts) => Promise<void>,
  rowsPerPage?: number,
): Promise<void> {
  const ways = stage.facts.ways.flatMap(({ name, tickets }, way) => (tickets === undefined ? [] : [{ name, way }]))
  await each(ways, async ({ way }) => {
    await using session = await stage.open({ way, ...(rowsPerPage !== undefined && { rowsPerPage }) })
    const facts = session.world.ways[way]?.tickets
    if (facts === undefined) throw new Error('The world has no tracker.')
    await act(session, facts)
  })
}

function arm({ world }: Session, endpoint: string, action: FaultAction, count = 1): void {
  const [method, path] = endpoint.split(' ')
  world.emulator.faults.add({ method, path, action, count })
}

function countWrites({ world }: Session): number {
  return world.emulator.requests.all.filter(({ method }) => method !== 'GET').length
}

/** By id; a ticket that is told twice counts as it was told last. */
function statesOf(news: readonly TicketNews[]): Readonly<Record<string, TicketState | 'gone'>> {
  return Object.fromEntries(news.map((one) => (one.kind === 'gone' ? [one.id, 'gone'] : [one.ticket.id, one.ticket.state])))
}

function asIs(error: unknown): unknown {
  return error
}

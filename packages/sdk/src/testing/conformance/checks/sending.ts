import { expect } from 'vitest'
import type { SnapshotFinding } from '../../../model/snapshot.ts'
import type { FaultAction, FaultRule } from '../../faults.ts'
import type { DestinationFacts, UploadRequest } from '../../world.ts'
import type { Chapter, Check } from '../check.ts'
import { isFault, requireFault } from '../fault-facts.ts'
import type { Session } from '../session.ts'
import { asJson, exportsOf, follow, parcelOf, ship, shipWhole } from '../shipment.ts'
import { decisions, findingOf, findingsOf } from '../snapshots.ts'
import { each, type Stage } from '../stage.ts'
import { expectSilence, repeating } from './secrets.ts'
import { type Errand, errandsOf, takesOut } from './writing.ts'

const always = Number.POSITIVE_INFINITY

/** What becomes of a document that is sent. */
export const sending: Chapter = {
  title: 'Sending to a destination',
  checks: [
    check('brings every finding to the destination, and says so in the end', (stage) =>
      eachErrand(stage, async (session, { family }, destination) => {
        const findings = findingsOf(family, 12)

        const { status, paper } = await shipWhole(session, parcelOf(family, destination, findings))

        expect(paper.leftOut).toEqual([])
        expect(status).toMatchObject({ state: 'success', word: expect.stringMatching(/\w/), remedy: null })
        expect(Object.keys(status.counts).length, 'counters of the destination').toBeGreaterThan(0)
        expectOpen(destination, findings)
      }),
    ),
    check('has the destination close what is gone, and everything with an empty document', (stage) =>
      eachErrand(stage, async (session, { family }, destination) => {
        const findings = findingsOf(family, 6)
        const first = await shipWhole(session, parcelOf(family, destination, findings))
        const fewer = {
          ...parcelOf(family, destination, findings.slice(2)),
          uploadId: 'second',
          before: asJson(first.receipt.ticket),
        }

        const second = await shipWhole(session, fewer)
        expectOpen(destination, findings.slice(2))
        await shipWhole(session, { ...fewer, uploadId: 'third', findings: [], before: asJson(second.receipt.ticket) })

        expectOpen(destination, [])
      }),
    ),
    check('leaves nothing open over there that people decided about', (stage) =>
      eachErrand(stage, async (session, { family }, destination) => {
        const kind = family.kinds[0] ?? 'code'
        const open = decisions.map((_, number) => findingOf(kind, number))
        const decided = decisions.map((decision, number) =>
          findingOf(kind, number, { kind: decision, reason: null, until: null }),
        )
        const first = await shipWhole(session, parcelOf(family, destination, open))

        const { status } = await shipWhole(session, {
          ...parcelOf(family, destination, decided),
          uploadId: 'second',
          before: asJson(first.receipt.ticket),
        })

        expect(status.state).toBe('success')
        expectOpen(destination, [])
      }),
    ),
    check('does no harm when the same upload is sent twice', (stage) =>
      eachErrand(stage, async (session, { family }, destination) => {
        const parcel = parcelOf(family, destination, findingsOf(family, 6))

        const once = await ship(session, parcel)
        const twice = await ship(session, parcel)

        expect((await follow(session, once.receipt)).state).toBe('success')
        expect((await follow(session, twice.receipt)).state).toBe('success')
        expectOpen(destination, parcel.findings)
      }),
    ),
    {
      title: 'refuses a repository the destination does not know, or reports it as skipped, with what to do',
      when: {
        words: 'the destination does not take findings of every repository',
        holds: ({ world }) => world?.ways.some(({ exports }) => exports?.stranger !== undefined) ?? false,
      },
      run: (stage) =>
        eachErrand(stage, async (session, { family }, { stranger, ...destination }) => {
          if (stranger === undefined) return
          const parcel = parcelOf(family, { repository: stranger }, findingsOf(family, 3))
          const refused = exportsOf(session).refuses(parcel.scope)
          if (refused !== undefined) return expect(refused).toMatch(/^[A-Z].+[.]$/)

          const { status } = await shipWhole(session, parcel)

          expect(status.state).toBe('skipped')
          expect(status.remedy).toMatch(/^[A-Z].{20,}[.]$/)
          expect(destination.open()).toEqual([])
        }),
    },
    check('gets there when a request meets trouble that passes', (stage) =>
      eachRequest(stage, passing, async (session, { family }, destination) => {
        const parcel = parcelOf(family, destination, findingsOf(family, 6))

        const status = await persist(session, parcel)

        expect(status.state).toBe('success')
        expect(session.world.emulator.faults.unused, 'trouble that was never met').toEqual([])
        expectOpen(destination, parcel.findings)
      }),
    ),
    check('never calls it a success when a request keeps failing, and gets there once it does not', (stage) =>
      eachRequest(stage, lasting, async (session, { family }, destination) => {
        const parcel = parcelOf(family, destination, findingsOf(family, 6))

        const outcome = await attempt(session, parcel)

        expect(session.world.emulator.faults.unused, 'trouble that was never met').toEqual([])
        expect(outcome).not.toBe('success')
        session.world.emulator.faults.clear()
        expect((await persist(session, parcel)).state).toBe('success')
        expectOpen(destination, parcel.findings)
      }),
    ),
    check('hands out tickets that survive as JSON, and raises contract for one it does not know', (stage) =>
      eachErrand(stage, async (session, { family }, destination) => {
        const exports = exportsOf(session)
        const { begun, receipt } = await ship(session, parcelOf(family, destination, findingsOf(family, 2)))

        for (const ticket of [...begun, receipt.ticket]) expect(asJson(ticket)).toEqual(ticket ?? null)
        if (exports.status === undefined) return
        for (const ticket of [null, 'x', { id: { $ne: 1 } }, []])
          requireFault(await exports.status(ticket).catch(asIs), ['contract'])
        for (const ticket of begun) await exports.status(asJson(ticket))
      }),
    ),
    check('sends nothing once it is told to stop', (stage) =>
      eachErrand(stage, async (session, { family }, destination) => {
        const reason = new Error('enough')
        session.abort.abort(reason)

        const error = await ship(session, parcelOf(family, destination, findingsOf(family, 2))).catch(asIs)

        expect(error).toBe(reason)
        expect(session.world.emulator.requests.total).toBe(0)
      }),
    ),
    check('lets no secret into documents, tickets, states or log lines', (stage) =>
      each(
        [null, 400, 401, 403, 404, 500].map((status) => ({ name: `status ${status}`, status })),
        async ({ status }) =>
          eachRequest(
            stage,
            [{ name: 'an error that repeats secrets', action: null }],
            async (session, { family }, destination, request) => {
              const parcel = parcelOf(family, destination, findingsOf(family, 3))
              if (status !== null) arm(session, request, { kind: 'status', status, ...repeating(session) })

              const said = await shipWhole(session, parcel).catch(asIs)

              expectSilence(session, [said])
            },
          ),
      ),
    ),
  ],
}

function check(title: string, run: Check['run']): Check {
  return { title, when: takesOut, run }
}

type Act = (session: Session, errand: Errand, destination: DestinationFacts, request: UploadRequest) => Promise<unknown>

/** Each family in a world of its own. */
async function eachErrand(
  stage: Stage,
  act: (session: Session, errand: Errand, destination: DestinationFacts) => Promise<unknown>,
): Promise<void> {
  await each(errandsOf(stage), async (errand) => {
    await using session = await stage.open({ way: errand.way })
    await act(session, errand, destinationOf(session, errand))
  })
}

/** The first family of each way, with each request of an upload in each trouble. */
async function eachRequest(
  stage: Stage,
  troubles: readonly {
    readonly name: string
    readonly action: FaultAction | null
    readonly count?: number
    readonly damages?: true
  }[],
  act: Act,
): Promise<void> {
  const errands = errandsOf(stage)
  const firsts = errands.filter(({ way }, index) => errands.findIndex((one) => one.way === way) === index)
  const cases = firsts.flatMap((errand) =>
    [...errand.destination.sending, ...errand.destination.following].flatMap((request) =>
      troubles
        .filter(({ damages }) => !(damages && request.bare))
        .map((trouble) => ({
          ...errand,
          request,
          trouble,
          name: `${trouble.name} at ${request.endpoint} ${request.marked ?? ''}`,
        })),
    ),
  )
  await each(cases, async ({ request, trouble, ...errand }) => {
    await using session = await stage.open({ way: errand.way })
    if (trouble.action !== null) arm(session, request, trouble.action, trouble.count)
    await act(session, errand, destinationOf(session, errand), request)
  })
}

/** Of the session's own world. */
function destinationOf({ world }: Session, { way }: Errand): DestinationFacts {
  const found = world.ways[way]?.exports
  if (found === undefined) throw new Error('The world has no destination.')
  return found
}

function arm({ world }: Session, { endpoint, marked }: UploadRequest, action: FaultAction, count = always): void {
  const [method, path] = endpoint.split(' ')
  const rule: FaultRule = { method, path, action, count, ...(marked !== undefined && { body: marked }) }
  world.emulator.faults.add(rule)
}

const passing = [
  { name: '429', action: { kind: 'status', status: 429, retryAfter: 37 }, count: 1 },
  { name: '503 three times', action: { kind: 'status', status: 503 }, count: 3 },
  { name: 'a lost connection', action: { kind: 'reset' }, count: 1 },
  { name: 'a lost answer', action: { kind: 'reset', when: 'after' }, count: 1 },
] as const

const lasting = [
  { name: '401', action: { kind: 'status', status: 401 } },
  { name: '403', action: { kind: 'status', status: 403 } },
  { name: '404', action: { kind: 'status', status: 404 } },
  { name: '400', action: { kind: 'status', status: 400 } },
  { name: '500', action: { kind: 'status', status: 500 } },
  { name: '503', action: { kind: 'status', status: 503 } },
  { name: 'a redirect', action: { kind: 'status', status: 302, headers: { location: 'https://elsewhere.example/' } } },
  { name: 'half an answer', action: { kind: 'truncate' }, damages: true },
  { name: 'a web page', action: { kind: 'html' }, damages: true },
] as const

/** Sends as the hub does: again after what it may try again, and where nobody ever told what became of it. */
async function persist(session: Session, parcel: Parameters<typeof ship>[1]) {
  for (let tries = 1; ; tries += 1) {
    try {
      const { receipt } = await ship(session, parcel)
      const status = await persistAsking(session, receipt)
      if (status.state !== 'timed-out' || tries === 5) return status
    } catch (error) {
      if (!isFault(error) || tries === 5) throw error
      session.clock.advance(60_000)
    }
  }
}

async function persistAsking(session: Session, receipt: Parameters<typeof follow>[1]) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await follow(session, receipt)
    } catch (error) {
      if (!isFault(error) || tries === 5) throw error
    }
  }
}

/** The state it ends in, or `fault`. Throws what is no fault. */
async function attempt(session: Session, parcel: Parameters<typeof ship>[1]): Promise<string> {
  try {
    return (await shipWhole(session, parcel)).status.state
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('The upload never ends')) return 'open'
    requireFault(error)
    return 'fault'
  }
}

function expectOpen({ open }: DestinationFacts, findings: readonly SnapshotFinding[]): void {
  expect(open().toSorted()).toEqual(findings.map(({ id }) => id).toSorted())
}

function asIs(error: unknown): unknown {
  return error
}

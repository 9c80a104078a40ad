import { expect } from 'vitest'
import { faultPolicies } from '../../../fault.ts'
import type { Message } from '../../../model/message.ts'
import type { FaultAction } from '../../faults.ts'
import type { LoggedRequest } from '../../request-log.ts'
import type { NotifyFacts } from '../../world.ts'
import type { Chapter, Check, Subject } from '../check.ts'
import { requireFault } from '../fault-facts.ts'
import { hostileMessage, plainMessage } from '../messages.ts'
import type { Session, SessionOptions } from '../session.ts'
import { each, type Stage } from '../stage.ts'
import { propertiesOf } from './folder.ts'
import { expectSilence, repeating } from './secrets.ts'

const always = Number.POSITIVE_INFINITY

const tells: Check['when'] = {
  words: 'it tells people',
  holds: ({ plugin }: Subject) => plugin.capabilities.includes('notify'),
}

/** What a connector promises that tells people. The hub tries again for hours, so it has to know what came of a try. */
export const notifying: Chapter = {
  title: 'Telling people',
  checks: [
    check('delivers a message, however long and hostile its words', (stage) =>
      eachWay(stage, async (open) => {
        for (const message of [plainMessage, hostileMessage]) {
          await using post = await open()

          expect(await post.send(message)).toBeNull()

          expect(post.delivered()).toHaveLength(1)
        }
      }),
    ),
    check('says the same again when it is tried again, under the message’s own id where the vendor takes one', (stage) =>
      eachWay(stage, async (open, { idHeader }) => {
        await using post = await open()

        await post.send(plainMessage)
        await post.send(plainMessage)

        const [first, second] = post.delivered()
        expect(second?.body).toEqual(first?.body)
        expect(second?.path).toBe(first?.path)
        if (idHeader !== undefined)
          expect([first?.headers[idHeader], second?.headers[idHeader]]).toEqual([plainMessage.id, plainMessage.id])
      }),
    ),
    check('waits as long as the vendor asks it to, and delivers once', (stage) =>
      eachWay(stage, async (open) => {
        await using post = await open({ kind: 'status', status: 429, retryAfter: 37 }, 1)

        expect(await post.send(plainMessage)).toBeNull()

        expect(post.delivered()).toHaveLength(1)
        expect(post.session.slept.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThanOrEqual(37_000)
      }),
    ),
    check(
      'raises what is tried again later when the vendor is in trouble, and does not repeat what may have arrived',
      (stage) =>
        eachWay(stage, async (open) => {
          for (const action of [
            { kind: 'status', status: 500 },
            { kind: 'reset', when: 'after' },
          ] as const) {
            await using post = await open(action)

            const fault = requireFault(await post.send(plainMessage))

            expect(faultPolicies[fault.kind].retried, `${action.kind}: ${fault.kind}`).toBe(true)
            expect(post.requests()).toHaveLength(1)
          }
        }),
    ),
    check('raises what is not tried again when the vendor turns it away, naming the setting', async (stage) => {
      const refused = stage.facts.refusals.flatMap((one, index) =>
        one.because === 'bad-credentials' ? [{ name: one.what, index }] : [],
      )
      await each(refused, async ({ index }) => {
        await using session = await stage.open({ config: (world) => world.refusals[index]?.config ?? {} })
        session.world.refusals[index]?.arrange?.()

        const fault = requireFault(await send(session, plainMessage))

        expect(faultPolicies[fault.kind].retried, fault.kind).toBe(false)
        expect(Object.keys(propertiesOf(stage.kit.plugin.configSchema))).toContain(fault.details.field)
      })
    }),
    check('delivers nothing once it is told to stop', (stage) =>
      eachWay(stage, async (open) => {
        await using post = await open()
        const reason = new Error('enough')
        post.session.abort.abort(reason)

        expect(await post.send(plainMessage)).toBe(reason)

        expect(post.requests()).toEqual([])
      }),
    ),
    check('lets no secret out with a message, nor when the vendor repeats it', (stage) =>
      eachWay(stage, async (open) => {
        for (const status of [null, 400, 401, 403, 404, 500]) {
          await using post = await open(status === null ? undefined : repeated(status))

          const error = await post.send(plainMessage)

          expectSilence(post.session, [error, post.requests().map(({ body }) => body)])
        }
      }),
    ),
  ],
}

function check(title: string, run: Check['run']): Check {
  return { title, when: tells, run }
}

interface Post extends AsyncDisposable {
  readonly session: Session
  /** What went wrong; `null` when it was delivered. */
  send(message: Message): Promise<unknown>
  requests(): readonly LoggedRequest[]
  delivered(): readonly LoggedRequest[]
}

type Trouble = FaultAction | ((session: Session) => FaultAction)
type Open = (trouble?: Trouble, count?: number) => Promise<Post>

function repeated(status: number): (session: Session) => FaultAction {
  return (session) => ({ kind: 'status', status, ...repeating(session) })
}

async function eachWay(stage: Stage, act: (open: Open, facts: NotifyFacts) => Promise<void>): Promise<void> {
  const ways = stage.facts.ways.flatMap(({ name, notify }, way) => (notify === undefined ? [] : [{ name, notify, way }]))
  await each(ways, ({ notify, way }) =>
    act((trouble, count = always) => openPost(stage, { way }, notify, trouble, count), notify),
  )
}

async function openPost(
  stage: Stage,
  options: SessionOptions,
  { endpoint }: NotifyFacts,
  trouble: Trouble | undefined,
  count: number,
): Promise<Post> {
  const session = await stage.open(options)
  const { emulator } = session.world
  const [method, path] = endpoint.split(' ')
  const action = typeof trouble === 'function' ? trouble(session) : trouble
  if (action !== undefined) emulator.faults.add({ method, path, count, action })
  const requests = () => emulator.requests.all.filter((request) => `${request.method} ${request.route}` === endpoint)
  return {
    session,
    send: (message) => send(session, message),
    requests,
    delivered: () => requests().filter(({ status }) => status !== null && status < 300),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  }
}

async function send(session: Session, message: Message): Promise<unknown> {
  if (session.opened.notify === undefined) throw new Error('It has no notify.')
  return session.opened.notify(message).then(
    () => null,
    (error: unknown) => error,
  )
}

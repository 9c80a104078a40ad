import { expect } from 'vitest'
import type { Answer } from '../../call.ts'
import { type Chapter, whenReading } from '../check.ts'
import { drain } from '../outcome.ts'
import { ruleFor } from '../rules.ts'
import type { Session } from '../session.ts'
import { each, listsOf, type Stage } from '../stage.ts'

export const secrets: Chapter = {
  title: 'Secrets',
  checks: [
    {
      title: 'lets no secret into log lines, records, errors or addresses',
      run: async (stage) => {
        await each(waysOf(stage), async ({ way }) => {
          await using session = await stage.open({ way, rowsPerPage: 2 })
          const said: unknown[] = [await session.check()]
          for (const { errand } of (await stage.trials()).filter((trial) => trial.errand.way === way)) {
            said.push(await session.run(errand))
          }

          expectSilence(session, said)
        })
      },
    },
    {
      title: 'lets no secret into the fault when it is turned away',
      run: (stage) =>
        each(
          stage.facts.refusals.map(({ what }, index) => ({ name: what, index })),
          async ({ index }) => {
            await using session = await stage.open({ config: (world) => world.refusals[index]?.config ?? {} })
            session.world.refusals[index]?.arrange?.()

            expectSilence(session, [await session.check().catch(asIs)])
          },
        ),
    },
    ...whenReading([
      {
        title: 'lets no secret out when the vendor repeats it in an error',
        run: async (stage) => {
          await using world = await stage.world(2)
          await each(listsOf(await stage.trials(), 'all'), async ({ list, errand }) => {
            for (const status of [400, 401, 403, 404, 500]) {
              await using session = await stage.open({ way: errand.way, world })
              const body = repeating(session)
              session.world.emulator.faults.add({
                ...ruleFor(list),
                count: Number.POSITIVE_INFINITY,
                action: { kind: 'status', status, ...body },
              })

              expectSilence(session, [await drain(session.start(errand))])
            }
          })
        },
      },
    ]),
  ],
}

function waysOf({ facts }: Stage): readonly { readonly name: string; readonly way: number }[] {
  return facts.ways.map(({ name }, way) => ({ name, way }))
}

function asIs(error: unknown): unknown {
  return error
}

/** An error body as careless servers write it. */
export function repeating({ secrets: own, issued }: Session): Pick<Answer, 'body'> {
  const all = [...own, ...issued].join(' ')
  return { body: { code: 3, message: `Bad key ${all}`, errors: [{ message: `Not you, ${all}` }] } }
}

export function expectSilence(session: Session, said: readonly unknown[]): void {
  const { world, lines, events, issued } = session
  const asked = world.emulator.requests.all.map(({ path, query }) => ({ path, query }))
  const texts = textsIn([said, lines, events.map(({ url }) => url), asked])

  const hidden = [...world.secrets, ...issued].flatMap(pieces)
  expect(hidden.length, 'secrets to look for').toBeGreaterThan(0)
  // Named by their beginnings only: a failing test should not print what it is about.
  expect(
    hidden.filter((secret) => texts.some((text) => text.includes(secret))).map((secret) => `${secret.slice(0, 6)}…`),
  ).toEqual([])
}

/** A secret as it is and as it travels; of keys with several lines each line. */
function pieces(secret: string): readonly string[] {
  const lines = secret.split(/\r?\n/).filter((line) => line.length >= 16 && !line.startsWith('-----'))
  return [secret, ...lines].flatMap((text) => [text, encodeURIComponent(text), Buffer.from(text).toString('base64')])
}

/** Every text reachable from a value: messages, stacks, causes, fields, keys. */
function textsIn(value: unknown, seen = new Set<unknown>()): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null || seen.has(value)) return []
  seen.add(value)
  return Reflect.ownKeys(value).flatMap((name) => [String(name), ...textsIn(Reflect.get(value, name), seen)])
}

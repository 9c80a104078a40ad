import { expect } from 'vitest'
import type { Fault, FaultKind } from '../../../fault.ts'
import type { Refusal } from '../../world.ts'
import type { Chapter, Check, Subject } from '../check.ts'
import { requireFault } from '../fault-facts.ts'
import type { Session } from '../session.ts'
import { each, type Stage } from '../stage.ts'
import { propertiesOf } from './folder.ts'

const usualKind: Readonly<Record<Refusal['because'], FaultKind>> = {
  'bad-credentials': 'credentials',
  expired: 'credentials',
  'under-privileged': 'permission',
  'wrong-place': 'config',
}

export const signingIn: Chapter = {
  title: 'Signing in',
  checks: [
    {
      title: 'asks the vendor nothing before it has to',
      run: async (stage) => {
        let asked = 0
        const count = () => {
          asked += 1
          return undefined
        }
        await using session = await stage.open({ hooks: () => ({ before: count }) })

        expect(asked).toBe(0)
        expect(session.opened.transport.baseUrl).toContain(new URL(session.world.emulator.url).host)
      },
    },
    {
      title: 'says what good credentials see',
      run: (stage) =>
        each(waysOf(stage), async ({ way }) => {
          const { account } = await stage.survey(way)

          expect(account.sees).toMatch(/\d|\w{3}/)
          expect(account.warnings.every((warning) => /^\S.+[.?!]$/.test(warning))).toBe(true)
          if (account.expiresAt !== undefined) expect(new Date(account.expiresAt).toISOString()).toBe(account.expiresAt)
        }),
    },
    refusal('bad-credentials', 'raises credentials for a key the vendor does not know, naming the setting'),
    refusal('expired', 'says so when a key has expired', (fault) => {
      expect(`${fault.message} ${fault.details.remedy}`).toMatch(/expired/i)
    }),
    refusal('under-privileged', 'raises permission for a key that may not read what is needed'),
    refusal('wrong-place', 'names the setting that points to the wrong place'),
    {
      title: 'never takes a damaged answer to the check for a good one',
      when: { words: 'good answers say something', holds: ({ world }) => world?.answersAreBare !== true },
      run: (stage) =>
        each(damages, async ({ action }) => {
          await using session = await stage.open()
          session.world.emulator.faults.add({ ...notSignIn(session), action, count: Number.POSITIVE_INFINITY })

          requireFault(await session.check().then(() => null, asIs), ['contract', 'refused'])
        }),
    },
  ],
}

const damages = [
  { name: 'a web page', action: { kind: 'html' } },
  { name: 'nothing', action: { kind: 'empty' } },
  { name: 'half of it', action: { kind: 'truncate' } },
] as const

function waysOf({ facts }: Stage): readonly { readonly name: string; readonly way: number }[] {
  return facts.ways.map(({ name }, way) => ({ name, way }))
}

function asIs(error: unknown): unknown {
  return error
}

/** Requests other than the exchange of credentials for a token. */
function notSignIn({ opened: { transport } }: Session): { readonly path: RegExp } {
  const { auth } = transport
  if (auth.kind !== 'exchange') return { path: /^/ }
  const path = URL.canParse(auth.url) ? new URL(auth.url).pathname : auth.url
  return { path: new RegExp(`^(?!${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$)`) }
}

function refusal(because: Refusal['because'], title: string, also: (fault: Fault) => void = () => {}): Check {
  return {
    title,
    // A vendor that knows no wrong key has no credentials; every other sort of refusal some vendors lack.
    ...(because !== 'bad-credentials' && {
      when: {
        words: `the vendor turns such settings away: \`${because}\``,
        holds: ({ world }: Subject) => world?.refusals.some((one) => one.because === because) ?? false,
      },
    }),
    run: (stage) => {
      const refusals = stage.facts.refusals.flatMap((one, index) =>
        one.because === because ? [{ ...one, name: one.what, index }] : [],
      )
      return each(refusals, async ({ index, field, kind }) => {
        await using session = await stage.open({ config: (world) => world.refusals[index]?.config ?? {} })
        session.world.refusals[index]?.arrange?.()

        const fault = requireFault(await session.check().then(() => null, asIs), [kind ?? usualKind[because]])

        expect(Object.keys(propertiesOf(stage.kit.plugin.configSchema))).toContain(fault.details.field)
        expect(fault.details.field).toBe(field)
        expect(fault.details.remedy, 'what to do about it').toMatch(/\S{3}/)
        expect(session.world.emulator.requests.total, 'a wrong key must not be tried over and over').toBeLessThanOrEqual(12)
        also(fault)
      })
    },
  }
}

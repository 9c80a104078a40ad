import { expect } from 'vitest'
import type { Scope } from '../../../connector.ts'
import type { Chapter, Subject } from '../check.ts'
import { comparable } from '../compare.ts'
import { identityOf } from '../model.ts'
import { drain } from '../outcome.ts'
import { each, runWhole, type Stage, type Trial } from '../stage.ts'

const stable = {
  words: 'findings are known by a stable id',
  holds: ({ plugin }: Subject) => plugin.capabilities.includes('sync') && plugin.manifest.findingIds === 'stable',
}
const unstable = {
  words: 'findings are known by evidence',
  holds: ({ plugin }: Subject) => plugin.capabilities.includes('sync') && plugin.manifest.findingIds === 'unstable',
}

/** Positions tried of one listing: the first, the last, and some between. */
const positionsTried = 8

export const startingOver: Chapter = {
  title: 'Starting over',
  checks: [
    {
      title: 'takes up the cursor it left, and reads everything when it is handed one it does not know',
      when: { words: 'it reports findings', holds: ({ plugin }) => plugin.capabilities.includes('sync') },
      run: async (stage) =>
        each(await syncTrials(stage), async ({ errand, scope, usual, usualUrl }) => {
          await using session = await stage.open({ way: errand.way })
          const stored = (cursor: unknown): unknown => JSON.parse(JSON.stringify(cursor))

          const whole = await runWhole(session, { ...errand, scope: { ...scope, cursor: { of: 'another version' } } })
          expect(comparable(whole.items, session.world.emulator.url)).toEqual(comparable(usual.items, usualUrl))

          if (usual.coverage?.kind !== 'complete' || usual.coverage.cursor === undefined) return
          const later = await session.run({ ...errand, scope: { ...scope, cursor: stored(usual.coverage.cursor) } })
          if (later.error !== null) throw later.error
          const known = usual.items.map((item) => identityOf(errand.verb, item))
          expect(
            later.items.filter((item) => !known.includes(identityOf(errand.verb, item))),
            'new without a reason',
          ).toEqual([])
          expect(later.coverage?.kind === 'changes' ? later.coverage.gone : [], 'gone without a reason').toEqual([])
        }),
    },
    {
      title: 'goes on after any page with exactly what is left',
      when: stable,
      run: async (stage) =>
        each(await syncTrials(stage), async ({ errand, scope }) => {
          await using session = await stage.open({ way: errand.way, rowsPerPage: 2 })
          const { pages } = await runWhole(session, errand)
          const positions = pages.flatMap(({ position }, index) => (position === undefined ? [] : [{ position, index }]))

          expect(positions.length, 'pages that say where to go on').toBeGreaterThan(0)
          expect(pages.at(-1)?.position, 'after the last page there is nowhere to go on').toBeUndefined()
          for (const { position, index } of spread(positions)) {
            const rest = await runWhole(session, { ...errand, scope: { ...scope, resume: position } })
            const left = pages.slice(index + 1).flatMap(({ items }) => items)
            expect(comparable(rest.items), `after page ${index + 1}`).toEqual(comparable(left))
          }
        }),
    },
    {
      title: 'goes on in another process, where it died',
      when: stable,
      run: async (stage) =>
        each(await syncTrials(stage), async ({ errand, scope, usual, usualUrl }) => {
          await using first = await stage.open({ way: errand.way, rowsPerPage: 2 })
          let stored = 0
          const died = await drain(first.start(errand), ({ position }, count) => {
            if (stored > 0 || count < 2 || position === undefined) return
            stored = count
            first.abort.abort(new Error('the process died'))
          })
          const kept = died.pages.slice(0, stored)
          const resume = kept.at(-1)?.position
          if (resume === undefined) throw new Error('No page after the first says where to go on.')
          await using second = await stage.open({ way: errand.way, rowsPerPage: 2 })

          const rest = await runWhole(second, { ...errand, scope: { ...scope, resume } })

          const both = [
            ...kept.flatMap(({ items }) => comparable(items, first.world.emulator.url)),
            ...comparable(rest.items, second.world.emulator.url),
          ]
          expect(comparable(both)).toEqual(comparable(usual.items, usualUrl))
        }),
    },
    {
      title: 'offers nowhere to go on, because its listing has to start over',
      when: unstable,
      run: async (stage) =>
        each(await syncTrials(stage), async ({ errand }) => {
          await using session = await stage.open({ way: errand.way, rowsPerPage: 2 })

          const { pages } = await runWhole(session, errand)

          expect(pages.length).toBeGreaterThan(1)
          expect(pages.filter(({ position }) => position !== undefined)).toEqual([])
        }),
    },
  ],
}

async function syncTrials(stage: Stage): Promise<readonly (Trial & { readonly scope: Scope<unknown> })[]> {
  return (await stage.trials()).flatMap((trial) =>
    trial.errand.scope === undefined ? [] : [{ ...trial, scope: trial.errand.scope }],
  )
}

function spread<T>(all: readonly T[]): readonly T[] {
  const step = Math.max(1, Math.ceil((all.length - 1) / (positionsTried - 1)))
  return all.filter((_, index) => index % step === 0 || index === all.length - 1)
}

import { expect } from 'vitest'
import type { Scope } from '../../../connector.ts'
import type { Kind } from '../../../model/kind.ts'
import { type Asked, asksFor, type Wire } from '../asked.ts'
import { type Chapter, type Check, type Subject, whenReading } from '../check.ts'
import { comparable } from '../compare.ts'
import { parsePath, valuesAt } from '../json-path.ts'
import { identityOf, recordProblems } from '../model.ts'
import { claimsAll } from '../outcome.ts'
import { verbs } from '../session.ts'
import { each, runWhole, type Stage } from '../stage.ts'

const source = { words: 'it reports findings', holds: ({ plugin }: Subject) => plugin.capabilities.includes('sync') }

const requests: readonly Check[] = [
  {
    title: 'uses every endpoint the vendor has for it, and no other',
    run: async (stage) => {
      const { emulator, unused } = stage.facts
      const surveys = await Promise.all(stage.facts.ways.map((_, way) => stage.survey(way)))
      const small = await smallPages(stage)
      const asked = new Set(
        [...surveys.flatMap(({ requests }) => requests), ...small].map(({ method, route }) => `${method} ${route}`),
      )
      const needed = emulator.endpoints.filter((endpoint) => !Object.hasOwn(unused, endpoint))

      expect(
        needed.filter((endpoint) => !asked.has(endpoint)),
        'never asked',
      ).toEqual([])
      expect(
        [...asked].filter((endpoint) => !needed.includes(endpoint)),
        'asked without need',
      ).toEqual([])
      expect(
        Object.keys(unused).filter((endpoint) => !emulator.endpoints.includes(endpoint)),
        'not offered',
      ).toEqual([])
    },
  },
  {
    title: 'asks nothing the vendor refuses',
    run: (stage) =>
      each(waysOf(stage), async ({ way }) => {
        const { requests } = await stage.survey(way)

        const refused = requests.filter(({ status }) => status === null || status >= 400)
        const words = refused.map(({ method, route, status }) => `${method} ${route} ${status}`)
        expect(words.filter((refusal) => !Object.hasOwn(stage.facts.provoked ?? {}, refusal))).toEqual([])
      }),
  },
]

const records: readonly Check[] = [
  {
    title: 'yields records that follow the model to the letter',
    run: (stage) =>
      each(waysOf(stage), async ({ way }) => {
        for (const { errand, outcome } of (await stage.survey(way)).runs) {
          expect(recordProblems(errand.verb, outcome.items)).toEqual([])
          expect(outcome.unreadable).toEqual([])
        }
      }),
  },
  {
    title: 'names each record once',
    run: (stage) =>
      each(waysOf(stage), async ({ way }) => {
        const { runs } = await stage.survey(way)
        const names = runs.flatMap(({ errand, outcome }) =>
          outcome.items.map((item) => `${errand.verb} ${identityOf(errand.verb, item)}`),
        )

        expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
      }),
  },
  {
    title: 'files findings under the targets it was asked for, in families it promises',
    when: source,
    run: (stage) =>
      each(waysOf(stage), async ({ way }) => {
        const promised = stage.kit.plugin.manifest.families.map(({ kind }) => kind)
        for (const { errand, outcome } of (await stage.survey(way)).runs) {
          if (errand.scope === undefined) continue
          const targets = errand.scope.targets.map(({ ref }) => ref)
          const facts = outcome.items.map(sightingFacts)
          expect(
            facts.filter(({ target, kind }) => !targets.includes(target) || !promised.some((one) => one === kind)),
          ).toEqual([])
        }
      }),
  },
  {
    title: 'yields only the families that are wanted, and counts what was held back',
    when: source,
    run: async (stage) => {
      const trials = (await stage.trials()).filter(({ errand }) => errand.scope !== undefined)
      await each(trials, async ({ errand, usual, usualUrl, lists }) => {
        for (const wanted of new Set(usual.items.map((item) => sightingFacts(item).kind))) {
          let delivered = 0
          const count = (asked: Asked, wire: Wire) => {
            const list = lists.find((one) => asksFor(one, asked))
            if (list !== undefined) delivered += valuesAt(wire.body, parsePath(list.rows)).length
            return wire
          }
          await using session = await stage.open({ way: errand.way, hooks: () => ({ after: count }) })
          const outcome = await runWhole(session, { ...errand, scope: narrowed(errand.scope, wanted, stage) })

          const expected = usual.items.filter((item) => sightingFacts(item).kind === wanted)
          expect(comparable(outcome.items, session.world.emulator.url)).toEqual(comparable(expected, usualUrl))
          const heldBack = outcome.pages.flatMap(({ filtered }) => Object.entries(filtered ?? {}))
          const sum = (counts: typeof heldBack) => counts.reduce((total, [, count]) => total + count, 0)
          const held = sum(heldBack)
          const unselected = sum(heldBack.filter(([reason]) => reason === 'kind-not-selected'))
          // A vendor that is only asked for the wanted ones need not say how many others there are. What it sends is counted.
          const unwanted = usual.items.length - expected.length
          expect(unselected, `held back when only ${wanted} is wanted`).toBeLessThanOrEqual(unwanted)
          expect(delivered - outcome.items.length, 'rows that came and are neither yielded nor counted').toBeLessThanOrEqual(
            held,
          )
        }
      })
    },
  },
  {
    title: 'yields the same records when it runs again',
    run: async (stage) =>
      each(await stage.trials(), async ({ errand, usual, usualUrl }) => {
        await using session = await stage.open({ way: errand.way })

        for (let round = 1; round <= 2; round += 1) {
          const outcome = await runWhole(session, errand)
          expect(comparable(outcome.items, session.world.emulator.url), `round ${round}`).toEqual(
            comparable(usual.items, usualUrl),
          )
        }
      }),
  },
]

const runs: Check = {
  title: 'runs each of its verbs to the end, and says that it saw everything',
  run: (stage) =>
    each(waysOf(stage), async ({ way }) => {
      const { runs } = await stage.survey(way)

      for (const { errand, outcome } of runs) expect(claimsAll(outcome), errand.verb).toBe(true)
      for (const verb of verbs.filter((one) => stage.kit.plugin.capabilities.includes(one))) {
        const items = runs.filter(({ errand }) => errand.verb === verb).flatMap(({ outcome }) => outcome.items)
        expect(items.length, `records of ${verb}`).toBeGreaterThan(1)
      }
    }),
}

export const reading: Chapter = {
  title: 'Reading',
  checks: [...whenReading([runs]), ...requests, ...whenReading(records)],
}

function waysOf({ facts }: Stage): readonly { readonly name: string; readonly way: number }[] {
  return facts.ways.map(({ name }, way) => ({ name, way }))
}

/** Requests of runs over small pages: later pages may have addresses of their own. */
async function smallPages(stage: Stage) {
  const requests = []
  for (const { errand } of await stage.trials()) {
    await using session = await stage.open({ way: errand.way, rowsPerPage: 2 })
    await runWhole(session, errand)
    requests.push(...session.world.emulator.requests.all)
  }
  return requests
}

function sightingFacts(item: unknown): { readonly target: string; readonly kind: string } {
  const has = typeof item === 'object' && item !== null && 'target' in item && 'kind' in item
  return has ? { target: String(item.target), kind: String(item.kind) } : { target: '', kind: '' }
}

function narrowed(scope: Scope<unknown> | undefined, wanted: string, stage: Stage): Scope<unknown> {
  const kinds: readonly Kind[] = stage.kit.plugin.manifest.families.map(({ kind }) => kind).filter((kind) => kind === wanted)
  return { targets: scope?.targets ?? [], kinds }
}

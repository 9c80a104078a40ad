import fc from 'fast-check'
import { expect } from 'vitest'
import type { EnumFacts } from '../../world.ts'
import { type Bench, type Fate, fateOf, isRequired, openBench, type Victim, victimsOf } from '../bench.ts'
import type { Chapter } from '../check.ts'
import { comparable } from '../compare.ts'
import { changeAt, holds, parsePath, removeAt, setAt, valuesAt } from '../json-path.ts'
import { recordProblems } from '../model.ts'
import { each, listsOf, type Stage } from '../stage.ts'
import { withAbsurdDates, withAbsurdNumbers, withAbsurdTexts } from './absurd.ts'

const word = 'PATCHBAY_UNHEARD_OF'

export const oddAnswers: Chapter = {
  title: 'Odd answers',
  checks: [
    {
      title: 'is not disturbed by fields nobody documented, nor by another order of fields',
      run: (stage) =>
        eachBench(stage, 'all', async (bench) => {
          const usual = await bench.read(bench.rows)
          const odd = await bench.read(bench.rows.map(decorate), decorate)

          if (odd.error !== null) throw odd.error
          expect(comparable(odd.items)).toEqual(comparable(usual.items))
          expect([odd.coverage, odd.unreadable, odd.oddities]).toEqual([usual.coverage, usual.unreadable, usual.oddities])
        }),
    },
    {
      title: 'reads a row without any field the vendor does not promise, absent or null',
      run: (stage) =>
        eachVictim(stage, async (bench, victim) => {
          if (isRequired(bench, victim.path)) return []
          const inList = typeof victim.path.at(-1) === 'number'
          return [
            notKept('absent', await fateOf(bench, victim, (row) => removeAt(row, victim.path))),
            inList ? null : notKept('null', await fateOf(bench, victim, (row) => setAt(row, victim.path, null))),
          ]
        }),
    },
    {
      title: 'sets aside a row without a field it cannot do without, by its id and the field’s path, and keeps the others',
      run: (stage) =>
        eachBench(stage, 'essential', async (bench) => {
          const victims = await victimsOf(bench)
          expect(bench.list.required.length).toBeGreaterThan(0)
          for (const required of bench.list.required) {
            const victim = victims.find(({ name }) => name === required)
            if (victim === undefined) throw new Error(`No row has the field "${required}" the world calls required.`)
            for (const change of [removeAt, setNull]) {
              const fate = await fateOf(bench, victim, (row) => change(row, victim.path))
              expectSetAside(bench, victim, fate)
            }
          }
        }),
    },
    {
      title: 'keeps the word of an enum value nobody documented, and reports it',
      when: {
        words: 'the vendor’s rows hold such words',
        holds: ({ world }) =>
          world?.ways.some((way) =>
            [...(way.repositories ?? []), ...(way.discover ?? []), ...(way.sync ?? [])].some(({ enums }) => enums.length > 0),
          ) ?? false,
      },
      run: (stage) => eachEnum(stage, expectWordKept),
    },
    {
      title: 'takes an enum value that is not set, absent or null for the same',
      when: {
        words: 'the vendor has a word for it',
        holds: ({ world }) =>
          world?.ways.some((way) =>
            [...(way.repositories ?? []), ...(way.discover ?? []), ...(way.sync ?? [])].some(({ enums }) =>
              enums.some(({ blank = [] }) => blank.length > 0),
            ),
          ) ?? false,
      },
      run: (stage) => eachEnum(stage, expectBlanksAlike),
    },
    {
      title: 'survives NUL characters, broken text and endless text in any field',
      run: (stage) => eachVictim(stage, (bench, victim) => absurdities(bench, victim, withAbsurdTexts)),
    },
    {
      title: 'survives dates no scanner can mean',
      run: (stage) => eachVictim(stage, (bench, victim) => absurdities(bench, victim, withAbsurdDates)),
    },
    {
      title: 'survives numbers no scanner can mean',
      run: (stage) => eachVictim(stage, (bench, victim) => absurdities(bench, victim, withAbsurdNumbers)),
    },
    {
      title: 'survives any value in any field of any row',
      run: (stage) =>
        eachBench(stage, 'all', async (bench) => {
          const victims = bench.list.auxiliary ? [] : await victimsOf(bench)
          const trial = bench.trial.errand
          await fc.assert(
            fc.asyncProperty(fc.integer({ min: 0 }), fc.jsonValue(), async (number, value) => {
              const victim = victims[number % Math.max(1, victims.length)]
              if (victim === undefined) {
                const { error } = await bench.read([value])
                if (error !== null) throw error
                return
              }
              const fate = await fateOf(bench, victim, (row) => setAt(row, victim.path, value))
              if (fate.kind === 'lost') throw new Error(`${victim.name}: ${fate.why}`)
              if (fate.kind === 'kept') expect(recordProblems(trial.verb, fate.items), victim.name).toEqual([])
            }),
            { seed: 20_261_128, numRuns: 300 },
          )
        }),
    },
  ],
}

async function eachBench(stage: Stage, which: 'all' | 'essential', act: (bench: Bench) => Promise<void>): Promise<void> {
  await each(listsOf(await stage.trials(), which), async (trial) => {
    await using bench = await openBench(stage, trial, trial.list)
    await act(bench)
  })
}

/** Tampers with every part of a row in turn; expects that nobody has anything to complain about. */
async function eachVictim(
  stage: Stage,
  complain: (bench: Bench, victim: Victim) => Promise<readonly (string | null)[]>,
): Promise<void> {
  await eachBench(stage, 'essential', async (bench) => {
    const complaints: string[] = []
    for (const victim of await victimsOf(bench)) {
      const found = (await complain(bench, victim)).filter((one) => one !== null)
      complaints.push(...found.map((complaint) => `${victim.name} ${complaint}`))
    }
    expect(complaints.slice(0, 20)).toEqual([])
  })
}

async function eachEnum(stage: Stage, act: (bench: Bench, facts: EnumFacts, victim: Victim) => Promise<void>): Promise<void> {
  const lists = listsOf(await stage.trials(), 'essential').filter(({ list }) => list.enums.length > 0)
  await each(lists, async (trial) => {
    await using bench = await openBench(stage, trial, trial.list)
    const victims = await victimsOf(bench)
    for (const facts of trial.list.enums) {
      const path = facts.path.replace(/\[\]$/, '')
      const victim = victims.find(({ name }) => name === path)
      if (victim === undefined) throw new Error(`No row has the field "${path}" the world calls an enum.`)
      await act(bench, facts, victim)
    }
  })
}

function setNull(row: unknown, path: Victim['path']): unknown {
  return setAt(row, path, null)
}

function notKept(how: string, fate: Fate): string | null {
  if (fate.kind === 'kept') return null
  return `(${how}): ${whyNot(fate)}`
}

function whyNot(fate: Exclude<Fate, { kind: 'kept' }>): string {
  if (fate.kind === 'lost') return fate.why
  return fate.kind === 'left-out' ? 'left out' : `set aside because of ${fate.path}`
}

function expectSetAside(bench: Bench, victim: Victim, fate: Fate): void {
  if (fate.kind !== 'set-aside')
    throw new Error(`${victim.name}: ${fate.kind === 'kept' ? 'the row was read without it' : whyNot(fate)}`)
  const withoutId = holds(victim.path, parsePath(bench.list.id))
  expect(fate.externalId, `${victim.name}: the id of the row`).toBe(withoutId ? null : bench.idOf(victim.row))
  const named = parsePath(fate.path)
  expect(holds(named, victim.path) || holds(victim.path, named), `${victim.name}: blamed is ${fate.path}`).toBe(true)
  const targets = bench.trial.errand.scope?.targets.map(({ ref }) => ref) ?? []
  // Of several targets, the row itself says which, and that may be just what it lacks.
  if (targets.length === 1) expect(fate.target, `${victim.name}: the target`).toBe(targets[0])
  if (fate.target !== undefined) expect(targets).toContain(fate.target)
}

/** Fields first that come last, and one that nobody knows. */
function decorate(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return { patchbay_unheard_of: { of: [1, null, { deep: true }] }, ...Object.fromEntries(Object.entries(value).reverse()) }
}

async function expectWordKept(bench: Bench, { path, kept, reads }: EnumFacts, victim: Victim): Promise<void> {
  const isList = path.endsWith('[]')
  const fate = await fateOf(bench, victim, (row) =>
    changeAt(row, victim.path, (known) => (isList && Array.isArray(known) ? [...known, word] : word)),
  )

  if (fate.kind !== 'kept') throw new Error(`${path}: ${notKept('unheard of', fate)}`)
  expect(
    fate.oddities.map(({ value }) => value),
    path,
  ).toContain(word)
  const [item] = fate.items
  if (kept !== undefined) expect(valuesAt(item, parsePath(kept)), kept).toContain(word)
  if (reads !== undefined) expect(item).toMatchObject(reads)
}

async function expectBlanksAlike(bench: Bench, { path, kept, blank = [] }: EnumFacts, victim: Victim): Promise<void> {
  if (blank.length === 0) return
  const changes = [
    (row: unknown) => removeAt(row, victim.path),
    (row: unknown) => setAt(row, victim.path, null),
    ...blank.map((one) => (row: unknown) => setAt(row, victim.path, one)),
  ]
  const fates = []
  for (const change of changes) fates.push(await fateOf(bench, victim, change))
  const read = fates.map((fate) => {
    if (fate.kind !== 'kept') throw new Error(`${path}: ${notKept('not set', fate)}`)
    return {
      oddities: fate.oddities,
      items: fate.items.map((item) => (kept === undefined ? item : removeAt(item, parsePath(kept)))),
    }
  })
  for (const one of read) expect(one, path).toEqual(read[0])
}

async function absurdities(
  bench: Bench,
  victim: Victim,
  variants: (value: unknown) => readonly unknown[],
): Promise<readonly (string | null)[]> {
  const complaints = []
  for (const value of variants(victim.value)) {
    const fate = await fateOf(bench, victim, (row) => setAt(row, victim.path, value))
    const what = JSON.stringify(value).slice(0, 40)
    // Another text in a field that says whose the row is makes it somebody else's.
    if (fate.kind === 'left-out') continue
    if (fate.kind === 'kept' && !isWellFormed(bench, fate))
      complaints.push(`(${what}): ${recordProblems(bench.trial.errand.verb, fate.items)}`)
    else if (!(fate.kind === 'set-aside' && isRequired(bench, victim.path))) complaints.push(notKept(what, fate))
  }
  return complaints
}

function isWellFormed(bench: Bench, fate: Extract<Fate, { kind: 'kept' }>): boolean {
  return recordProblems(bench.trial.errand.verb, fate.items).length === 0
}

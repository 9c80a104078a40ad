import type { Oddity } from '../../connector.ts'
import type { ListFacts } from '../world.ts'
import { type Asked, asksFor, type Wire } from './asked.ts'
import { changeAt, holds, type JsonPart, type JsonPath, parsePath, partsOf, printPath, setAt, valuesAt } from './json-path.ts'
import type { Outcome } from './outcome.ts'
import type { Session } from './session.ts'
import type { Stage, Trial } from './stage.ts'

/**
 * A list whose rows can be tampered with. The answers were recorded from the emulator through the real client; from then on they
 * are played back, so that thousands of odd rows take no longer than a few requests.
 */
export interface Bench extends AsyncDisposable {
  readonly trial: Trial
  readonly list: ListFacts
  /** Rows of the fullest answer. */
  readonly rows: readonly unknown[]
  /** Runs the errand as if the vendor had just these rows. */
  read(rows: readonly unknown[], answer?: (body: unknown) => unknown): Promise<Outcome>
  /** The vendor's id of a row. */
  idOf(row: unknown): string
}

export async function openBench(stage: Stage, trial: Trial, list: ListFacts): Promise<Bench> {
  const recorded = new Map<string, Wire>()
  let last: Wire | undefined
  let playing: ((asked: Asked, wire: Wire) => Wire) | null = null
  const session: Session = await stage.open({
    way: trial.errand.way,
    hooks: () => ({
      before: (asked) => {
        // A page nobody asked for before lies behind the last row.
        const wire = recorded.get(asked.key) ?? (asksFor(list, asked) ? last : undefined)
        return wire === undefined ? undefined : playing?.(asked, wire)
      },
      after: (asked, wire) => {
        if (playing === null) recorded.set(asked.key, deepFreeze(wire))
        return wire
      },
    }),
  })

  const { error } = await session.run(trial.errand)
  const pages = [...recorded].filter(([key]) => asksFor(list, readKey(key)))
  const [fullest] = pages.sort(([, one], [, other]) => rowsOf(list, other).length - rowsOf(list, one).length)
  if (error !== null || fullest === undefined) {
    await session[Symbol.asyncDispose]()
    throw error ?? new Error(`The list ${list.endpoints[0]} was not asked for.`)
  }

  last = fullest[1]
  return {
    trial,
    list,
    rows: rowsOf(list, fullest[1]),
    read: (rows, answer = (body) => body) => {
      playing = (asked, wire) => {
        if (!asksFor(list, asked)) return wire
        return { ...wire, body: answer(withRows(list, wire.body, asked.key === fullest[0] ? rows : [], rows.length)) }
      }
      return session.run(trial.errand)
    },
    idOf: (row) => String(valuesAt(row, parsePath(list.id))[0]),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  }
}

function readKey(key: string): Pick<Asked, 'method' | 'path' | 'text'> {
  const [line = '', ...text] = key.split('\n')
  const [method = '', , ...path] = line.split(' ')
  return { method, path: path.join(' '), text: text.join('\n') }
}

function rowsOf(list: ListFacts, wire: Wire): readonly unknown[] {
  return valuesAt(wire.body, parsePath(list.rows))
}

function withRows(list: ListFacts, body: unknown, rows: readonly unknown[], total: number): unknown {
  const path = parsePath(list.rows)
  const split = path.lastIndexOf('[]')
  const inner = path.slice(split + 1)
  const counted = list.total === undefined ? body : changeAt(body, parsePath(list.total), () => total)
  return changeAt(counted, path.slice(0, split), (elements) => {
    const [sample] = Array.isArray(elements) ? elements : []
    return inner.length === 0 ? rows : rows.map((row) => setAt(sample, inner, row))
  })
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const inner of Object.values(value)) deepFreeze(inner)
  return Object.freeze(value)
}

/** A part of some row, with another row to be read beside it. */
export interface Victim extends JsonPart {
  readonly name: string
  readonly row: unknown
  readonly neighbour: unknown
  /** What the neighbour alone reads as. */
  readonly beside: readonly unknown[]
  /** How many rows are counted as left out when the neighbour is read alone. */
  readonly leftOutBeside: number
}

/** Each part that rows of the list have, once, in the first row that has it and is read as something. */
export async function victimsOf(bench: Bench): Promise<readonly Victim[]> {
  const readable: { row: unknown; items: readonly unknown[]; leftOut: number }[] = []
  // Other lists of the same errand are read as well.
  const { items: others } = await bench.read([])
  for (const row of bench.rows) {
    const { items, error, pages } = await bench.read([row])
    if (error === null && items.length > others.length) readable.push({ row, items, leftOut: leftOut(pages) })
  }
  const found = new Map<string, Victim>()
  for (const { row } of readable) {
    const beside = readable.find((other) => other.row !== row)
    if (beside === undefined) throw new Error('The list needs at least two rows that are read as something.')
    for (const part of partsOf(row)) {
      const name = printPath(part.path)
      if (!found.has(name))
        found.set(name, { ...part, name, row, neighbour: beside.row, beside: beside.items, leftOutBeside: beside.leftOut })
    }
  }
  return [...found.values()]
}

/** What became of a row that was read beside a sound one. */
export type Fate =
  | { readonly kind: 'kept'; readonly items: readonly unknown[]; readonly oddities: readonly Oddity[] }
  | {
      readonly kind: 'set-aside'
      readonly externalId: string | null
      readonly path: string
      readonly target: string | undefined
    }
  /** Counted among what the scope does not want: somebody else's, resolved, on another branch. */
  | { readonly kind: 'left-out' }
  | { readonly kind: 'lost'; readonly why: string }

/** Reads the row as `change` leaves it. */
export async function fateOf(bench: Bench, victim: Victim, change: (row: unknown) => unknown): Promise<Fate> {
  const { error, pages, items, unreadable, oddities, coverage } = await bench.read([change(victim.row), victim.neighbour])
  if (error !== null) return { kind: 'lost', why: `the run failed: ${String(error)}` }

  const others = without(items, victim.beside)
  if (others === null) return { kind: 'lost', why: 'the row beside it was lost' }
  const [first, ...more] = unreadable
  if (first === undefined) {
    if (others.length === 0 && leftOut(pages) > victim.leftOutBeside) return { kind: 'left-out' }
    if (others.length === 0) return { kind: 'lost', why: 'it vanished without a word' }
    if (coverage?.kind !== bench.trial.usual.coverage?.kind) return { kind: 'lost', why: `the run is ${coverage?.kind}` }
    return { kind: 'kept', items: others, oddities }
  }
  if (more.length > 0 || others.length > 0) return { kind: 'lost', why: 'it was set aside more than once, or read as well' }
  if (coverage?.kind !== 'partial') return { kind: 'lost', why: 'it was set aside, and yet the run is complete' }
  return { kind: 'set-aside', externalId: first.externalId, path: first.path, target: first.target }
}

function leftOut(pages: Outcome['pages']): number {
  return pages.flatMap(({ filtered }) => Object.values(filtered ?? {})).reduce((sum, count) => sum + count, 0)
}

/** The items that are not among the known ones; `null` when a known one is missing. */
function without(items: readonly unknown[], known: readonly unknown[]): readonly unknown[] | null {
  const left = items.map((item) => ({ item, text: JSON.stringify(item) }))
  for (const item of known) {
    const text = JSON.stringify(item)
    const index = left.findIndex((one) => one.text === text)
    if (index < 0) return null
    left.splice(index, 1)
  }
  return left.map(({ item }) => item)
}

export function isRequired({ list }: Bench, path: JsonPath): boolean {
  return list.required.some((required) => holds(path, parsePath(required)))
}

import { type Kysely, type RawBuilder, sql } from 'kysely'
import { statuses } from '../../domain/status.ts'
import { readCursor } from '../cursor.ts'
import type { Order } from '../order.ts'
import { allOf, gatherPage, listByNeed, type PageOf, type Rows, readPage } from '../page.ts'
import type { Tables } from '../tables.ts'
import { conditionsOf, countedConditions, isCounted, meaningOf, type VulnerabilityFilter } from './filter.ts'
import { standingOf, type VulnerabilityStanding } from './standing.ts'
import { type EventView, type VulnerabilityView, viewsOf } from './view.ts'

const orders = {
  severity: {
    name: 'severity',
    keys: [
      { expression: sql`v.severity`, type: 'smallint', direction: 'desc' },
      { expression: sql`v.id`, type: 'bigint', direction: 'desc' },
    ],
  },
  '-detectedAt': {
    name: '-detectedAt',
    keys: [
      { expression: sql`v.detected_at`, type: 'timestamptz', direction: 'desc', nullable: true },
      { expression: sql`v.id`, type: 'bigint', direction: 'desc' },
    ],
  },
  '-riskScore': {
    name: '-riskScore',
    keys: [
      { expression: sql`v.risk_score`, type: 'smallint', direction: 'desc', nullable: true },
      { expression: sql`v.id`, type: 'bigint', direction: 'desc' },
    ],
  },
  dueAt: {
    name: 'dueAt',
    keys: [
      { expression: sql`v.due_at`, type: 'timestamptz', direction: 'asc', nullable: true },
      { expression: sql`v.id`, type: 'bigint', direction: 'desc' },
    ],
  },
} satisfies Readonly<Record<string, Order>>

export type VulnerabilitySort = keyof typeof orders

export class VulnerabilityReader {
  readonly #db: Kysely<Tables>
  readonly #sorted: number

  /** Up to `sorted` rows are sorted; of more, the first are found by walking an index that has them in order. */
  constructor(db: Kysely<Tables>, sorted = 10_000) {
    this.#db = db
    this.#sorted = sorted
  }

  async list(
    filter: VulnerabilityFilter,
    page: PageOf & { readonly sort: VulnerabilitySort },
  ): Promise<Rows<VulnerabilityView>> {
    const read = isCounted(filter) ? this.#listCounted(filter, page) : this.#listUncounted(filter, page)
    const { rows, nextCursor, count } = await read
    return { rows: await this.#views(rows.map((row) => row.id)), nextCursor, count }
  }

  async find(id: number): Promise<VulnerabilityView | undefined> {
    const [view] = await this.#views([id])
    return view
  }

  /** What its risk score and its deadline rest on. */
  async standing(id: number): Promise<VulnerabilityStanding | undefined> {
    const { rows } = await standingOf(id).execute(this.#db)
    return rows[0]
  }

  /** What happened to it, oldest first. */
  async events(vulnerabilityId: number): Promise<readonly EventView[]> {
    const { rows } = await sql<EventView>`
      select at, kind, actor, data from (
        select id, at, kind, actor, data from vulnerability_event where vulnerability_id = ${vulnerabilityId} order by id desc limit 500
      ) as newest order by id
    `.execute(this.#db)
    return rows
  }

  /** The counters tell how many fit, and where in the order they are. */
  async #listCounted(filter: VulnerabilityFilter, page: PageOf & { readonly sort: VulnerabilitySort }): Promise<Rows<Id>> {
    const where = countedConditions('v', filter)
    const order = orders[page.sort]
    const cells = await this.#cells(filter)
    const count = { value: cells.reduce((sum, cell) => sum + cell.n, 0), relation: 'exact' } as const
    const list = { columns: sql`v.id`, from: sql`vulnerability v`, where, order }
    if (count.value <= this.#sorted) {
      const gathered = await gatherPage<Id>(this.#db, list, page, Number.MAX_SAFE_INTEGER - 1)
      if (gathered !== null) return { ...gathered, count }
    }
    const parts = page.sort === 'severity' ? stretchesOf(cells, page) : statusesOf(cells)
    return { ...(await readPage<Id>(this.#db, { ...list, parts }, page)), count }
  }

  async #listUncounted(filter: VulnerabilityFilter, page: PageOf & { readonly sort: VulnerabilitySort }): Promise<Rows<Id>> {
    const where = conditionsOf(filter, await meaningOf(this.#db, filter))
    const parts = (filter.status ?? statuses).map((status) => sql`v.status = ${status}`)
    const list = { columns: sql`v.id`, from: sql`vulnerability v`, where, order: orders[page.sort], parts }
    return listByNeed<Id>(this.#db, list, page, this.#sorted)
  }

  /** In the order of the ids. */
  async #views(ids: readonly number[]): Promise<readonly VulnerabilityView[]> {
    if (ids.length === 0) return []
    const { rows } = await viewsOf(ids).execute(this.#db)
    const byId = new Map(rows.map((row) => [row.id, row]))
    return ids.flatMap((id) => byId.get(id) ?? [])
  }

  /** How many fit, by status and severity, from the counters. */
  async #cells(filter: VulnerabilityFilter): Promise<readonly Cell[]> {
    const { rows } = await sql<Cell>`
      select n.status, n.severity, sum(n.n)::bigint as n from vulnerability_count n
      where ${allOf(countedConditions('n', filter))} group by n.status, n.severity having sum(n.n) > 0
    `.execute(this.#db)
    return rows
  }
}

interface Cell {
  readonly status: string
  readonly severity: number
  readonly n: number
}

interface Id {
  readonly id: number
}

/**
 * The stretches of the index by status and severity that the page lies in, worst first: as many as hold a page. The last
 * severity of the page before may be half used up, so it does not count.
 */
function stretchesOf(cells: readonly Cell[], page: PageOf): readonly RawBuilder<unknown>[] {
  const [last] = page.cursor === undefined ? [] : readCursor(orders.severity, page.cursor)
  const from = last === undefined || last === null ? Number.POSITIVE_INFINITY : Number(last)
  const ahead = cells.filter((cell) => cell.severity <= from).toSorted((left, right) => right.severity - left.severity)
  const wanted: Cell[] = []
  let held = 0
  for (const cell of ahead) {
    if (held > page.limit && cell.severity < (wanted.at(-1)?.severity ?? 0)) break
    wanted.push(cell)
    if (cell.severity < from) held += cell.n
  }
  return wanted.map((cell) => sql`v.status = ${cell.status} and v.severity = ${cell.severity}::smallint`)
}

/** The stretches of the index by status and time. */
function statusesOf(cells: readonly Cell[]): readonly RawBuilder<unknown>[] {
  return [...new Set(cells.map((cell) => cell.status))].map((status) => sql`v.status = ${status}`)
}

import { type Kysely, type RawBuilder, sql } from 'kysely'
import { statuses } from '../../domain/status.ts'
import type { Order } from '../order.ts'
import { allOf, type BoundedCount, countRows, gathered, type List, type PageOf, type Rows, readPage } from '../page.ts'
import type { Tables } from '../tables.ts'
import { conditionsOf, countedConditions, isCounted, meaningOf, type VulnerabilityFilter } from './filter.ts'
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
    const where = conditionsOf(filter, await meaningOf(this.#db, filter))
    const cells = isCounted(filter) ? await this.#cells(filter) : null
    const count = cells === null ? await countRows(this.#db, { from: sql`vulnerability v`, where }) : total(cells)
    const few = count.relation === 'exact' && count.value <= this.#sorted
    const source = few
      ? { from: gathered('vulnerability', 'v', [...where, ...assetsOf(filter)]), where: [] }
      : walk(where, page.sort, filter, cells)
    const list: List = { columns: sql`v.id`, order: orders[page.sort], ...source }
    const { rows, nextCursor } = await readPage<{ id: number }>(this.#db, list, page)
    const views = await this.#views(rows.map((row) => row.id))
    return { rows: views, nextCursor, count }
  }

  async find(id: number): Promise<VulnerabilityView | undefined> {
    const [view] = await this.#views([id])
    return view
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

function total(cells: readonly Cell[]): BoundedCount {
  return { value: cells.reduce((sum, cell) => sum + cell.n, 0), relation: 'exact' }
}

/** The counters know which assets have any of a kind; without them a rare kind would be looked for in all. */
function assetsOf(filter: VulnerabilityFilter): readonly RawBuilder<unknown>[] {
  if (filter.kind === undefined || !isCounted(filter)) return []
  return [
    sql`v.asset_id in (select n.asset_id from vulnerability_count n where n.n > 0 and ${allOf(countedConditions('n', filter))})`,
  ]
}

/** Each part is a stretch of an index in the wanted order: one status, or one status and severity. */
function walk(
  where: readonly RawBuilder<unknown>[],
  sort: VulnerabilitySort,
  filter: VulnerabilityFilter,
  cells: readonly Cell[] | null,
): Pick<List, 'from' | 'where' | 'parts'> {
  const from = sql`vulnerability v`
  const wanted = filter.status ?? statuses
  if (sort === 'severity' && cells !== null && (filter.severity !== undefined || filter.kind !== undefined)) {
    return {
      from,
      where,
      parts: cells.map((cell) => sql`v.status = ${cell.status} and v.severity = ${cell.severity}::smallint`),
    }
  }
  const present = cells === null ? wanted : wanted.filter((status) => cells.some((cell) => cell.status === status))
  return { from, where, parts: present.map((status) => sql`v.status = ${status}`) }
}

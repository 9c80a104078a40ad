import { type Kysely, type RawBuilder, sql } from 'kysely'
import { allOf, type BoundedCount } from '../page.ts'
import type { Tables } from '../tables.ts'
import { conditionsOf, countedConditions, isCounted, type Meaning, meaningOf, type VulnerabilityFilter } from './filter.ts'

export const facetNames = ['severity', 'status', 'kind', 'repository', 'product', 'connection'] as const

export type FacetName = (typeof facetNames)[number]

export interface FacetValue {
  /** A rank, a word or an id. */
  readonly value: string
  readonly label: string
  readonly count: number
}

export interface Facet {
  readonly relation: BoundedCount['relation']
  readonly values: readonly FacetValue[]
}

interface Line extends FacetValue {
  readonly facet: FacetName | 'all'
}

/** So many rows are looked at for a facet the counters cannot answer. */
const looked = 10_000
/** So many repositories, products and connections are listed. */
const listed = 50

/** How many vulnerabilities each further choice would leave. Each facet ignores its own filter. */
export class FacetReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async read(filter: VulnerabilityFilter): Promise<ReadonlyMap<FacetName, Facet>> {
    const meaning = await meaningOf(this.#db, filter)
    const own = facetNames.filter((name) => name !== 'connection')
    const unset = own.filter((name) => filter[name] === undefined)
    const set = own.filter((name) => filter[name] !== undefined)
    // Those whose own filter is not set all count the same rows.
    const answers = await Promise.all([
      this.#count(unset, filter, meaning),
      ...set.map((name) => this.#count([name], { ...filter, [name]: undefined }, meaning)),
      this.#countConnections({ ...filter, connection: undefined }, meaning),
    ])
    return new Map(answers.flatMap((facets) => [...facets]))
  }

  async #count(
    names: readonly FacetName[],
    filter: VulnerabilityFilter,
    meaning: Meaning,
  ): Promise<ReadonlyMap<FacetName, Facet>> {
    if (names.length === 0) return new Map()
    const counted = isCounted(filter)
    const { rows: lines } = await sql<Line>`
      with ${counted ? counters(filter) : lookedAt(filter, meaning)}
      ${sql.join([...names.map((name) => linesOf(name)), sql`select 'all', '', '', coalesce(sum(n), 0)::bigint from cells`], sql` union all `)}
    `.execute(this.#db)
    const all = lines.find((line) => line.facet === 'all')?.count ?? 0
    const relation = !counted && all > looked ? 'at-least' : 'exact'
    return new Map(names.map((name) => [name, { relation, values: lines.filter((line) => line.facet === name) }]))
  }

  async #countConnections(filter: VulnerabilityFilter, meaning: Meaning): Promise<ReadonlyMap<FacetName, Facet>> {
    const connections = await this.#db
      .selectFrom('connection')
      .select(['id', 'label'])
      .where('removed_at', 'is', null)
      .orderBy('id')
      .limit(listed)
      .execute()
    if (connections.length === 0) return new Map([['connection', { relation: 'exact', values: [] }]])

    // One count each rather than one for all, so that the planner knows of each whether it has many rows or few.
    const where = allOf(conditionsOf(filter, meaning))
    const counts = connections.map(
      ({ id }) => sql`(select ${id}::bigint as id, count(*) as n from (
        select 1 from vulnerability v where ${where} and v.connections @> ${[id]}::bigint[] limit ${looked + 1}) as one)`,
    )
    const { rows } = await sql<{ id: number; n: number }>`${sql.join(counts, sql` union all `)}`.execute(this.#db)
    const found = new Map(rows.map((row) => [row.id, row.n]))
    const values = connections
      .map(({ id, label }) => ({ value: String(id), label, count: Math.min(found.get(id) ?? 0, looked) }))
      .filter((line) => line.count > 0)
      .toSorted((left, right) => right.count - left.count)
    const relation = rows.some((row) => row.n > looked) ? 'at-least' : 'exact'
    return new Map([['connection', { relation, values }]])
  }
}

/** Two passes over the counters: by what a vulnerability is, and by where it is. */
function counters(filter: VulnerabilityFilter): RawBuilder<unknown> {
  const fitting = sql`from vulnerability_count n where n.n > 0 and ${allOf(countedConditions('n', filter))}`
  return sql`
    cells as materialized (select n.status, n.severity, n.kind, sum(n.n) as n ${fitting} group by 1, 2, 3),
    by_asset as materialized (select n.asset_id, sum(n.n) as n ${fitting} group by 1)`
}

function lookedAt(filter: VulnerabilityFilter, meaning: Meaning): RawBuilder<unknown> {
  return sql`
    fitting as materialized (
      select v.status, v.severity, v.kind, v.asset_id from vulnerability v
      where ${allOf(conditionsOf(filter, meaning))} limit ${looked + 1}
    ),
    cells as (select status, severity, kind, count(*) as n from fitting group by 1, 2, 3),
    by_asset as (select asset_id, count(*) as n from fitting group by 1)`
}

function linesOf(name: FacetName): RawBuilder<unknown> {
  if (name === 'repository') {
    return sql`(select 'repository' as facet, r.asset_id::text as value, r.full_name as label, b.n::bigint as count
      from by_asset b join repository r on r.asset_id = b.asset_id order by b.n desc, r.asset_id limit ${listed})`
  }
  if (name === 'product') {
    return sql`(select 'product' as facet, p.id::text as value, p.name as label, sum(b.n)::bigint as count
      from by_asset b join asset a on a.id = b.asset_id join product p on p.id = a.product_id
      group by p.id order by sum(b.n) desc, p.id limit ${listed})`
  }
  const column = sql.ref(name)
  return sql`(select ${sql.lit(name)} as facet, ${column}::text as value, ${column}::text as label, sum(n)::bigint as count
    from cells group by ${column})`
}

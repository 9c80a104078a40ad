import { type Kysely, type RawBuilder, sql } from 'kysely'
import { cursorOf, readCursor } from './cursor.ts'
import type { Order, OrderKey } from './order.ts'
import type { Tables } from './tables.ts'

export interface PageOf {
  readonly limit: number
  readonly cursor?: string | undefined
}

export interface BoundedCount {
  readonly value: number
  readonly relation: 'exact' | 'at-least'
}

/** One page of rows. */
export interface Rows<Row> {
  readonly rows: readonly Row[]
  readonly nextCursor: string | null
  readonly count: BoundedCount
}

/** What to list: `select … from … where all of …`, walked in `order`. */
export interface List {
  readonly columns: RawBuilder<unknown>
  readonly from: RawBuilder<unknown>
  readonly where: readonly RawBuilder<unknown>[]
  readonly order: Order
  /**
   * Conditions that split the rows into disjoint parts, each of which an index has in the wanted order. Each part gives at
   * most a page, and the pages are merged: "any of these statuses, worst first" without sorting everything.
   */
  readonly parts?: readonly RawBuilder<unknown>[]
}

/** Counting stops here. */
export const countedTo = 10_000

/** Reads one page by its place in the order, never by skipping rows. */
export async function readPage<Row>(db: Kysely<Tables>, list: List, page: PageOf): Promise<Omit<Rows<Row>, 'count'>> {
  const after = page.cursor === undefined ? null : readCursor(list.order, page.cursor)
  const wanted = page.limit + 1
  const columns = sql`${list.columns}, ${keyColumns(list.order)}`
  const parts = (list.parts ?? [sql`true`]).flatMap((part) =>
    places(list.order.keys, after).map((place) => sql`${part} and ${place}`),
  )
  const sorted = sql.raw(list.order.keys.map((key, index) => `key${index} ${wordsOf(key)}`).join(', '))
  const selects = parts.map(
    (part) =>
      sql`(select ${columns} from ${list.from} where ${allOf([...list.where, part])} order by ${orderOf(list.order.keys)} limit ${wanted})`,
  )
  const { rows } = await sql<PlacedRow<Row>>`
    select merged.*, ${cursorColumn(list.order)} as cursor from (${sql.join(selects, sql` union all `)}) as merged
    order by ${sorted} limit ${wanted}
  `.execute(db)
  return cut(rows, list.order, page)
}

type PlacedRow<Row> = Row & { readonly cursor: readonly (string | null)[] }

function cut<Row>(rows: readonly PlacedRow<Row>[], order: Order, { limit }: PageOf): Omit<Rows<Row>, 'count'> {
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { rows: rows.slice(0, limit), nextCursor: last === undefined ? null : cursorOf(order, last.cursor) }
}

/** Counts up to 10,000; beyond that "at least 10,000" is enough to know. */
export async function countRows(db: Kysely<Tables>, list: Pick<List, 'from' | 'where'>): Promise<BoundedCount> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (select 1 from ${list.from} where ${allOf(list.where)} limit ${countedTo + 1}) as counted
  `.execute(db)
  return bounded(rows[0]?.n ?? 0)
}

/** A page and how many rows there are in all. */
export async function listRows<Row>(db: Kysely<Tables>, list: List, page: PageOf): Promise<Rows<Row>> {
  const [read, count] = await Promise.all([readPage<Row>(db, list, page), countRows(db, list)])
  return { ...read, count }
}

/** Lists by gathering where few rows fit, and by walking the order where many do. */
export async function listByNeed<Row>(db: Kysely<Tables>, list: List, page: PageOf, most: number): Promise<Rows<Row>> {
  const gathered = await gatherPage<Row>(db, list, page, most)
  if (gathered !== null) return gathered
  if (most < countedTo) return listRows<Row>(db, list, page)
  return { ...(await readPage<Row>(db, list, page)), count: bounded(countedTo + 1) }
}

/** A count that may have stopped one past the bound. */
export function bounded(value: number): BoundedCount {
  return value > countedTo ? { value: countedTo, relation: 'at-least' } : { value, relation: 'exact' }
}

/**
 * Finds the rows that fit first, counts them and sorts them afterwards; `null` when there are more than `most`. For few rows,
 * because walking an index of the whole table until enough of them turn up could take for ever.
 */
export async function gatherPage<Row>(
  db: Kysely<Tables>,
  list: Omit<List, 'parts'>,
  page: PageOf,
  most: number,
): Promise<Rows<Row> | null> {
  const after = page.cursor === undefined ? null : readCursor(list.order, page.cursor)
  const fitting = sql`select ${list.columns}, ${keyColumns(list.order)} from ${list.from} where ${allOf(list.where)} limit ${most + 1}`
  const keys = list.order.keys.map((key, index) => ({ ...key, expression: sql.ref(`key${index}`) }))
  const further = sql.join(places(keys, after), sql` or `)
  const { rows } = await sql<PlacedRow<Row> & { readonly found: number; readonly placed: true | null }>`
    with fitting as materialized (${fitting}), page as (
      select *, true as placed from fitting where ${further} order by ${orderOf(keys)} limit ${page.limit + 1}
    )
    select page.*, ${cursorColumn(list.order)} as cursor, counted.found
    from (select count(*) as found from fitting) as counted left join page on counted.found <= ${most}
    order by ${orderOf(keys)}
  `.execute(db)
  const found = rows[0]?.found ?? 0
  if (found > most) return null
  // A count without a row to go with it comes as a row of nulls.
  const placed = rows.filter((row) => row.placed !== null)
  return { ...cut(placed, list.order, page), count: { value: found, relation: 'exact' } }
}

/** The conditions joined by "and"; true for none. */
export function allOf(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

/** `column = any (…)`; nothing when the filter is not set. */
export function anyOf(
  column: RawBuilder<unknown>,
  type: 'text' | 'bigint' | 'smallint',
  values: readonly (string | number)[] | undefined,
): readonly RawBuilder<unknown>[] {
  return values === undefined ? [] : [sql`${column} = any(${values}::${sql.raw(type)}[])`]
}

/** `column ilike %text%`, with the wildcards of the text itself taken literally. */
export function contains(column: RawBuilder<unknown>, text: string): RawBuilder<unknown> {
  return sql`${column} ilike ${`%${text.replaceAll(/[\\%_]/g, '\\$&')}%`}`
}

function keyColumns(order: Order): RawBuilder<unknown> {
  return sql.join(order.keys.map((key, index) => sql`${key.expression} as ${sql.ref(`key${index}`)}`))
}

function cursorColumn(order: Order): RawBuilder<unknown> {
  return sql.raw(`array[${order.keys.map((_, index) => `key${index}::text`).join(', ')}]`)
}

function orderOf(keys: readonly OrderKey[]): RawBuilder<unknown> {
  return sql.join(keys.map((key) => sql`${key.expression} ${sql.raw(wordsOf(key))}`))
}

function wordsOf(key: OrderKey): string {
  return key.direction === 'desc' && key.nullable === true ? 'desc nulls last' : key.direction
}

/**
 * The rows after a place, as disjoint conditions an index can answer: for keys (a, b) `a = x and b > y`, then `a > x`, then
 * `a is null`. Before the first page there is one: everything.
 */
function places(keys: readonly OrderKey[], after: readonly (string | null)[] | null): readonly RawBuilder<unknown>[] {
  if (after === null) return [sql`true`]
  return keys.flatMap((key, index) => {
    const same = keys.slice(0, index).map((before, at) => equals(before, after[at] ?? null))
    return beyond(key, after[index] ?? null).map((step) => allOf([...same, step]))
  })
}

function equals(key: OrderKey, value: string | null): RawBuilder<unknown> {
  return value === null ? sql`${key.expression} is null` : sql`${key.expression} = ${typed(key, value)}`
}

function beyond(key: OrderKey, value: string | null): readonly RawBuilder<unknown>[] {
  if (value === null) return []
  const further = sql`${key.expression} ${sql.raw(key.direction === 'asc' ? '>' : '<')} ${typed(key, value)}`
  return key.nullable === true ? [further, sql`${key.expression} is null`] : [further]
}

function typed(key: OrderKey, value: string): RawBuilder<unknown> {
  return sql`${value}::${sql.raw(key.type)}`
}

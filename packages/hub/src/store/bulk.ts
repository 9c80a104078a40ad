import { type RawBuilder, sql } from 'kysely'

type ColumnType = 'bigint' | 'integer' | 'smallint' | 'text' | 'uuid' | 'boolean' | 'timestamptz' | 'jsonb' | 'real'

/** One column of a batch: its name, its PostgreSQL array type and a value per row. */
export interface BulkColumn {
  readonly name: string
  readonly type: ColumnType
  /** As an array literal. */
  readonly values: string
}

/**
 * `unnest($1::bigint[], $2::text[], …) as alias (a, b, …)`: a whole batch as one row source, one parameter a column. `position`
 * names one more column that numbers the rows.
 */
export function unnest(alias: string, columns: readonly BulkColumn[], position?: string): RawBuilder<unknown> {
  const arrays = columns.map((column) => sql`${column.values}::${sql.raw(`${column.type}[]`)}`)
  const names = columns.map((column) => sql.ref(column.name))
  if (position === undefined) return sql`unnest(${sql.join(arrays)}) as ${sql.ref(alias)} (${sql.join(names)})`
  return sql`unnest(${sql.join(arrays)}) with ordinality as ${sql.ref(alias)} (${sql.join([...names, sql.ref(position)])})`
}

/** The columns' names, for an insert's column list. */
export function names(columns: readonly BulkColumn[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(column.name)))
}

/** Turns rows into a column. JSON values are serialised here, once. */
export function column<Row>(name: string, type: ColumnType, rows: readonly Row[], read: (row: Row) => unknown): BulkColumn {
  return { name, type, values: `{${rows.map((row) => word(type, read(row))).join(',')}}` }
}

/** How a value stands in an array literal. Only the types whose text may hold what means something there are quoted. */
function word(type: ColumnType, value: unknown): string {
  if (type === 'jsonb') return quoted(JSON.stringify(value))
  if (value === null || value === undefined) return 'NULL'
  if (value instanceof Date) return quoted(value.toISOString())
  return type === 'text' || type === 'timestamptz' ? quoted(String(value)) : String(value)
}

/** The driver would do the same, but this is most of what a sync sends, and here it takes a fraction of the time. */
function quoted(text: string): string {
  return `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`
}

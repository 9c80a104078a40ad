import { type RawBuilder, sql } from 'kysely'

/** One column of a batch: its name, its PostgreSQL array type and a value per row. */
export interface BulkColumn {
  readonly name: string
  readonly type: 'bigint' | 'integer' | 'smallint' | 'text' | 'uuid' | 'boolean' | 'timestamptz' | 'jsonb' | 'real'
  readonly values: readonly unknown[]
}

/** `unnest($1::bigint[], $2::text[], …) as alias (a, b, …)`: a whole batch as one row source, one parameter a column. */
export function unnest(alias: string, columns: readonly BulkColumn[]): RawBuilder<unknown> {
  const arrays = columns.map((column) => sql`${column.values}::${sql.raw(`${column.type}[]`)}`)
  const names = columns.map((column) => sql.ref(column.name))
  return sql`unnest(${sql.join(arrays)}) as ${sql.ref(alias)} (${sql.join(names)})`
}

/** The columns' names, for an insert's column list. */
export function names(columns: readonly BulkColumn[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(column.name)))
}

/** Turns rows into a column. JSON values are serialised here, once. */
export function column<Row>(
  name: string,
  type: BulkColumn['type'],
  rows: readonly Row[],
  read: (row: Row) => unknown,
): BulkColumn {
  return { name, type, values: rows.map(type === 'jsonb' ? (row) => JSON.stringify(read(row)) : read) }
}

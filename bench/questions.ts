import { z } from 'zod'
import type { Database } from '../packages/hub/src/store/database.ts'

type Pool = Database['pool']

/** One operation as it ended. */
export const Operation = z.object({
  kind: z.string(),
  state: z.string(),
  counts: z.object({
    pages: z.number(),
    seen: z.number(),
    new: z.number(),
    changed: z.number(),
    unchanged: z.number(),
    closed: z.number(),
  }),
  problem: z.unknown(),
})

/** One operation with what running it took. */
export const Ran = Operation.extend({ seconds: z.number(), walBytes: z.number() })

/** Bytes on disk, tables with their indexes, largest first. */
export const Size = z.object({
  bytes: z.number(),
  tables: z.array(z.object({ name: z.string(), rows: z.number(), tableBytes: z.number(), indexBytes: z.number() })),
})
export type Size = z.output<typeof Size>

/** Bytes of write-ahead log written since the cluster was made. */
export async function walBytes(pool: Pool): Promise<number> {
  const { rows } = await pool.query(`select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as bytes`)
  return z.number().parse(rows[0]?.bytes)
}

export async function operationOf(pool: Pool, id: number): Promise<z.output<typeof Operation>> {
  const { rows } = await pool.query('select kind, state, counts, problem from operation where id = $1', [id])
  return Operation.parse(rows[0])
}

export async function vulnerabilitiesIn(pool: Pool): Promise<number> {
  const { rows } = await pool.query('select count(*)::int as n from vulnerability')
  return z.number().parse(rows[0]?.n)
}

export async function databaseSize(pool: Pool): Promise<Size> {
  const { rows } = await pool.query(`
    select c.relname as name, greatest(c.reltuples, 0)::float8 as rows,
      pg_table_size(c.oid)::float8 as "tableBytes", pg_indexes_size(c.oid)::float8 as "indexBytes"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = 'public' order by pg_total_relation_size(c.oid) desc limit 12`)
  const { rows: whole } = await pool.query('select pg_database_size(current_database())::float8 as bytes')
  return Size.parse({ bytes: whole[0]?.bytes, tables: rows })
}

import { type Kysely, sql } from 'kysely'

/** A sync that reads some records of its connection only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Null: all that are GOOD when it begins.
  await sql.raw('alter table operation add column record_ids bigint[]').execute(db)
}

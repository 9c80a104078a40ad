import { type Kysely, sql } from 'kysely'

/** Removing a connection goes on where it stopped. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // What is to become of its findings, until that is done.
  await sql.raw("alter table connection add column removal text check (removal in ('keep', 'delete'))").execute(db)
}

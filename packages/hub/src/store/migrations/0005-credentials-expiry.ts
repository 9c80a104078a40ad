import { type Kysely, sql } from 'kysely'

/** Keeps the end of the credentials that a person gave beside the one the vendor tells. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table connection add column credentials_expire_given timestamptz`.execute(db)
}

import { type Kysely, sql } from 'kysely'

/**
 * What applications that the hub made by itself are recognised by, so that a second scanner's record of the same repository finds
 * the first one's product. Those made before get theirs at the next discover.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table application_key (
    key text primary key,
    asset_id bigint not null references asset (id) on delete cascade
  )`,
  `create index application_key_by_asset on application_key (asset_id)`,
]

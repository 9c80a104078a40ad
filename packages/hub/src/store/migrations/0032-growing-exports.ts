import { type Kysely, sql } from 'kysely'

/** A large repository that grows gets further parts: which vulnerabilities a part takes, by their ids, and how many parts came before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `alter table export_scope add column slices_before integer not null default 0, add column first_id bigint not null default 0,
        add column last_id bigint`,
    )
    .execute(db)
}

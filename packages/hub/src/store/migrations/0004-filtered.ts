import { type Kysely, sql } from 'kysely'

/** Remembers which sightings the import rules left out, so that "why is my finding not here?" has an answer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // One row per vendor page, found by its content: reading the same page again writes nothing. The long columns line up.
  `create table filtered_page (
    connection_id bigint not null references connection (id) on delete cascade,
    digest uuid not null,
    operation_id bigint not null,
    at timestamptz not null,
    record_ids bigint[] not null,
    reasons text[] not null,
    entry_record_ids bigint[] not null,
    entry_external_ids text[] not null,
    entry_reasons text[] not null,
    entry_kinds text[] not null,
    entry_severities smallint[] not null,
    entry_names text[] not null,
    primary key (connection_id, digest)
  )`,
  `create index filtered_page_by_record on filtered_page using gin (record_ids)`,
  `alter table sync_page add column filtered uuid`,
  `alter table sync_scope add column filtered uuid[] not null default '{}'`,
  // Hashed: a vendor's id may be longer than a sorted index takes.
  `create index operation_note_set_aside on operation_note using hash (external_id) where kind = 'set-aside'`,
  // Changes alone would never tell what was left out before: the next sync lists everything.
  `update record set cursor = null where cursor is not null`,
]

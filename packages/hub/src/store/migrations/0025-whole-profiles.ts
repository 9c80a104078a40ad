import { type Kysely, sql } from 'kysely'

/** Scan profiles also say what is let in, and when their records are read; uploads know their commit. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Some of the import rules of a connection, or none; by their names there.
  `alter table scan_profile add column rules jsonb not null default '{}'`,
  `alter table scan_profile add column schedule jsonb not null default '{"sync": null}'`,
  `alter table scan_profile add column next_sync_at timestamptz`,
  `alter table record add column profile_rules jsonb not null default '{}'`,
  // The commit that the findings of a document were seen at, where they agree on one.
  `alter table upload add column commit text`,
]

import { type Kysely, sql } from 'kysely'

/** Indexes that only lists need. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create index record_by_name on record ((lower(name) collate "C"), id)`,
  `create index record_by_since on record (state_since desc, id desc)`,
  `create index repository_by_name on repository ((lower(full_name) collate "C"), asset_id)`,
  `create index alias_by_prefix on alias (identifier collate "C")`,
  `create index vulnerability_by_connection on vulnerability using gin (connections)`,
  // Most rows are of the two common kinds and undecided; an index of the others stays small.
  `create index vulnerability_of_other_kinds on vulnerability (kind, status, severity desc, id desc)
    where kind not in ('dependency', 'container')`,
  `create index vulnerability_decided on vulnerability (status, severity desc, id desc) include (decision)
    where decision <> 'none'`,
  `create index vulnerability_event_by_time on vulnerability_event (at) include (kind)`,
]

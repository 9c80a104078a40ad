import { type Kysely, sql } from 'kysely'

/**
 * EPSS scores by the name of the problem. They are published anew every day: kept with findings and details, each day would
 * rewrite the ones and add the others once more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table epss (
    identifier text not null,
    connection_id bigint not null references connection (id) on delete cascade,
    score real not null,
    percentile real,
    told_at timestamptz not null,
    primary key (identifier, connection_id)
  )`,
  `alter table vulnerability drop column epss`,
]

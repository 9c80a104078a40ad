import { type Kysely, sql } from 'kysely'

/** One fix across many repositories. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table campaign (
    id bigint generated always as identity primary key,
    name text not null unique,
    package_key text not null,
    package_name text not null,
    package_type text not null,
    below text not null,
    group_key text not null,
    created_by text,
    created_at timestamptz not null,
    closed_at timestamptz,
    closed_by text
  )`,
  `create index campaign_running on campaign (group_key) where closed_at is null`,
  `alter table remediation add column campaign_id bigint references campaign (id) on delete set null`,
  `create index remediation_by_campaign on remediation (campaign_id) where campaign_id is not null`,
  `create index remediation_by_group on remediation (group_key, id) where group_key is not null and campaign_id is null`,
]

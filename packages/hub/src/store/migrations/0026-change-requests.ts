import { type Kysely, sql } from 'kysely'

/** The pull and merge requests of remediations: what was meant to be opened, and what became of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // The row is there before the platform is asked for anything: who dies in between leaves behind what the next one goes on with.
  `create table change_request (
    id bigint generated always as identity primary key,
    remediation_id bigint not null references remediation (id) on delete cascade,
    asset_id bigint not null references asset (id) on delete cascade,
    connection_id bigint not null references connection (id) on delete cascade,
    source text not null,
    made_by text not null check (made_by in ('patchbay', 'renovate')),
    files jsonb not null,
    proposal jsonb,
    standing text not null check (standing in ('opening', 'opened', 'failed', 'gone')),
    external_id text,
    key text,
    url text,
    state text check (state in ('open', 'merged', 'closed')),
    obstacle text check (obstacle in ('conflict', 'checks')),
    merge_commit text,
    seen_at timestamptz,
    changed_at timestamptz,
    log text,
    verified_marker text,
    verified_at timestamptz,
    failures integer not null default 0,
    started_at timestamptz not null,
    next_at timestamptz,
    held_until timestamptz,
    problem jsonb,
    opened_by text not null,
    created_at timestamptz not null,
    unique (remediation_id, source),
    check ((external_id is null) = (standing in ('opening', 'failed'))),
    check ((external_id is null) = (proposal is not null)),
    check ((external_id is null) = (key is null)),
    check ((external_id is null) = (state is null)),
    check ((external_id is null) = (changed_at is null)),
    check (standing <> 'opening' or next_at is not null)
  )`,
  `create index change_request_due on change_request (connection_id, next_at, id) where next_at is not null`,
  `create index change_request_by_asset on change_request (asset_id)`,
  `create index change_request_by_age on change_request (created_at, id)`,
]

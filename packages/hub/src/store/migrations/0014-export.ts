import { type Kysely, sql } from 'kysely'

/** Scan profiles, what is exported where, and the uploads. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table scan_profile (
    id bigint generated always as identity primary key,
    name text not null unique,
    is_default boolean not null,
    propagate boolean not null,
    kinds text[] not null,
    minimum_severity text check (minimum_severity in ('critical', 'high', 'medium', 'low', 'info')),
    created_by text,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  `create unique index scan_profile_default on scan_profile (is_default) where is_default`,
  `insert into scan_profile (name, is_default, propagate, kinds, created_at, updated_at) values ('Default', true, true,
    '{dependency,container,code,secret,infrastructure}', now(), now())`,
  `create table scan_profile_exporter (
    scan_profile_id bigint not null references scan_profile (id) on delete cascade,
    connection_id bigint not null references connection (id) on delete cascade,
    primary key (scan_profile_id, connection_id)
  )`,
  `create index scan_profile_exporter_by_connection on scan_profile_exporter (connection_id)`,
  `alter table product add column scan_profile_id bigint references scan_profile (id) on delete set null`,
  `alter table product_type add column scan_profile_id bigint references scan_profile (id) on delete set null`,
  // One row a destination: whoever starts an upload holds it, so that no two workers count the same free slots.
  `create table exporter (
    connection_id bigint primary key references connection (id) on delete cascade,
    hold_until timestamptz,
    held_tries integer not null default 0
  )`,
  // What is exported: one branch of a repository, one family of findings, one part of them. No foreign key to the asset: what
  // was sent of a repository has to be taken back when it is gone.
  `create table export_scope (
    id bigint generated always as identity primary key,
    connection_id bigint not null references exporter (connection_id) on delete cascade,
    asset_id bigint not null,
    name text not null,
    family text not null,
    slice integer not null,
    slices integer not null,
    branch text not null,
    former_branches text[] not null default '{}',
    about jsonb not null,
    scan_profile_id bigint,
    kinds text[] not null,
    minimum_severity text,
    signature text,
    seen_event_id bigint not null,
    changed_at timestamptz,
    retired_at timestamptz,
    retired_because text check (retired_because in ('removed', 'archived', 'unmapped', 'not-exported')),
    delivered_at timestamptz,
    delivered_digest text,
    ticket jsonb,
    failed_count integer not null default 0,
    failed_at timestamptz,
    failed_left boolean not null default false,
    to_plan boolean not null default true,
    due_at timestamptz,
    due_reason text,
    rests_because text,
    created_at timestamptz not null,
    unique (connection_id, asset_id, family, slice)
  )`,
  `create index export_scope_due on export_scope (connection_id, due_at, id) where due_at is not null`,
  `create index export_scope_to_plan on export_scope (id) where to_plan`,
  `create index export_scope_by_asset on export_scope (asset_id)`,
  `create table upload (
    id bigint generated always as identity primary key,
    scope_id bigint not null references export_scope (id) on delete cascade,
    connection_id bigint not null,
    reason text not null check (reason in ('first', 'changed', 'refresh', 'retire', 'asked')),
    stage text not null check (stage in ('writing', 'held', 'sending', 'waiting', 'ended')),
    held boolean not null default false,
    repeats boolean not null default false,
    state text check (state in ('pending', 'in-progress', 'success', 'skipped', 'failure', 'timed-out', 'not-sent', 'unchanged')),
    word text,
    info text,
    remedy text,
    counts jsonb not null default '{}',
    branch text not null,
    scope jsonb not null,
    carries timestamptz,
    began_at timestamptz not null,
    sent_at timestamptz[] not null default '{}',
    arrived boolean not null default false,
    ended_at timestamptz,
    next_at timestamptz,
    tries integer not null default 0,
    polls integer not null default 0,
    ticket jsonb,
    taken_at timestamptz,
    digest text,
    findings integer,
    left_out integer not null default 0,
    left_out_list jsonb not null default '[]',
    file_name text,
    media_type text,
    size bigint,
    kept boolean not null default false,
    worker text,
    leased_until timestamptz,
    requested_by text,
    check ((stage = 'ended') = (ended_at is not null))
  )`,
  `create unique index upload_underway on upload (scope_id) where stage in ('writing', 'sending', 'waiting') and not held`,
  `create index upload_by_scope on upload (scope_id, id desc)`,
  `create index upload_next on upload (next_at) where next_at is not null`,
  `create index upload_by_connection on upload (connection_id, id desc)`,
  // What was sent, compressed (gzip), in pieces.
  `create table upload_document (
    upload_id bigint not null references upload (id) on delete cascade,
    part integer not null,
    content bytea not null,
    primary key (upload_id, part)
  )`,
]

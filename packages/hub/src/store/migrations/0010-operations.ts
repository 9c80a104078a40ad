import { type Kysely, sql } from 'kysely'

/** What operations did in sentences, what each of them changed, how long they are kept, and settings of the whole hub. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // No foreign key: checking it would make every batch of lines wait for the page that holds the operation.
  `create table operation_log (
    operation_id bigint not null,
    id bigint generated always as identity,
    at timestamptz not null,
    level text not null check (level in ('info', 'warning', 'error')),
    message text not null,
    fields jsonb not null default '{}',
    primary key (operation_id, id)
  )`,
  // Which findings a page of a sync changed: nothing where it changed none, one row for each kind of change where it did.
  `create table sync_change (
    operation_id bigint not null references operation (id) on delete cascade,
    change text not null check (change in ('new', 'changed', 'reopened', 'closed')),
    scope integer not null,
    page integer not null,
    finding_ids bigint[] not null,
    primary key (operation_id, change, scope, page)
  )`,
  // What a discover found different; the name as it was then outlives the record.
  `create table discover_change (
    operation_id bigint not null references operation (id) on delete cascade,
    id bigint generated always as identity,
    change text not null check (change in ('new', 'renamed', 'back', 'gone')),
    record_id bigint references record (id) on delete set null,
    asset_id bigint references asset (id) on delete set null,
    name text not null,
    former_name text,
    primary key (operation_id, id)
  )`,
  `create index discover_change_by_record on discover_change (record_id) where record_id is not null`,
  `create index discover_change_by_asset on discover_change (asset_id) where asset_id is not null`,
  // Set when retention has taken its log and lists away and left the line.
  `alter table operation add column emptied_at timestamptz`,
  // What a closed finding knew through operations it keeps itself, for operations are not kept for ever.
  `alter table finding add column last_seen_at timestamptz`,
  `create index finding_closed_by on finding (closed_operation_id) where closed_operation_id is not null`,
  `with moment as (
    select distinct r.connection_id, f.closed_at from finding f join record r on r.id = f.record_id where not f.present
  ), seen as (
    select m.connection_id, m.closed_at, (
      select max(o.ended_at) from operation o
      where o.connection_id = m.connection_id and o.kind = 'sync' and o.state = 'complete' and o.ended_at < m.closed_at
    ) as at from moment m
  )
  update finding f set last_seen_at = seen.at from record r, seen
  where r.id = f.record_id and not f.present and seen.connection_id = r.connection_id and seen.closed_at = f.closed_at
    and seen.at is not null`,
  `create table setting (
    key text primary key,
    value jsonb not null,
    updated_at timestamptz not null,
    updated_by text
  )`,
]

import { type Kysely, sql } from 'kysely'

/** Connections, records, products, assets, findings, vulnerabilities and the ledger of runs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table product_type (
    id bigint generated always as identity primary key,
    name text not null unique,
    description text,
    created_at timestamptz not null default now()
  )`,
  `create table product (
    id bigint generated always as identity primary key,
    product_type_id bigint not null references product_type (id),
    name text not null,
    description text,
    owner text,
    criticality text not null default 'medium' check (criticality in ('critical', 'high', 'medium', 'low')),
    tags text[] not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (product_type_id, name)
  )`,
  `create table connection (
    id bigint generated always as identity primary key,
    connector text not null,
    label text not null,
    config jsonb not null,
    secrets jsonb not null default '{}',
    auto_map boolean not null default true,
    schedule jsonb not null,
    rules jsonb not null,
    state text not null check (state in ('connected', 'attention', 'degraded', 'paused')),
    problem jsonb,
    account jsonb,
    credentials_expire_at timestamptz,
    last_discover_at timestamptz,
    last_sync_at timestamptz,
    next_discover_at timestamptz,
    next_sync_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    removed_at timestamptz
  )`,
  `create unique index connection_label on connection (label) where removed_at is null`,
  `create table operation (
    id bigint generated always as identity primary key,
    connection_id bigint references connection (id) on delete set null,
    connection_label text not null,
    kind text not null check (kind in ('check', 'discover', 'sync', 'export')),
    state text not null check (state in ('queued', 'running', 'complete', 'partial', 'failed', 'cancelled')),
    trigger text not null check (trigger in ('schedule', 'user', 'connect', 'follow-up')),
    requested_by text,
    requested_at timestamptz not null default now(),
    started_at timestamptz,
    ended_at timestamptz,
    heartbeat_at timestamptz,
    worker text,
    cancel_requested boolean not null default false,
    progress jsonb not null default '{}',
    counts jsonb not null default '{}',
    coverage jsonb,
    problem jsonb
  )`,
  // One running operation per connection, and at most one of each kind waiting to begin: a second request joins it. One that
  // was interrupted waits beside it.
  `create unique index operation_running on operation (connection_id) where state = 'running'`,
  `create unique index operation_queued on operation (connection_id, kind) where state = 'queued' and started_at is null`,
  `create index operation_recent on operation (id desc) include (connection_id, kind, state)`,
  `create index operation_by_connection on operation (connection_id, id desc)`,
  `create table operation_note (
    operation_id bigint not null references operation (id) on delete cascade,
    seq integer not null,
    kind text not null check (kind in ('set-aside', 'oddity', 'gap', 'hold', 'fault')),
    target text,
    external_id text,
    path text,
    message text not null,
    at timestamptz not null default now(),
    primary key (operation_id, seq)
  )`,
  `create table asset (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('repository', 'image', 'application')),
    product_id bigint references product (id) on delete set null,
    name text not null,
    created_at timestamptz not null default now()
  )`,
  `create index asset_by_product on asset (product_id)`,
  `create table repository (
    asset_id bigint primary key references asset (id) on delete cascade,
    host text not null,
    ref text not null,
    full_name text not null,
    url text not null,
    clone_urls text[] not null,
    default_branch text,
    visibility text not null check (visibility in ('public', 'internal', 'private', 'unknown')),
    archived boolean not null,
    topics text[] not null default '{}',
    content uuid not null,
    present boolean not null default true,
    missing_since timestamptz,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    unique (host, ref)
  )`,
  // Former addresses stay known, so that a scanner which still has the old name keeps matching.
  `create table repository_url (
    key text not null,
    asset_id bigint not null references repository (asset_id) on delete cascade,
    current boolean not null,
    seen_at timestamptz not null,
    primary key (key, asset_id)
  )`,
  `create index repository_url_by_asset on repository_url (asset_id)`,
  `create table repository_source (
    asset_id bigint not null references repository (asset_id) on delete cascade,
    connection_id bigint not null references connection (id) on delete cascade,
    present boolean not null default true,
    primary key (connection_id, asset_id)
  )`,
  `create index repository_source_by_asset on repository_source (asset_id)`,
  `create table record (
    id bigint generated always as identity primary key,
    connection_id bigint not null references connection (id) on delete cascade,
    ref text not null,
    name text not null,
    url text,
    tags text[] not null default '{}',
    archived boolean not null default false,
    attributes jsonb not null default '{}',
    clue jsonb,
    content uuid not null,
    present boolean not null default true,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    missing_since timestamptz,
    ignored_at timestamptz,
    ignored_by text,
    fault text,
    state text not null check (state in ('NEW', 'GOOD', 'MISSING', 'STALE', 'IGNORED', 'ERROR')),
    state_reason text not null,
    state_since timestamptz not null,
    cursor jsonb,
    last_complete_sync_at timestamptz,
    last_complete_operation_id bigint,
    unique (connection_id, ref)
  )`,
  `create index record_by_state on record (state, id)`,
  `create table mapping (
    record_id bigint primary key references record (id) on delete cascade,
    product_id bigint references product (id) on delete set null,
    asset_id bigint references asset (id) on delete set null,
    branch text,
    had_product boolean not null,
    method text not null check (method in ('native-id', 'url', 'former-url', 'auto-product', 'manual')),
    evidence jsonb not null,
    created_by text,
    created_at timestamptz not null default now()
  )`,
  `create index mapping_by_asset on mapping (asset_id)`,
  `create index mapping_by_product on mapping (product_id)`,
  `create table package (
    id bigint generated always as identity primary key,
    key text not null unique,
    type text not null,
    name text not null
  )`,
  `create table alias_group (
    id bigint generated always as identity primary key,
    name text not null
  )`,
  `create table alias (
    identifier text primary key,
    group_id bigint not null references alias_group (id)
  )`,
  `create index alias_by_group on alias (group_id)`,
  // What scanners said belongs together. Groups are the connected components; a withdrawn link splits them again.
  `create table alias_link (
    a text not null,
    b text not null,
    first_seen_at timestamptz not null default now(),
    primary key (a, b),
    check (a < b)
  )`,
  `create index alias_link_by_b on alias_link (b)`,
  // Evidence that is the same for many findings of one advisory is stored once.
  `create table detail (
    id bigint generated always as identity primary key,
    hash uuid not null unique,
    title text not null,
    identifiers text[] not null,
    body jsonb not null
  )`,
  `create index detail_by_identifier on detail using gin (identifiers)`,
  // And what a scanner says alike of many findings: its own words, tags, the file. Two thirds of what a finding would hold.
  `create table wording (
    id bigint generated always as identity primary key,
    hash uuid not null unique,
    body jsonb not null
  )`,
  // The two large tables check no foreign keys: each page holds the record, asset and group it writes under, so checking every
  // row again would only cost, and rows of a table that is spread over servers could not be checked at all.
  `create table vulnerability (
    id bigint generated always as identity,
    asset_id bigint not null,
    key uuid not null,
    kind text not null,
    alias_group_id bigint,
    package_id bigint,
    name text not null,
    title text not null,
    severity smallint not null check (severity between 0 and 5),
    status text not null check (status in ('Open', 'In Progress', 'Pending Action', 'Resolved', 'Dismissed')),
    present boolean not null,
    gone_reason text,
    gone_at timestamptz,
    decision text not null default 'none',
    decision_reason text,
    decision_until timestamptz,
    decided_by text,
    decided_at timestamptz,
    location text,
    fixed_version text,
    reachability smallint not null default 0,
    exploited boolean,
    cvss real,
    epss real,
    sightings integer not null,
    open_sightings integer not null,
    connections bigint[] not null,
    detected_at timestamptz,
    first_seen_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (id, asset_id),
    unique (asset_id, key)
  )`,
  `create index vulnerability_worst on vulnerability (status, severity desc, id desc)`,
  `create index vulnerability_by_asset on vulnerability (asset_id, status, severity desc, id desc)`,
  `create index vulnerability_newest on vulnerability (status, detected_at desc nulls last, id desc)`,
  `create index vulnerability_by_group on vulnerability (alias_group_id) where alias_group_id is not null`,
  `create index vulnerability_by_package on vulnerability (package_id) where package_id is not null`,
  `create table finding (
    id bigint generated by default as identity,
    asset_id bigint not null,
    record_id bigint not null,
    vulnerability_id bigint not null,
    detail_id bigint not null,
    wording_id bigint,
    identity uuid not null,
    identity_version smallint not null default 1,
    evidence uuid not null,
    content uuid not null,
    external_id text not null,
    kind text not null,
    severity smallint not null,
    reachability smallint not null,
    direct boolean,
    present boolean not null default true,
    closed_reason text,
    closed_at timestamptz,
    closed_operation_id bigint,
    detected_at timestamptz,
    first_seen_at timestamptz not null,
    changed_at timestamptz not null,
    purl text,
    fixed_version text,
    path text,
    extra jsonb not null default '{}',
    primary key (id, asset_id),
    unique (record_id, identity, asset_id)
  )`,
  `create index finding_by_vulnerability on finding (vulnerability_id)`,
  `create table vulnerability_event (
    id bigint generated always as identity primary key,
    vulnerability_id bigint not null,
    asset_id bigint not null,
    at timestamptz not null,
    kind text not null check (kind in ('closed', 'reopened', 'decided', 'expired', 'merged', 'split', 'moved')),
    actor text,
    data jsonb not null
  )`,
  `create index vulnerability_event_by_vulnerability on vulnerability_event (vulnerability_id, id)`,
  // Counters follow from rows: statement triggers keep them, so nothing can forget to.
  `create table vulnerability_count (
    asset_id bigint not null,
    kind text not null,
    severity smallint not null,
    status text not null,
    n bigint not null,
    primary key (asset_id, status, severity, kind)
  )`,
  `create function count_vulnerabilities() returns trigger language plpgsql as $$
  begin
    if tg_op = 'INSERT' then
      insert into vulnerability_count as c (asset_id, kind, severity, status, n)
        select asset_id, kind, severity, status, count(*) from new_rows group by 1, 2, 3, 4 order by 1, 4, 3, 2
        on conflict (asset_id, status, severity, kind) do update set n = c.n + excluded.n;
    elsif tg_op = 'DELETE' then
      insert into vulnerability_count as c (asset_id, kind, severity, status, n)
        select asset_id, kind, severity, status, -count(*) from old_rows group by 1, 2, 3, 4 order by 1, 4, 3, 2
        on conflict (asset_id, status, severity, kind) do update set n = c.n + excluded.n;
    else
      insert into vulnerability_count as c (asset_id, kind, severity, status, n)
        select asset_id, kind, severity, status, sum(d) from (
          select asset_id, kind, severity, status, 1 as d from new_rows
          union all select asset_id, kind, severity, status, -1 from old_rows
        ) moves group by 1, 2, 3, 4 having sum(d) <> 0 order by 1, 4, 3, 2
        on conflict (asset_id, status, severity, kind) do update set n = c.n + excluded.n;
    end if;
    return null;
  end $$`,
  `create trigger vulnerability_counted_insert after insert on vulnerability
    referencing new table as new_rows for each statement execute function count_vulnerabilities()`,
  `create trigger vulnerability_counted_update after update on vulnerability
    referencing old table as old_rows new table as new_rows for each statement execute function count_vulnerabilities()`,
  `create trigger vulnerability_counted_delete after delete on vulnerability
    referencing old table as old_rows for each statement execute function count_vulnerabilities()`,
  // A sync is a list of scopes; each remembers how far it got and what it saw, page by page.
  `create table sync_scope (
    operation_id bigint not null references operation (id) on delete cascade,
    scope integer not null,
    record_ids bigint[] not null,
    state text not null check (state in ('waiting', 'reading', 'complete', 'changes', 'partial', 'held', 'failed')),
    position text,
    pages integer not null default 0,
    set_aside integer not null default 0,
    note text,
    primary key (operation_id, scope)
  )`,
  // The ids seen, one row per page: "seen in run N" without touching a finding.
  `create table sync_page (
    operation_id bigint not null,
    scope integer not null,
    page integer not null,
    finding_ids bigint[] not null,
    primary key (operation_id, scope, page),
    foreign key (operation_id, scope) references sync_scope (operation_id, scope) on delete cascade
  )`,
]

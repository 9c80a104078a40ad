import { type Kysely, sql } from 'kysely'

/** What people asked to be told of, what there was to tell, and what came of telling them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table notification_subscription (
    id bigint generated always as identity primary key,
    connection_id bigint not null references connection (id) on delete cascade,
    types text[],
    minimum_urgency text not null check (minimum_urgency in ('information', 'warning', 'critical')),
    product_type_ids bigint[],
    created_by text,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  `create index notification_subscription_by_connection on notification_subscription (connection_id)`,
  // Written in the transaction in which the thing happens, and handed to those who asked for it once it is due.
  `create table notification (
    id bigint generated always as identity primary key,
    message_id text not null unique,
    type text not null,
    urgency text not null check (urgency in ('information', 'warning', 'critical')),
    connection_id bigint references connection (id) on delete set null,
    connection_label text,
    connector text,
    group_key text,
    data jsonb not null,
    raised_at timestamptz not null,
    due_at timestamptz not null,
    dispatched_at timestamptz
  )`,
  // What happens to several things at once is gathered in one notification until that is due.
  `create unique index notification_gathering on notification (group_key) where dispatched_at is null and group_key is not null`,
  `create index notification_due on notification (due_at) where dispatched_at is null`,
  `create index notification_by_time on notification (raised_at)`,
  `create table notification_item (
    id bigint generated always as identity primary key,
    notification_id bigint not null references notification (id) on delete cascade,
    item text not null,
    name text not null,
    note text,
    product_type_id bigint,
    unique (notification_id, item)
  )`,
  // What has been told and is not over: it is not told again.
  `create table notification_spell (
    key text primary key,
    connection_id bigint not null references connection (id) on delete cascade,
    since timestamptz not null
  )`,
  `create index notification_spell_by_connection on notification_spell (connection_id)`,
  `create table notification_delivery (
    id bigint generated always as identity primary key,
    notification_id bigint not null references notification (id) on delete cascade,
    connection_id bigint not null references connection (id) on delete cascade,
    product_type_ids bigint[],
    state text not null check (state in ('waiting', 'delivered', 'failed')),
    tries integer not null default 0,
    failures integer not null default 0,
    started_at timestamptz not null,
    next_at timestamptz,
    ended_at timestamptz,
    unique (notification_id, connection_id),
    check ((state = 'waiting') = (next_at is not null)),
    check ((state = 'waiting') = (ended_at is null))
  )`,
  `create index notification_delivery_due on notification_delivery (next_at) where state = 'waiting'`,
  `create index notification_delivery_by_connection on notification_delivery (connection_id)`,
  `create table notification_try (
    delivery_id bigint not null references notification_delivery (id) on delete cascade,
    seq integer not null,
    at timestamptz not null,
    outcome text not null check (outcome in ('delivered', 'failed')),
    fault text,
    status integer,
    message text,
    primary key (delivery_id, seq)
  )`,
]

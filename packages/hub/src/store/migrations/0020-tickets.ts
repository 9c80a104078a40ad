import { type Kysely, sql } from 'kysely'

/** The tickets of remediations, what is still to be done to them over there, and how far each tracker was read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table ticket (
    id bigint generated always as identity primary key,
    remediation_id bigint not null unique references remediation (id) on delete cascade,
    connection_id bigint not null references connection (id) on delete cascade,
    external_id text,
    key text,
    url text,
    state text check (state in ('open', 'in-progress', 'done', 'wont-do')),
    word text,
    seen_at timestamptz,
    changed_at timestamptz,
    written_at timestamptz,
    gone_at timestamptz,
    told_event_id bigint not null,
    created_by text,
    created_at timestamptz not null,
    unique (connection_id, external_id),
    check ((external_id is null) = (key is null)),
    check ((external_id is null) = (state is null))
  )`,
  // An outbox for each ticket, carried out in its order. What may have arrived is looked for by its marker before it is done again.
  `create table ticket_task (
    id bigint generated always as identity primary key,
    ticket_id bigint not null references ticket (id) on delete cascade,
    kind text not null check (kind in ('create', 'comment', 'move')),
    marker text not null unique,
    payload jsonb not null,
    state text not null check (state in ('waiting', 'done', 'failed')),
    failures integer not null default 0,
    created_at timestamptz not null,
    started_at timestamptz not null,
    next_at timestamptz,
    ended_at timestamptz,
    problem jsonb,
    check ((state = 'waiting') = (next_at is not null)),
    check ((state = 'waiting') = (ended_at is null))
  )`,
  `create index ticket_task_due on ticket_task (next_at) where state = 'waiting'`,
  `create index ticket_task_by_ticket on ticket_task (ticket_id, id)`,
  `create table ticket_reading (
    connection_id bigint primary key references connection (id) on delete cascade,
    since timestamptz,
    whole_at timestamptz,
    next_at timestamptz not null,
    problem jsonb
  )`,
]

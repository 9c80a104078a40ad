import { type Kysely, sql } from 'kysely'

/** Users and their sessions (shaped for better-auth), API tokens, and the audit log. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table hub_user (
    id text primary key,
    name text not null,
    email text not null unique,
    email_verified boolean not null default false,
    image text,
    role text not null default 'reader' check (role in ('reader', 'writer', 'maintainer', 'owner')),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create table user_session (
    id text primary key,
    user_id text not null references hub_user (id) on delete cascade,
    token text not null unique,
    expires_at timestamptz not null,
    ip_address text,
    user_agent text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null
  )`,
  `create index "user_session_user_id_idx" on user_session (user_id)`,
  `create table user_account (
    id text primary key,
    user_id text not null references hub_user (id) on delete cascade,
    account_id text not null,
    provider_id text not null,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    password text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null,
    unique (provider_id, account_id)
  )`,
  `create index "user_account_user_id_idx" on user_account (user_id)`,
  `create table user_verification (
    id text primary key,
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create index "user_verification_identifier_idx" on user_verification (identifier)`,
  // Only a hash is kept: 256 random bits need no salt.
  `create table api_token (
    id bigint generated always as identity primary key,
    hash bytea not null unique,
    hint text not null,
    name text not null,
    role text not null check (role in ('reader', 'writer', 'maintainer', 'owner')),
    user_id text references hub_user (id) on delete cascade,
    created_by text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    last_used_at timestamptz
  )`,
  `create index api_token_by_user on api_token (user_id)`,
  // before and after are canonical JSON as text: jsonb would lose what was hashed, and knows no NUL.
  `create table audit_event (
    seq bigint primary key,
    at timestamptz not null,
    event text not null,
    outcome text not null check (outcome in ('done', 'refused', 'failed')),
    actor_kind text not null check (actor_kind in ('user', 'token', 'system')),
    actor_id text not null,
    actor_name text not null,
    object text,
    before text,
    after text,
    ip text,
    request_id text,
    hash text not null
  )`,
  `create index audit_event_by_event on audit_event (event, seq desc)`,
  `create index audit_event_by_actor on audit_event (actor_id, seq desc)`,
  `create index audit_event_by_object on audit_event (object, seq desc) where object is not null`,
  `create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception 'The audit log is only ever added to';
  end $$`,
  `create trigger audit_event_is_append_only before update or delete or truncate on audit_event
    for each statement execute function refuse_change()`,
]

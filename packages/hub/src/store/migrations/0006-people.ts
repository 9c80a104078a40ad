import { type Kysely, sql } from 'kysely'

/** Invitations, service accounts, disabled users, two-factor secrets, and how a session began. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table hub_user add column disabled_at timestamptz, add column two_factor_enabled boolean not null default false`,
  `alter table user_session add column signed_in_with text not null default 'password' check (signed_in_with in ('password', 'oidc'))`,
  // Shaped for the sign-in library, which encrypts both.
  `create table user_two_factor (
    id text primary key,
    user_id text not null references hub_user (id) on delete cascade,
    secret text not null,
    backup_codes text not null,
    verified boolean not null default true,
    failed_verification_count integer not null default 0,
    locked_until timestamptz
  )`,
  `create index "user_two_factor_user_id_idx" on user_two_factor (user_id)`,
  `create index "user_two_factor_secret_idx" on user_two_factor (secret)`,
  // Only a hash of what the link holds is kept.
  `create table invitation (
    id bigint generated always as identity primary key,
    email text not null unique,
    role text not null check (role in ('reader', 'writer', 'maintainer', 'owner')),
    hash bytea not null unique,
    created_by text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
  )`,
  `create table service_account (
    id bigint generated always as identity primary key,
    name text not null unique,
    role text not null check (role in ('reader', 'writer', 'maintainer', 'owner')),
    created_by text not null,
    created_at timestamptz not null default now(),
    disabled_at timestamptz
  )`,
  `alter table api_token add column service_account_id bigint references service_account (id) on delete cascade,
    add constraint api_token_has_one_owner check (user_id is null or service_account_id is null)`,
  `create index api_token_by_service_account on api_token (service_account_id)`,
  `create index audit_event_by_time on audit_event (at)`,
]

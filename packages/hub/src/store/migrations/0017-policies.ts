import { type Kysely, sql } from 'kysely'

/** Rules that dismiss vulnerabilities, or require them to be fixed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table policy (
    id bigint generated always as identity primary key,
    name text not null unique,
    action text not null check (action in ('dismiss', 'require')),
    decision text check (decision in ('false-positive', 'risk-accepted', 'wont-fix', 'not-affected')),
    reason text not null,
    conditions jsonb not null,
    product_type_id bigint references product_type (id) on delete cascade,
    product_id bigint references product (id) on delete cascade,
    enabled boolean not null default true,
    expires_at timestamptz,
    created_by text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check (product_type_id is null or product_id is null),
    check ((action = 'dismiss') = (decision is not null))
  )`,
  `create index vulnerability_by_policy on vulnerability (policy_id) where policy_id is not null`,
  `create index vulnerability_required on vulnerability (required_by) where required_by is not null`,
]

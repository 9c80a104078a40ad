import { type Kysely, sql } from 'kysely'

/** Roles on single product types, for people and programs who have none on everything. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  ...['hub_user', 'invitation', 'service_account'].flatMap((table) => [
    `alter table ${table} drop constraint ${table}_role_check`,
    `alter table ${table} add constraint ${table}_role_check check (role in ('none', 'reader', 'writer', 'maintainer', 'owner'))`,
  ]),
  `create table product_type_role (
    product_type_id bigint not null references product_type (id) on delete cascade,
    user_id text references hub_user (id) on delete cascade,
    service_account_id bigint references service_account (id) on delete cascade,
    role text not null check (role in ('reader', 'writer', 'maintainer', 'owner')),
    granted_by text not null,
    granted_at timestamptz not null,
    constraint product_type_role_has_one_holder check (num_nonnulls(user_id, service_account_id) = 1),
    unique (user_id, product_type_id),
    unique (service_account_id, product_type_id)
  )`,
  `create index product_type_role_by_type on product_type_role (product_type_id)`,
]

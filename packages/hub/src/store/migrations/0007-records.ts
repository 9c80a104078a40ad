import { type Kysely, sql } from 'kysely'

/** The history of records and their mappings, mapping rules, and what products say of themselves. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Beside the sentence for people, a word that can be filtered by. Reasons of NEW are told anew by the next discover.
  `alter table record add column state_cause text not null default 'not-mapped' check (state_cause in ('mapped', 'not-mapped',
    'no-clue', 'unreadable-address', 'not-found', 'ambiguous', 'different-repository', 'not-listed', 'target-gone', 'ignored', 'fault'))`,
  `update record set state_cause = case state when 'GOOD' then 'mapped' when 'MISSING' then 'not-listed' when 'STALE' then 'target-gone'
    when 'IGNORED' then 'ignored' when 'ERROR' then case when present then 'fault' else 'not-listed' end else 'not-mapped' end`,
  // What became of a record: its states, and its mappings as they were, so that the last one can be taken back.
  `create table record_event (
    id bigint generated always as identity primary key,
    record_id bigint not null references record (id) on delete cascade,
    at timestamptz not null,
    kind text not null check (kind in ('state', 'mapping')),
    from_state text,
    to_state text,
    cause text,
    reason text,
    from_mapping jsonb,
    to_mapping jsonb,
    actor text,
    undoes bigint,
    check (case kind when 'state' then to_state is not null else from_mapping is not null or to_mapping is not null end)
  )`,
  `create index record_event_by_record on record_event (record_id, id desc)`,
  `insert into record_event (record_id, at, kind, to_state, cause, reason)
    select id, state_since, 'state', state, state_cause, state_reason from record order by id`,
  `alter table mapping drop constraint mapping_method_check`,
  `alter table mapping add constraint mapping_method_check
    check (method in ('native-id', 'url', 'former-url', 'auto-product', 'manual', 'rule'))`,
  // Tried in order of position for records that nothing maps yet; the first that fits decides.
  `create table mapping_rule (
    id bigint generated always as identity primary key,
    position integer not null,
    connection_id bigint references connection (id) on delete cascade,
    name_pattern text,
    url_pattern text,
    tag_pattern text,
    attribute_name text,
    attribute_pattern text,
    product_name text not null,
    product_type_id bigint references product_type (id),
    owner text,
    created_by text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check (coalesce(name_pattern, url_pattern, tag_pattern, attribute_name) is not null),
    check (attribute_name is not null or attribute_pattern is null)
  )`,
  `create index mapping_rule_in_order on mapping_rule (position, id)`,
  `alter table product add column environment text`,
]

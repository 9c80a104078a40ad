import { type Kysely, sql } from 'kysely'

/** What comes first and by when: risk scores, due dates and what stops their clock, the feeds, and more about decisions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // `sla_days` are those granted when it was first assessed: a policy that changes later moves nothing by itself.
  `alter table vulnerability
    add column risk_score smallint check (risk_score between 0 and 100),
    add column due_at timestamptz,
    add column sla_days smallint check (sla_days between 0 and 999),
    add column waiting_since timestamptz,
    add column waited_ms bigint not null default 0,
    add column exempt_until timestamptz,
    add column exempt_reason text,
    add column exempt_by text,
    add column justification text,
    add column duplicate_of bigint,
    add column decision_origin jsonb,
    add column policy_id bigint,
    add column required_by bigint`,
  `create index vulnerability_riskiest on vulnerability (status, risk_score desc nulls last, id desc)`,
  `create index vulnerability_due on vulnerability (status, due_at asc nulls last, id desc)`,
  `create index vulnerability_duplicate on vulnerability (duplicate_of) where duplicate_of is not null`,
  `alter table vulnerability_event drop constraint vulnerability_event_kind_check`,
  `alter table vulnerability_event add constraint vulnerability_event_kind_check check (kind in (
    'closed', 'reopened', 'decided', 'expired', 'merged', 'split', 'moved', 'commented', 'waiting', 'resumed', 'exempted'))`,
  // Whose vulnerabilities are to be assessed anew, how far that is, and whether their deadlines are granted anew too. Triggers
  // keep it, so that nothing which an assessment rests on can change unnoticed.
  `create table assessment_due (
    asset_id bigint primary key references asset (id) on delete cascade,
    progress bigint not null default 0,
    anew boolean not null default false
  )`,
  `create function assess_assets(assets bigint[], again boolean) returns void language sql as $$
    insert into assessment_due as d (asset_id, anew) select distinct unnest(assets), again order by 1
    on conflict (asset_id) do update set progress = 0, anew = d.anew or excluded.anew
  $$`,
  `create function assess_moved_asset() returns trigger language plpgsql as $$
  begin
    perform assess_assets(array[new.id], true);
    return null;
  end $$`,
  `create trigger asset_moved after update of product_id on asset for each row
    when (old.product_id is distinct from new.product_id) execute function assess_moved_asset()`,
  `create function assess_shown_repository() returns trigger language plpgsql as $$
  begin
    perform assess_assets(array[new.asset_id], false);
    return null;
  end $$`,
  `create trigger repository_shown after update of visibility on repository for each row
    when (old.visibility <> new.visibility) execute function assess_shown_repository()`,
  `create function assess_changed_product() returns trigger language plpgsql as $$
  begin
    perform assess_assets(array(select id from asset where product_id = new.id),
      (old.criticality, old.product_type_id) is distinct from (new.criticality, new.product_type_id));
    return null;
  end $$`,
  `create trigger product_changed after update of criticality, environment, tags, product_type_id on product for each row
    when ((old.criticality, old.environment, old.tags, old.product_type_id)
      is distinct from (new.criticality, new.environment, new.tags, new.product_type_id))
    execute function assess_changed_product()`,
  // Days by severity and criticality of the product: the hub's own policy has neither product nor product type.
  `create table sla_policy (
    id bigint generated always as identity primary key,
    name text not null,
    product_type_id bigint references product_type (id) on delete cascade,
    product_id bigint references product (id) on delete cascade,
    days jsonb not null,
    created_by text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check (product_type_id is null or product_id is null)
  )`,
  `create unique index sla_policy_scope on sla_policy (coalesce(product_type_id, 0), coalesce(product_id, 0))`,
  // What is known of each public feed: which data is held, and how the last attempt to get newer went.
  `create table feed (
    id text primary key,
    version text,
    data_at timestamptz,
    rows bigint,
    source text check (source in ('address', 'file')),
    address text,
    validators jsonb,
    changed_at timestamptz,
    fetched_at timestamptz,
    tried_at timestamptz,
    problem text
  )`,
  `create table known_exploited (
    identifier text primary key,
    added_on date not null,
    due_on date,
    ransomware boolean not null
  )`,
  // As FIRST publishes it. What scanners tell is in `epss`.
  `create table epss_score (
    identifier text collate "C" primary key,
    score real not null,
    percentile real not null
  )`,
  // Links between identifiers that the advisory feed vouches for, beside those that scanners do.
  `create table advisory_link (
    a text not null,
    b text not null,
    advisory text not null,
    primary key (a, b, advisory)
  )`,
  `create table advisory (
    identifier text primary key,
    modified_at timestamptz not null
  )`,
  `create index advisory_link_by_advisory on advisory_link (advisory)`,
]

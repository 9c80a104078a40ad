import { type Kysely, sql } from 'kysely'

/** Pieces of fixing work: proposed by the hub or made by people, what each closes, and what happened to it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table remediation (
    id bigint generated always as identity primary key,
    asset_id bigint not null references asset (id) on delete cascade,
    group_key text,
    mode text not null check (mode in ('upgrade', 'image-rebuild', 'code-change', 'configuration-change', 'secret-rotation', 'manual')),
    title text not null,
    told_title text,
    fix jsonb not null,
    state text not null check (state in
      ('proposed', 'open', 'in-progress', 'in-review', 'awaiting-verification', 'resolved', 'dismissed', 'reopened')),
    state_since timestamptz not null,
    state_reason text,
    priority smallint not null check (priority between 0 and 5),
    told_priority smallint check (told_priority between 0 and 5),
    due_at timestamptz,
    told_due_at timestamptz,
    owner text,
    vulnerabilities integer not null,
    open_vulnerabilities integer not null,
    open_by_severity jsonb not null,
    created_by text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check (state <> 'proposed' or group_key is not null)
  )`,
  // What the hub proposes is one for each change; what people work on keeps what it was begun with.
  `create unique index remediation_proposed on remediation (asset_id, group_key) where state = 'proposed'`,
  `create index remediation_by_asset on remediation (asset_id, state)`,
  `create index remediation_ranked on remediation (state, priority desc, open_vulnerabilities desc, id desc)`,
  `create index remediation_due on remediation (state, due_at, id) where due_at is not null`,
  // A vulnerability is fixed by one piece of work at a time, so its work has one answer.
  `create table remediation_vulnerability (
    vulnerability_id bigint primary key,
    remediation_id bigint not null references remediation (id) on delete cascade,
    added_at timestamptz not null
  )`,
  `create index remediation_vulnerability_by_remediation on remediation_vulnerability (remediation_id, vulnerability_id)`,
  // Facts of the moment stand in \`data\`, so that figures about the past need nothing of the present.
  `create table remediation_event (
    id bigint generated always as identity primary key,
    remediation_id bigint not null references remediation (id) on delete cascade,
    asset_id bigint not null,
    at timestamptz not null,
    kind text not null check (kind in ('state', 'comment', 'edited', 'vulnerabilities', 'left')),
    actor text,
    data jsonb not null
  )`,
  `create index remediation_event_by_remediation on remediation_event (remediation_id, id)`,
  `create index remediation_event_states on remediation_event (at, remediation_id, id) where kind = 'state'`,
  `alter table vulnerability add column work text not null default 'none'
    check (work in ('none', 'in-progress', 'awaiting-verification'))`,
  // Assets whose proposals have to be looked at again. Kept by triggers, so that nothing can forget to say so.
  `create table stale_proposal (asset_id bigint primary key, since timestamptz not null default now())`,
  `create function mark_stale_proposals() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' then
      insert into stale_proposal (asset_id) select distinct asset_id from old_rows order by 1 on conflict do nothing;
    else
      insert into stale_proposal (asset_id) select distinct asset_id from new_rows order by 1 on conflict do nothing;
    end if;
    return null;
  end $$`,
  `create trigger vulnerability_proposed_insert after insert on vulnerability
    referencing new table as new_rows for each statement execute function mark_stale_proposals()`,
  `create trigger vulnerability_proposed_update after update on vulnerability
    referencing new table as new_rows for each statement execute function mark_stale_proposals()`,
  `create trigger vulnerability_proposed_delete after delete on vulnerability
    referencing old table as old_rows for each statement execute function mark_stale_proposals()`,
  // What is known already has never been looked at.
  `insert into stale_proposal (asset_id) select distinct asset_id from vulnerability`,
]

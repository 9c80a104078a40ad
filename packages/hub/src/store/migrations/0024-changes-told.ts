import { type Kysely, sql } from 'kysely'

/** Changes of vulnerabilities told to the outside, deadlines that were missed, and digests. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // What vulnerabilities went through: one row for all that a statement did alike to those of one asset, so that the first sync
  // of a scanner writes a few rows a page. `position` is given once the row is committed, by one process at a time: whoever has
  // read up to a position has seen everything before it.
  `create table vulnerability_transition (
    id bigint generated always as identity primary key,
    position bigint unique,
    asset_id bigint not null,
    at timestamptz not null,
    kind text not null check (kind in ('opened', 'resolved', 'reopened', 'dismissed')),
    before text,
    after text not null,
    reason text,
    severity smallint not null,
    vulnerability_ids bigint[] not null,
    unannounced boolean not null default false
  )`,
  `create sequence vulnerability_transition_position`,
  `create index vulnerability_transition_unnumbered on vulnerability_transition (id) where position is null`,
  `create index vulnerability_transition_unannounced on vulnerability_transition (id) where unannounced`,
  `create index vulnerability_transition_by_time on vulnerability_transition (at)`,
  // Triggers keep it, so that no way to change a status can forget to say so. One without sightings is made of another, which it
  // follows: it is open, but it is no news. Without nested loops, as the plan that is made for one row is kept for thousands.
  `create function log_transitions() returns trigger language plpgsql set enable_nestloop = off as $$
  begin
    if tg_op = 'INSERT' then
      insert into vulnerability_transition (asset_id, at, kind, after, reason, severity, unannounced, vulnerability_ids)
        select asset_id, max(updated_at), 'opened', status, case when sightings = 0 then 'moved' end, severity,
          severity = 5 and sightings > 0, array_agg(id order by id)
        from new_rows where status in ('Open', 'In Progress', 'Pending Action')
        group by asset_id, status, severity, sightings > 0, sightings = 0 order by 1, 6 desc;
    elsif tg_op = 'DELETE' then
      insert into vulnerability_transition (asset_id, at, kind, before, after, reason, severity, vulnerability_ids)
        select asset_id, statement_timestamp(), 'dismissed', status, 'Dismissed', 'removed', severity, array_agg(id order by id)
        from old_rows where status in ('Open', 'In Progress', 'Pending Action')
        group by asset_id, status, severity order by 1, 7 desc;
    else
      insert into vulnerability_transition (asset_id, at, kind, before, after, reason, severity, vulnerability_ids)
        select asset_id, max(updated_at),
          case after when 'Resolved' then 'resolved' when 'Dismissed' then 'dismissed' else 'reopened' end,
          before, after, reason, severity, array_agg(id order by id)
        from (
          select n.id, n.asset_id, n.updated_at, n.severity, o.status as before, n.status as after,
            case
              when n.status = 'Dismissed' and (n.present or n.gone_reason = 'absent') then n.decision
              when n.status in ('Resolved', 'Dismissed') then n.gone_reason
              when o.present then 'decision-ended'
              else 'seen-again'
            end as reason
          from new_rows n join old_rows o on o.id = n.id
          where n.status <> o.status
            and (n.status in ('Resolved', 'Dismissed') or o.status in ('Resolved', 'Dismissed'))
        ) as changed
        group by asset_id, before, after, reason, severity order by 1, 7 desc;
    end if;
    return null;
  end $$`,
  `create trigger vulnerability_logged_insert after insert on vulnerability
    referencing new table as new_rows for each statement execute function log_transitions()`,
  `create trigger vulnerability_logged_update after update on vulnerability
    referencing old table as old_rows new table as new_rows for each statement execute function log_transitions()`,
  `create trigger vulnerability_logged_delete after delete on vulnerability
    referencing old table as old_rows for each statement execute function log_transitions()`,

  // How far somebody was told: up to the vulnerability changes_index of the transition at changes_position, and in which delivery
  // the last of it went. Without a position no changes are asked for. The same for the digest.
  `alter table notification_subscription
    add column minimum_severity smallint check (minimum_severity between 1 and 5),
    add column product_ids bigint[],
    add column changes_position bigint,
    add column changes_index integer not null default 0,
    add column changes_delivery_id bigint references notification_delivery (id) on delete set null,
    add column digest_cadence jsonb,
    add column digest_when_quiet text not null default 'tell' check (digest_when_quiet in ('tell', 'skip')),
    add column digest_position bigint,
    add column digest_last_at timestamptz,
    add column digest_next_at timestamptz`,
  `create index notification_subscription_by_delivery on notification_subscription (changes_delivery_id)
    where changes_delivery_id is not null`,
  `create index notification_subscription_digest on notification_subscription (digest_next_at) where digest_next_at is not null`,
  // The changes one message carries, as they are told at every try. Apart, because lists of messages do not show them.
  `create table notification_batch (
    notification_id bigint primary key references notification (id) on delete cascade,
    changes jsonb not null
  )`,
  `alter table notification_item add column product_id bigint, add column severity smallint`,
  `alter table notification_delivery add column product_ids bigint[], add column minimum_severity smallint`,

  // Which deadlines were told to be missed: each once. What is overdue already was missed before anybody asked.
  `create table sla_breach (
    vulnerability_id bigint not null,
    due_at timestamptz not null,
    told_at timestamptz not null,
    primary key (vulnerability_id, due_at)
  )`,
  `insert into sla_breach (vulnerability_id, due_at, told_at) select id, due_at, now() from vulnerability
    where due_at <= now() and status in ('Open', 'In Progress', 'Pending Action')`,
]

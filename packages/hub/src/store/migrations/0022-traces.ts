import { type Kysely, sql } from 'kysely'

/** What was begun and not yet written in the audit log, and what only one process does at a time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Written before an action begins, and taken away with its event. What a process leaves behind when it dies becomes an event too.
  `create table audit_intent (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    event text not null,
    actor_kind text not null,
    actor_id text not null,
    actor_name text not null,
    object text,
    before text,
    after text,
    ip text,
    request_id text
  )`,
  `create index audit_intent_by_time on audit_intent (at)`,
  `alter table audit_event drop constraint audit_event_outcome_check`,
  `alter table audit_event add constraint audit_event_outcome_check check (outcome in ('done', 'refused', 'failed', 'unknown'))`,
  `create table lease (
    name text primary key,
    holder text not null,
    until timestamptz not null
  )`,
]

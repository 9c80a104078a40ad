import { type Kysely, sql } from 'kysely'

/** Remediations that wait for a vendor, with the clocks of their vulnerabilities; tickets as each connection wants them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table connection add column ticket_settings jsonb`,
  `alter table remediation add column waiting_since timestamptz, add column waiting_until timestamptz, add column waiting_reason text,
    add column waiting_by text,
    add check ((waiting_since is null) = (waiting_reason is null)), add check (waiting_since is not null or waiting_until is null)`,
  `create index remediation_waiting on remediation (waiting_until) where waiting_since is not null`,
  // Which remediation stopped the clock; null where a person stopped the clock of this one alone. It may be gone for a moment.
  `alter table vulnerability add column waiting_for bigint, add check (waiting_for is null or waiting_since is not null)`,
  `create index vulnerability_waiting_for on vulnerability (waiting_for) where waiting_for is not null`,
  `alter table remediation_event drop constraint remediation_event_kind_check,
    add constraint remediation_event_kind_check
      check (kind in ('state', 'comment', 'edited', 'vulnerabilities', 'left', 'waiting', 'resumed'))`,
]

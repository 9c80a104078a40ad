import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

type RecordStateName = Tables['record']['state']

/** A row of the vendor that could not be read. */
export interface SetAsideView {
  readonly externalId: string
  readonly target: string | null
  readonly recordId: number | null
  readonly recordName: string | null
  readonly path: string | null
  readonly message: string
  readonly operationId: number
  readonly at: Date
}

/** Name and status of a finding's vulnerability, and the state of its record. */
export interface BelongingView {
  readonly name: string
  readonly status: string
  readonly recordState: RecordStateName
}

/** An operation whose snapshot of a record is held. */
export interface HeldView {
  readonly operationId: number
  readonly at: Date
  readonly message: string | null
}

/** A sync that has ended. */
export interface SyncView {
  readonly id: number
  readonly state: Tables['operation']['state']
  readonly endedAt: Date
  readonly counts: unknown
  readonly problem: unknown
}

/** Records that a sync did not read to the end, alike in why. */
export interface UnreadView {
  readonly why: Exclude<RecordStateName, 'GOOD'> | 'waiting' | 'reading' | 'partial' | 'held' | 'failed' | 'never'
  readonly records: number
  /** The first few names. */
  readonly names: readonly string[]
  readonly note: string | null
}

/** A family of findings that the vendor has switched off, or that was not looked at. */
export interface SkippedView {
  readonly target: string | null
  readonly family: string | null
  readonly reason: string
}

const heldColumns = sql`o.id as "operationId", coalesce(o.ended_at, o.started_at) as at,
  (select n.message from operation_note n where n.operation_id = o.id and n.kind = 'hold' and n.target = r.name limit 1) as message`
const heldScopes = sql`
  join operation o on o.connection_id = r.connection_id and o.kind = 'sync' and o.id > coalesce(r.last_complete_operation_id, 0)
  join sync_scope s on s.operation_id = o.id and s.state = 'held' and s.record_ids @> array[r.id]`

/** How many names stand for a group of records. */
const namesShown = 3
/** Most findings, rows or records an answer lists. */
const mostListed = 100

/** What "why is my finding not here?" asks of the database beyond what other readers have. */
export class ExplainReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async recordIds(connectionId: number): Promise<readonly number[]> {
    const { rows } = await sql<{ id: number }>`select id from record where connection_id = ${connectionId}`.execute(this.#db)
    return rows.map((row) => row.id)
  }

  /** Ids of findings by what recognises them in their records. */
  async byIdentity(places: readonly { readonly recordId: number; readonly identity: string }[]): Promise<readonly number[]> {
    const { rows } = await sql<{ id: number }>`
      select f.id from unnest(${places.map((place) => place.recordId)}::bigint[], ${places.map((place) => place.identity)}::uuid[])
        as place (record_id, identity)
      join finding f on f.record_id = place.record_id and f.identity = place.identity
      order by f.id desc limit ${mostListed}
    `.execute(this.#db)
    return rows.map((row) => row.id)
  }

  /** The same by the vendor's id, where that does not recognise them for good: looks through all of the connection's. */
  async byExternalId(connectionId: number, externalIds: readonly string[]): Promise<readonly number[]> {
    const { rows } = await sql<{ id: number }>`
      select id from finding
      where record_id in (select id from record where connection_id = ${connectionId}) and external_id = any(${externalIds}::text[])
      order by present desc, id desc limit ${mostListed}
    `.execute(this.#db)
    return rows.map((row) => row.id)
  }

  /** The same by the address of its own page, where that does not end in the vendor's id: looks through all of the connection's. */
  async byOwnUrl(connectionId: number, url: string): Promise<readonly number[]> {
    const { rows } = await sql<{ id: number }>`
      select id from finding
      where record_id in (select id from record where connection_id = ${connectionId}) and extra ->> 'url' = ${url}
      order by present desc, id desc limit ${mostListed}
    `.execute(this.#db)
    return rows.map((row) => row.id)
  }

  /** Addresses of the vendor's pages of findings, up to the finding's id, that the text begins with. */
  async urlBases(text: string): Promise<readonly string[]> {
    const { rows } = await sql<{ base: string }>`
      select distinct body ->> 'urlBase' as base from wording where starts_with(${text}, body ->> 'urlBase') limit 20
    `.execute(this.#db)
    return rows.map((row) => row.base)
  }

  /** What each finding belongs to. */
  async belongings(findingIds: readonly number[]): Promise<ReadonlyMap<number, BelongingView>> {
    const { rows } = await sql<BelongingView & { readonly findingId: number }>`
      select f.id as "findingId", v.name, v.status, r.state as "recordState"
      from finding f join vulnerability v on v.id = f.vulnerability_id join record r on r.id = f.record_id
      where f.id = any(${findingIds}::bigint[])
    `.execute(this.#db)
    return new Map(rows.map((row) => [row.findingId, row]))
  }

  /** Which of the findings are only still present because their record's last snapshot is held; the newest of each. */
  async held(findingIds: readonly number[]): Promise<ReadonlyMap<number, HeldView>> {
    const { rows } = await sql<HeldView & { readonly findingId: number }>`
      select distinct on (f.id) f.id as "findingId", ${heldColumns}
      from finding f join record r on r.id = f.record_id ${heldScopes}
      join sync_page p on p.operation_id = s.operation_id and p.scope = s.scope and p.finding_ids @> array[f.id]
      where f.id = any(${findingIds}::bigint[]) and f.present
      order by f.id, o.id desc
    `.execute(this.#db)
    return new Map(rows.map((row) => [row.findingId, row]))
  }

  /** Which of the records have a snapshot that is held; the newest of each. */
  async heldRecords(recordIds: readonly number[]): Promise<ReadonlyMap<number, HeldView>> {
    const { rows } = await sql<HeldView & { readonly recordId: number }>`
      select distinct on (r.id) r.id as "recordId", ${heldColumns}
      from record r ${heldScopes} where r.id = any(${recordIds}::bigint[]) order by r.id, o.id desc
    `.execute(this.#db)
    return new Map(rows.map((row) => [row.recordId, row]))
  }

  /** Rows of a connection that could not be read, unless their record was read without a hitch since. Newest first. */
  async setAside(connectionId: number, externalIds: readonly string[]): Promise<readonly SetAsideView[]> {
    const { rows } = await sql<SetAsideView>`
      select * from (
        select distinct on (n.external_id, n.target) n.external_id as "externalId", n.target, r.id as "recordId",
          r.name as "recordName", n.path, n.message, n.operation_id as "operationId", n.at
        from operation_note n
        join operation o on o.id = n.operation_id
        left join record r on r.connection_id = o.connection_id and r.ref = n.target
        where n.kind = 'set-aside' and n.external_id = any(${externalIds}::text[]) and o.connection_id = ${connectionId}
          and n.operation_id > coalesce(r.last_complete_operation_id, (
            select max(id) from operation where connection_id = ${connectionId} and kind = 'sync' and state = 'complete' and record_ids is null
              and r.id is null
          ), 0)
        order by n.external_id, n.target, n.operation_id desc
      ) last order by "operationId" desc limit ${mostListed}
    `.execute(this.#db)
    return rows
  }

  /** Records of a connection the vendor or people know by this text: its id, name or address. */
  async recordsKnownAs(connectionId: number, text: string): Promise<readonly number[]> {
    const { rows } = await sql<{ id: number }>`
      select id from record
      where connection_id = ${connectionId} and (ref = ${text} or lower(name) = lower(${text}) or url = ${text})
      order by ref <> ${text}, id limit 20
    `.execute(this.#db)
    return rows.map((row) => row.id)
  }

  /** The last sync of all of a connection's records that has ended; with `complete`, the last that saw everything. */
  async lastSync(connectionId: number, which: 'ended' | 'complete'): Promise<SyncView | undefined> {
    const { rows } = await sql<SyncView>`
      select id, state, ended_at as "endedAt", counts, problem from operation
      where connection_id = ${connectionId} and kind = 'sync' and record_ids is null and ended_at is not null
        and ${which === 'complete' ? sql`state = 'complete'` : sql`true`}
      order by id desc limit 1
    `.execute(this.#db)
    return rows[0]
  }

  /** How far the last sync reached: records in a state that is not read, and those it did not read to the end. */
  async unread(connectionId: number, operationId: number | null): Promise<readonly UnreadView[]> {
    const { rows } = await sql<UnreadView>`
      with unread as (
        select r.state as why, r.name, r.state_reason as note from record r
        where r.connection_id = ${connectionId} and r.state <> 'GOOD'
        union all
        select s.state, r.name, s.note from sync_scope s join record r on r.id = any(s.record_ids)
        where s.operation_id = ${operationId} and s.state not in ('complete', 'changes') and r.state = 'GOOD'
          and coalesce(r.last_complete_operation_id, 0) < s.operation_id
        union all
        select 'never', r.name, null from record r
        where r.connection_id = ${connectionId} and r.state = 'GOOD' and r.last_complete_sync_at is null
          and r.id not in (select unnest(record_ids) from sync_scope where operation_id = ${operationId})
      )
      select why, count(*) as records, (array_agg(name order by name))[1:${sql.lit(namesShown)}] as names,
        case when count(distinct note) = 1 then min(note) end as note
      from unread group by why order by count(*) desc, why
    `.execute(this.#db)
    return rows
  }

  /** Families a sync skipped. */
  async skipped(operationId: number): Promise<readonly SkippedView[]> {
    const { rows } = await sql<SkippedView>`
      select distinct target, path as family, message as reason from operation_note
      where operation_id = ${operationId} and kind = 'gap' order by 1, 2, 3 limit ${mostListed}
    `.execute(this.#db)
    return rows
  }

  /** How many rows that could not be read a sync wrote down; it stops after a while. */
  async setAsideKept(operationId: number): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from operation_note where operation_id = ${operationId} and kind = 'set-aside'
    `.execute(this.#db)
    return rows[0]?.n ?? 0
  }

  /** Every name of the problem an identifier names; only itself where the hub has never seen it. */
  async namesOf(identifier: string): Promise<readonly string[]> {
    const { rows } = await sql<{ identifier: string }>`
      select other.identifier from alias join alias other using (group_id) where alias.identifier = ${identifier}
    `.execute(this.#db)
    return [...new Set([identifier, ...rows.map((row) => row.identifier)])]
  }

  /** Findings of a connection that are about the problem any of the names names. */
  async countIdentified(
    connectionId: number,
    names: readonly string[],
  ): Promise<{ readonly present: number; readonly closed: number }> {
    const { rows } = await sql<{ present: number; closed: number }>`
      select count(*) filter (where f.present) as present, count(*) filter (where not f.present) as closed
      from vulnerability v
      join finding f on f.vulnerability_id = v.id
      join record r on r.id = f.record_id and r.connection_id = ${connectionId}
      where v.alias_group_id in (select group_id from alias where identifier = any(${names}::text[]))
    `.execute(this.#db)
    return rows[0] ?? { present: 0, closed: 0 }
  }
}

import { type Kysely, type RawBuilder, sql } from 'kysely'
import { cursorOf, readCursor } from '../cursor.ts'
import type { Order } from '../order.ts'
import { bounded, countedTo, type PageOf, type Rows } from '../page.ts'
import type { Tables } from '../tables.ts'

/** A sighting that the import rules left out. `severity` is a rank. */
export interface FilteredView {
  readonly recordId: number
  readonly recordName: string
  readonly recordState: Tables['record']['state']
  readonly externalId: string
  readonly reason: string
  readonly kind: string
  readonly severity: number
  readonly name: string
}

/** The same with the last operation known to have seen it. */
export interface FoundFiltered extends FilteredView {
  readonly operationId: number
  readonly at: Date
}

const entries = sql`unnest(p.entry_record_ids, p.entry_external_ids, p.entry_reasons, p.entry_kinds, p.entry_severities,
  p.entry_names) with ordinality as e (record_id, external_id, reason, kind, severity, name, n)`
const columns = sql`e.record_id as "recordId", r.name as "recordName", r.state as "recordState", e.external_id as "externalId",
  e.reason, e.kind, e.severity, e.name`

/** As they were read: by part of the sync, page, and place on it. */
const asRead: Order = {
  name: 'seq',
  keys: ['scope', 'page', 'n'].map((name) => ({ expression: sql.ref(name), type: 'bigint', direction: 'asc' })),
}

/** How many of a connection's last syncs of everything are asked whether they saw an entry again. */
const lastSyncs = 5

export class FilteredReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** What is known to be left out of a connection under any of the vendor's ids, the newest word on each; at most 100. */
  async find(connectionId: number, externalIds: readonly string[]): Promise<readonly FoundFiltered[]> {
    const { rows } = await sql<FoundFiltered>`
      select * from (
        select distinct on (e.record_id, e.external_id) ${columns}, coalesce(again.id, p.operation_id) as "operationId",
          coalesce(again.at, p.at) as at
        from filtered_page p
        cross join lateral ${entries}
        join record r on r.id = e.record_id
        left join lateral (
          select o.id, coalesce(o.ended_at, o.started_at) as at
          from (
            (
              select id from operation where connection_id = p.connection_id and kind = 'sync' and record_ids is null
              order by id desc limit ${lastSyncs}
            )
            union select r.last_complete_operation_id
          ) recent
          join sync_scope s on s.operation_id = recent.id and s.filtered @> array[p.digest]
          join operation o on o.id = recent.id
          order by o.id desc limit 1
        ) again on true
        where p.connection_id = ${connectionId} and p.entry_external_ids && ${externalIds}::text[]
          and e.external_id = any(${externalIds}::text[])
        order by e.record_id, e.external_id, "operationId" desc
      ) found order by "recordName", "externalId" limit 100
    `.execute(this.#db)
    return rows
  }

  /** How many are known to be left out of a connection under any of the names. */
  async countNamed(connectionId: number, names: readonly string[]): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      select count(distinct (e.record_id, e.external_id)) as n from filtered_page p cross join lateral ${entries}
      where p.connection_id = ${connectionId} and p.entry_names && ${names}::text[] and e.name = any(${names}::text[])
    `.execute(this.#db)
    return rows[0]?.n ?? 0
  }

  /** What an operation left out, as far as no later read of the same records has replaced it. */
  async ofOperation(operationId: number, reasons: readonly string[] | undefined, page: PageOf): Promise<Rows<FilteredView>> {
    const wanted = page.limit + 1
    const after = page.cursor === undefined ? ['0', '0', '0'] : readCursor(asRead, page.cursor)
    const [scope, number, n] = after.map(Number)
    const ofReason = reasons === undefined ? sql`true` : sql`e.reason = any(${reasons}::text[])`
    // Every page has an entry that fits, but for the one to go on in.
    const { rows } = await sql<FilteredView & { readonly cursor: readonly string[] }>`
      select ${columns}, array[p.scope, p.page, e.n]::text[] as cursor
      from (
        ${pagesOf(operationId, reasons)} and (told.scope, told.page) >= (${scope}::bigint, ${number}::bigint)
        order by told.scope, told.page limit ${wanted + 1}
      ) p
      cross join lateral ${entries}
      join record r on r.id = e.record_id
      where (p.scope, p.page, e.n) > (${scope}::bigint, ${number}::bigint, ${n}::bigint) and ${ofReason}
      order by p.scope, p.page, e.n limit ${wanted}
    `.execute(this.#db)
    const last = rows.length > page.limit ? rows[page.limit - 1] : undefined
    return {
      rows: rows.slice(0, page.limit),
      nextCursor: last === undefined ? null : cursorOf(asRead, last.cursor),
      count: bounded(await this.#count(operationId, reasons, ofReason)),
    }
  }

  /** How many of an operation's entries are still known, by reason. */
  async countByReason(operationId: number): Promise<Readonly<Record<string, number>>> {
    const { rows } = await sql<{ reason: string; n: number }>`
      select e.reason, count(*) as n from (${pagesOf(operationId, undefined)}) p cross join lateral ${entries} group by e.reason
    `.execute(this.#db)
    return Object.fromEntries(rows.map(({ reason, n }) => [reason, n]))
  }

  async #count(operationId: number, reasons: readonly string[] | undefined, ofReason: RawBuilder<unknown>): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from (
        select from (${pagesOf(operationId, reasons)}) p cross join lateral ${entries}
        join record r on r.id = e.record_id where ${ofReason} limit ${countedTo + 1}
      ) counted
    `.execute(this.#db)
    return rows[0]?.n ?? 0
  }
}

/** The filtered pages an operation told of: in its ledger while it runs, with its scopes afterwards. Ends in a condition. */
function pagesOf(operationId: number, reasons: readonly string[] | undefined): RawBuilder<unknown> {
  const ofReason = reasons === undefined ? sql`true` : sql`p.reasons && ${reasons}::text[]`
  return sql`
    select told.scope, told.page, p.* from (
      select scope, page, filtered as digest from sync_page where operation_id = ${operationId} and filtered is not null
      union all
      select s.scope, kept.page, kept.digest from sync_scope s cross join unnest(s.filtered) with ordinality as kept (digest, page)
      where s.operation_id = ${operationId}
    ) told
    join operation o on o.id = ${operationId}
    join filtered_page p on p.connection_id = o.connection_id and p.digest = told.digest
    where ${ofReason}`
}

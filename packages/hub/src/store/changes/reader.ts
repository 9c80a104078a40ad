import { type Kysely, type RawBuilder, sql } from 'kysely'
import { cursorOf, readCursor } from '../cursor.ts'
import type { Order } from '../order.ts'
import { anyOf, type BoundedCount, bounded, countedTo, listRows, type PageOf, type Rows } from '../page.ts'
import type { Tables } from '../tables.ts'
import type { FindingChange } from './writer.ts'

type RecordChange = Tables['discover_change']['change']

/** A finding that a sync changed. What became of it since is the finding's own. */
export interface ChangedFindingView {
  readonly change: FindingChange
  readonly findingId: number
}

/** A record or repository that a discover found different. */
export interface ChangedRecordView {
  readonly change: RecordChange
  readonly name: string
  readonly formerName: string | null
  /** Null once the record is deleted, and for repositories. */
  readonly recordId: number | null
  readonly recordName: string | null
  /** Null for records. */
  readonly repositoryId: number | null
  readonly repositoryName: string | null
  readonly repositoryUrl: string | null
}

export interface ChangeFilter {
  readonly change?: readonly string[] | undefined
}

/** The operation another one of its kind and connection is compared with. */
export interface PreviousView {
  readonly id: number
  readonly state: Tables['operation']['state']
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  readonly counts: unknown
  /** How many of the same kind in between came to nothing. */
  readonly between: number
}

const asChanged: Order = {
  name: 'seq',
  keys: [
    { expression: sql`change`, type: 'text', direction: 'asc' },
    ...['scope', 'page', 'n'].map((name) => ({
      expression: sql.ref(name),
      type: 'bigint' as const,
      direction: 'asc' as const,
    })),
  ],
}
const inOrder: Order = { name: 'seq', keys: [{ expression: sql`d.id`, type: 'bigint', direction: 'asc' }] }

const recordColumns = sql`d.change, d.name, d.former_name as "formerName", d.record_id as "recordId", r.name as "recordName",
  d.asset_id as "repositoryId", p.full_name as "repositoryName", p.url as "repositoryUrl"`
const recordsFrom = sql`discover_change d
  left join record r on r.id = d.record_id
  left join repository p on p.asset_id = d.asset_id`

export class ChangeReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** The findings a sync changed that are still there. One that a scanner listed twice may come twice. */
  async findings(operationId: number, { change }: ChangeFilter, page: PageOf): Promise<Rows<ChangedFindingView>> {
    const ledger = entries(operationId, change)
    const after = page.cursor === undefined ? null : readCursor(asChanged, page.cursor)
    const further =
      after === null
        ? sql`true`
        : sql`(c.change, c.scope, c.page) >= (${after[0]}::text, ${after[1]}::integer, ${after[2]}::integer)
            and (c.change, c.scope, c.page, e.n) > (${after[0]}::text, ${after[1]}::integer, ${after[2]}::integer, ${after[3]}::bigint)`
    const { rows } = await sql<ChangedFindingView & { readonly cursor: readonly string[] }>`
      select c.change, e.id as "findingId", array[c.change, c.scope::text, c.page::text, e.n::text] as cursor
      from ${ledger} and ${further}
      order by c.change, c.scope, c.page, e.n limit ${page.limit + 1}
    `.execute(this.#db)
    const last = rows.length > page.limit ? rows[page.limit - 1] : undefined
    const { rows: counted } = await sql<{ n: number }>`
      select count(*) as n from (select 1 from ${ledger} limit ${countedTo + 1}) counted
    `.execute(this.#db)
    return {
      rows: rows.slice(0, page.limit),
      nextCursor: last === undefined ? null : cursorOf(asChanged, last.cursor),
      count: bounded(counted[0]?.n ?? 0),
    }
  }

  /** The records and repositories a discover found different, in the order it came by them. */
  records(operationId: number, filter: ChangeFilter, page: PageOf): Promise<Rows<ChangedRecordView>> {
    const where = [sql`d.operation_id = ${operationId}`, ...anyOf(sql`d.change`, 'text', filter.change)]
    return listRows(this.#db, { columns: recordColumns, from: recordsFrom, where, order: inOrder }, page)
  }

  /** By change: how many findings or records can be listed. */
  async counts(operationId: number): Promise<ReadonlyMap<string, BoundedCount>> {
    const { rows } = await sql<{ change: string; n: number }>`
      select k.change, (
        select count(*) from (select 1 from ${entries(operationId, undefined)} and c.change = k.change limit ${countedTo + 1}) counted
      ) as n
      from (select distinct change from sync_change where operation_id = ${operationId}) k
      union all
      select change, count(*) from discover_change where operation_id = ${operationId} group by change
    `.execute(this.#db)
    return new Map(rows.map(({ change, n }) => [change, bounded(n)]))
  }

  /** The last one before it that read the same records and saw something; a run that failed or was cancelled is passed over. */
  async previous(operationId: number): Promise<PreviousView | undefined> {
    const { rows } = await sql<PreviousView>`
      select p.id, p.state, p.started_at as "startedAt", p.ended_at as "endedAt", p.counts, (
        select count(*) from operation b
        where b.connection_id = p.connection_id and b.kind = p.kind and b.id > p.id and b.id < o.id and b.ended_at is not null
          and (b.record_ids is null or b.record_ids @> o.record_ids)
      ) as between
      from operation o
      join lateral (
        select * from operation e
        where e.connection_id = o.connection_id and e.kind = o.kind and e.id < o.id and e.state in ('complete', 'partial')
          and (e.record_ids is null or e.record_ids @> o.record_ids)
        order by e.id desc limit 1
      ) p on true
      where o.id = ${operationId}
    `.execute(this.#db)
    return rows[0]
  }
}

/** The entries of a sync's ledger whose findings are still there. Ends in a condition; one look-up a finding, never a join of all. */
function entries(operationId: number, changes: readonly string[] | undefined): RawBuilder<unknown> {
  const ofChange = changes === undefined ? sql`true` : sql`c.change = any(${changes}::text[])`
  return sql`sync_change c
    cross join lateral unnest(c.finding_ids) with ordinality as e (id, n)
    cross join lateral (select 1 from finding f where f.id = e.id limit 1) there
    where c.operation_id = ${operationId} and ${ofChange}`
}

import { type Kysely, sql } from 'kysely'
import type { Order } from '../order.ts'
import { anyOf, listRows, type PageOf, type Rows } from '../page.ts'
import type { Tables } from '../tables.ts'

export interface OperationView {
  readonly id: number
  readonly kind: Tables['operation']['kind']
  readonly state: Tables['operation']['state']
  readonly trigger: Tables['operation']['trigger']
  readonly connectionId: number | null
  readonly connectionLabel: string
  /** Null once the connection is removed. */
  readonly connector: string | null
  readonly requestedBy: string | null
  /** What a sync of some records reads, the first few by name; `null` all. */
  readonly records: { readonly count: number; readonly named: readonly { readonly id: number; readonly name: string }[] } | null
  readonly requestedAt: Date
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  readonly cancelRequested: boolean
  /** Whether a part of it is held until somebody confirms. */
  readonly held: boolean
  readonly progress: unknown
  readonly counts: unknown
  readonly coverage: unknown
  readonly problem: unknown
  /** When retention took its log and lists away. */
  readonly emptiedAt: Date | null
}

export interface OperationFilter {
  readonly kind?: readonly string[] | undefined
  readonly state?: readonly string[] | undefined
  readonly connection?: readonly number[] | undefined
}

export interface NoteFilter {
  readonly kind?: readonly string[] | undefined
}

export interface NoteView {
  readonly seq: number
  readonly kind: Tables['operation_note']['kind']
  readonly target: string | null
  readonly externalId: string | null
  readonly path: string | null
  readonly message: string
  readonly at: Date
}

/** How many of the records a sync was asked for are named. */
const named = 3

const columns = sql`o.id, o.kind, o.state, o.trigger, o.connection_id as "connectionId",
  o.connection_label as "connectionLabel", c.connector, o.requested_by as "requestedBy",
  case when o.record_ids is not null then json_build_object('count', cardinality(o.record_ids), 'named', (
    select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name) order by r.id), '[]')
    from record r where r.id = any(o.record_ids[:${sql.lit(named)}])
  )) end as records, o.requested_at as "requestedAt",
  o.started_at as "startedAt", o.ended_at as "endedAt", o.cancel_requested as "cancelRequested",
  exists (select 1 from sync_scope s where s.operation_id = o.id and s.state = 'held') as held,
  o.progress, o.counts, o.coverage, o.problem, o.emptied_at as "emptiedAt"`
const from = sql`operation o left join connection c on c.id = o.connection_id and c.removed_at is null`
const noteColumns = sql`seq, kind, target, external_id as "externalId", path, message, at`

const newestFirst: Order = { name: '-id', keys: [{ expression: sql`o.id`, type: 'bigint', direction: 'desc' }] }
const inOrder: Order = { name: 'seq', keys: [{ expression: sql`seq`, type: 'bigint', direction: 'asc' }] }

export class OperationReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list(filter: OperationFilter, page: PageOf): Promise<Rows<OperationView>> {
    const where = [
      ...anyOf(sql`o.kind`, 'text', filter.kind),
      ...anyOf(sql`o.state`, 'text', filter.state),
      ...anyOf(sql`o.connection_id`, 'bigint', filter.connection),
    ]
    return listRows(this.#db, { columns, from, where, order: newestFirst }, page)
  }

  async find(id: number): Promise<OperationView | undefined> {
    const { rows } = await sql<OperationView>`select ${columns} from ${from} where o.id = ${id}`.execute(this.#db)
    return rows[0]
  }

  /** Those waiting or running, and those that are in `also` whatever became of them. Oldest first. */
  async going(also: readonly number[]): Promise<readonly OperationView[]> {
    const { rows } = await sql<OperationView>`
      select ${columns} from ${from}
      where o.id in (
        select id from operation where state = 'running'
        union all select id from operation where state = 'queued'
        union all select unnest(${also}::bigint[])
      ) order by o.id limit 1000
    `.execute(this.#db)
    return rows
  }

  /** Those asked for after the one with this id, oldest first. */
  async since(id: number): Promise<readonly OperationView[]> {
    const { rows } = await sql<OperationView>`
      select ${columns} from ${from} where o.id > ${id} order by o.id limit 1000
    `.execute(this.#db)
    return rows
  }

  /** Id of the newest operation; 0 when there is none. */
  async newest(): Promise<number> {
    const { rows } = await sql<{ id: number | null }>`select max(id) as id from operation`.execute(this.#db)
    return rows[0]?.id ?? 0
  }

  notes(operationId: number, filter: NoteFilter, page: PageOf): Promise<Rows<NoteView>> {
    const where = [sql`operation_id = ${operationId}`, ...anyOf(sql`kind`, 'text', filter.kind)]
    return listRows(this.#db, { columns: noteColumns, from: sql`operation_note`, where, order: inOrder }, page)
  }
}

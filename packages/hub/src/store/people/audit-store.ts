import { type Kysely, sql } from 'kysely'
import type { Order } from '../order.ts'
import { listRows, type PageOf, type Rows } from '../page.ts'
import type { AuditEventTable, Tables } from '../tables.ts'

/** An event of the log. `before` and `after` are canonical JSON. */
export interface AuditRow {
  readonly seq: number
  readonly at: Date
  readonly event: string
  readonly outcome: AuditEventTable['outcome']
  readonly actorKind: AuditEventTable['actor_kind']
  readonly actorId: string
  readonly actorName: string
  readonly object: string | null
  readonly before: string | null
  readonly after: string | null
  readonly ip: string | null
  readonly requestId: string | null
  readonly hash: string
}

export interface AuditFilter {
  readonly event?: string | undefined
  readonly actor?: string | undefined
  readonly object?: string | undefined
}

const newestFirst: Order = { name: '-seq', keys: [{ expression: sql`seq`, type: 'bigint', direction: 'desc' }] }
const columns = sql`seq, at, event, outcome, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName",
  object, before, after, ip, request_id as "requestId", hash`

/** Any number will do as long as it stays: events are chained, so they are written one after the other. */
const chainLock = 7_282_000_003

export class AuditStore {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** Adds one event behind the last one, which `link` gets to see; null for the first. */
  async append(link: (last: { readonly seq: number; readonly hash: string } | null) => AuditRow): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(${chainLock})`.execute(tx)
      const last = await tx.selectFrom('audit_event').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
      const row = link(last ?? null)
      await tx
        .insertInto('audit_event')
        .values({
          seq: row.seq,
          at: row.at,
          event: row.event,
          outcome: row.outcome,
          actor_kind: row.actorKind,
          actor_id: row.actorId,
          actor_name: row.actorName,
          object: row.object,
          before: row.before,
          after: row.after,
          ip: row.ip,
          request_id: row.requestId,
          hash: row.hash,
        })
        .execute()
    })
  }

  list(filter: AuditFilter, page: PageOf): Promise<Rows<AuditRow>> {
    const where = [
      ...(filter.event === undefined ? [] : [sql`event = ${filter.event}`]),
      ...(filter.actor === undefined ? [] : [sql`actor_id = ${filter.actor}`]),
      ...(filter.object === undefined ? [] : [sql`object = ${filter.object}`]),
    ]
    return listRows(this.#db, { columns, from: sql`audit_event`, where, order: newestFirst }, page)
  }

  /** Oldest first, a batch at a time. */
  async after(seq: number, limit: number): Promise<readonly AuditRow[]> {
    const { rows } = await sql<AuditRow>`
      select ${columns} from audit_event where seq > ${seq} order by seq limit ${limit}
    `.execute(this.#db)
    return rows
  }
}

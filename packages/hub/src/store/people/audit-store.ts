import { type Kysely, type RawBuilder, sql } from 'kysely'
import { nounOf } from '../../domain/public-id.ts'
import type { Order } from '../order.ts'
import { allOf, contains, listRows, type PageOf, type Rows } from '../page.ts'
import type { AuditEventTable } from '../people-tables.ts'
import type { Tables } from '../tables.ts'

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

/** What is about to happen, as far as it is known before. */
export type AuditIntent = Omit<AuditRow, 'seq' | 'outcome' | 'hash'>

export interface AuditFilter {
  readonly event?: string | undefined
  readonly actor?: string | undefined
  readonly object?: string | undefined
  readonly outcome?: AuditEventTable['outcome'] | undefined
  /** From this time on, before that one; ISO 8601. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const newestFirst: Order = { name: '-seq', keys: [{ expression: sql`seq`, type: 'bigint', direction: 'desc' }] }
const intentColumns = sql`at, event, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName",
  object, before, after, ip, request_id as "requestId"`
const columns = sql`seq, outcome, hash, ${intentColumns}`

/** Any number will do as long as it stays: events are chained, so they are written one after the other. */
const chainLock = 7_282_000_003

export class AuditStore {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** Says that something begins. Returns what `append` takes it away by. */
  async begin(intent: AuditIntent): Promise<number> {
    const { id } = await this.#db.insertInto('audit_intent').values(rowOf(intent)).returning('id').executeTakeFirstOrThrow()
    return id
  }

  /** What began before and has not ended, oldest first. */
  async begunBefore(time: Date, limit: number): Promise<readonly (AuditIntent & { readonly id: number })[]> {
    const { rows } = await sql<AuditIntent & { id: number }>`
      select id, ${intentColumns} from audit_intent where at < ${time} order by id limit ${limit}
    `.execute(this.#db)
    return rows
  }

  /**
   * Adds one event behind the last one, which `link` gets to see; null for the first. The intent it is about goes with it; with
   * `ifBegun` nothing is added when that is gone already.
   */
  async append(
    link: (last: { readonly seq: number; readonly hash: string } | null) => AuditRow,
    intent: { readonly id: number; readonly ifBegun: boolean } | null,
  ): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(${chainLock})`.execute(tx)
      if (intent !== null) {
        const { numDeletedRows } = await tx.deleteFrom('audit_intent').where('id', '=', intent.id).executeTakeFirst()
        if (intent.ifBegun && numDeletedRows === 0n) return
      }
      const last = await tx.selectFrom('audit_event').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
      const { seq, outcome, hash, ...row } = link(last ?? null)
      await tx
        .insertInto('audit_event')
        .values({ seq, outcome, hash, ...rowOf(row) })
        .execute()
    })
  }

  list(filter: AuditFilter, page: PageOf): Promise<Rows<AuditRow>> {
    return listRows(this.#db, { columns, from: sql`audit_event`, where: conditions(filter), order: newestFirst }, page)
  }

  /** Oldest first, a batch at a time. */
  async after(seq: number, limit: number): Promise<readonly AuditRow[]> {
    const { rows } = await sql<AuditRow>`
      select ${columns} from audit_event where seq > ${seq} order by seq limit ${limit}
    `.execute(this.#db)
    return rows
  }

  /** What fits a filter, oldest first, a batch at a time, up to an event. */
  async afterFitting(filter: AuditFilter, seq: number, upTo: number, limit: number): Promise<readonly AuditRow[]> {
    const { rows } = await sql<AuditRow>`
      select ${columns} from audit_event
      where ${allOf([sql`seq > ${seq}`, sql`seq <= ${upTo}`, ...conditions(filter)])} order by seq limit ${limit}
    `.execute(this.#db)
    return rows
  }

  /** The number of the newest event; 0 without one. */
  async newest(): Promise<number> {
    const { rows } = await sql<{ seq: number }>`select coalesce(max(seq), 0) as seq from audit_event`.execute(this.#db)
    return rows[0]?.seq ?? 0
  }
}

function rowOf(intent: AuditIntent) {
  return {
    at: intent.at,
    event: intent.event,
    actor_kind: intent.actorKind,
    actor_id: intent.actorId,
    actor_name: intent.actorName,
    object: intent.object,
    before: intent.before,
    after: intent.after,
    ip: intent.ip,
    request_id: intent.requestId,
  }
}

/** What was done to many at once has no object of its own; their ids are in what was asked for. */
function isAmongMany(id: string): RawBuilder<unknown> {
  const events = `${nounOf(id).replaceAll(' ', '-')}.`
  return sql`(object is null and starts_with(event, ${events}) and strpos(after, ${JSON.stringify(id)}) > 0)`
}

/** An event is found by its whole name or its noun (`token`), an actor by id, or by a part of the name. */
function conditions({ event, actor, object, outcome, from, to }: AuditFilter): readonly RawBuilder<unknown>[] {
  return [
    ...(event === undefined ? [] : [sql`(event = ${event} or starts_with(event, ${`${event}.`}))`]),
    ...(actor === undefined ? [] : [sql`(actor_id = ${actor} or ${contains(sql`actor_name`, actor)})`]),
    ...(object === undefined ? [] : [sql`(object = ${object} or ${isAmongMany(object)})`]),
    ...(outcome === undefined ? [] : [sql`outcome = ${outcome}`]),
    ...(from === undefined ? [] : [sql`at >= ${from}::timestamptz`]),
    ...(to === undefined ? [] : [sql`at < ${to}::timestamptz`]),
  ]
}

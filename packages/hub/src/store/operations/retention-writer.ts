import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/** What a sweep over some old operations did. */
export interface Swept {
  /** The last one looked at, where to go on; `null` when there was none. */
  readonly last: number | null
  /** Gone with everything. */
  readonly removed: number
  /** Left as a line, because a finding or the ledger of what was left out names them. */
  readonly emptied: number
}

/** Takes old operations away. */
export class RetentionWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /**
   * Looks at the next operations that ended before a time. Left alone: the newest and the newest complete one of each kind of
   * each connection, the last complete read of any record, and what waits for confirmation.
   */
  async sweep(before: Date, after: number, limit: number, now: Date): Promise<Swept> {
    const { rows: old } = await sql<{ id: number; emptied: boolean; kept: boolean; named: boolean }>`
      select o.id, o.emptied_at is not null as emptied,
        ${isNewest(sql`true`)} or (o.state = 'complete' and ${isNewest(sql`n.state = 'complete'`)})
          or o.id in (select last_complete_operation_id from record where last_complete_operation_id is not null)
          or exists (select from sync_scope s where s.operation_id = o.id and s.state = 'held') as kept,
        exists (select from finding f where f.closed_operation_id = o.id)
          or o.id in (select operation_id from filtered_page) as named
      from operation o
      where o.id > ${after} and o.ended_at < ${before} order by o.id limit ${limit} for update of o
    `.execute(this.#tx)
    const due = old.filter((row) => !row.kept)
    const removed = due.filter((row) => !row.named).map((row) => row.id)
    const emptied = due.filter((row) => row.named && !row.emptied).map((row) => row.id)
    await this.#empty([...removed, ...emptied])
    if (emptied.length > 0) {
      await sql`update operation set emptied_at = ${now} where id = any(${emptied}::bigint[])`.execute(this.#tx)
    }
    if (removed.length > 0) await sql`delete from operation where id = any(${removed}::bigint[])`.execute(this.#tx)
    return { last: old.at(-1)?.id ?? null, removed: removed.length, emptied: emptied.length }
  }

  async #empty(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return
    for (const table of ['operation_log', 'operation_note', 'sync_change', 'discover_change', 'sync_scope']) {
      await sql`delete from ${sql.table(table)} where operation_id = any(${ids}::bigint[])`.execute(this.#tx)
    }
  }
}

/** Whether no later operation of its kind and connection has ended. Of a connection that is deleted nothing is the newest. */
function isNewest(like: ReturnType<typeof sql>) {
  return sql`(o.connection_id is not null and not exists (
    select from operation n
    where n.connection_id = o.connection_id and n.kind = o.kind and n.id > o.id and n.ended_at is not null and ${like}
  ))`
}

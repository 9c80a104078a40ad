import { type Kysely, sql } from 'kysely'
import { openStatuses } from '../../domain/status.ts'
import type { Tables } from '../tables.ts'

/** A vulnerability there is news of. */
export interface VulnerabilityInNews {
  readonly id: number
  readonly name: string
  /** Rank. */
  readonly severity: number
  readonly place: string
  readonly productId: number | null
  readonly productName: string | null
  readonly productTypeId: number | null
}

export interface Breach extends VulnerabilityInNews {
  readonly dueAt: Date
}

/** A place in the order of deadlines. */
export interface DeadlineCursor {
  readonly dueAt: Date
  readonly id: number
}

export const inNews = sql`v.id, v.name, v.severity, a.name as place, p.id as "productId", p.name as "productName",
  p.product_type_id as "productTypeId"`
export const inNewsFrom = sql`vulnerability v join asset a on a.id = v.asset_id left join product p on p.id = a.product_id`

/** Deadlines that were missed: each is told once. A clock that stands still has none, and an exception moves it. */
export class BreachWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** The next missed deadlines after `after` that nobody was told of, in their order. */
  async untold(after: DeadlineCursor | null, now: Date, limit: number): Promise<readonly Breach[]> {
    const beyond = after === null ? sql`true` : sql`(v.due_at, v.id) > (${after.dueAt}::timestamptz, ${after.id}::bigint)`
    const { rows } = await sql<Breach>`
      select ${inNews}, v.due_at as "dueAt" from ${inNewsFrom}
      where v.status = any(${[...openStatuses]}::text[]) and v.due_at <= ${now} and ${beyond}
        and not exists (select 1 from sla_breach b where b.vulnerability_id = v.id and b.due_at = v.due_at)
      order by v.due_at, v.id limit ${limit}
    `.execute(this.#tx)
    return rows
  }

  /** Writes down that their deadlines are told; returns the ids of those nobody else has told meanwhile. */
  async tell(ids: readonly number[], at: Date): Promise<ReadonlySet<number>> {
    if (ids.length === 0) return new Set()
    const { rows } = await sql<{ id: number }>`
      insert into sla_breach (vulnerability_id, due_at, told_at)
      select id, due_at, ${at} from vulnerability where id = any(${ids}::bigint[]) and due_at <= ${at} order by id
      on conflict do nothing returning vulnerability_id as id
    `.execute(this.#tx)
    return new Set(rows.map(({ id }) => id))
  }

  /** Forgets deadlines of vulnerabilities that are gone: they cannot be missed again. */
  async forgetGone(): Promise<void> {
    await sql`
      delete from sla_breach b where not exists (select 1 from vulnerability v where v.id = b.vulnerability_id)
    `.execute(this.#tx)
  }
}

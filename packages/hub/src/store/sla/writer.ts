import { type Kysely, sql } from 'kysely'
import type { SlaDays, SlaPolicy } from '../../domain/sla.ts'
import { openStatuses } from '../../domain/status.ts'
import { column, unnest } from '../bulk.ts'
import type { Tables } from '../tables.ts'

export interface StoredSlaPolicy extends SlaPolicy {
  readonly id: number
  readonly name: string
}

/** Days granted to what is of a severity in a product; 0 stands for no product. */
export interface GrantedDays {
  readonly productId: number | null
  /** Rank. */
  readonly severity: number
  readonly days: number
}

export interface SlaPlaceRow {
  readonly productId: number | null
  readonly productTypeId: number | null
  readonly criticality: string | null
}

export interface SlaEffectRow {
  readonly open: number
  readonly moved: number
  readonly newlyOverdue: number
  readonly noLongerOverdue: number
}

export type SlaPolicyValues = Omit<StoredSlaPolicy, 'id'>

export const slaPolicyColumns = sql`s.id, s.name, s.product_type_id as "productTypeId", s.product_id as "productId", s.days`

/** How many days people have to fix what. */
export class SlaPolicyWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  async all(): Promise<readonly StoredSlaPolicy[]> {
    const { rows } = await sql<StoredSlaPolicy>`select ${slaPolicyColumns} from sla_policy s order by s.id`.execute(this.#tx)
    return rows
  }

  async find(id: number): Promise<StoredSlaPolicy | undefined> {
    const { rows } = await sql<StoredSlaPolicy>`
      select ${slaPolicyColumns} from sla_policy s where s.id = ${id} for update
    `.execute(this.#tx)
    return rows[0]
  }

  /** `null` when the place already has one. */
  async insert(values: SlaPolicyValues, by: string, at: Date): Promise<number | null> {
    const row = await this.#tx
      .insertInto('sla_policy')
      .values({
        name: values.name,
        product_type_id: values.productTypeId,
        product_id: values.productId,
        days: JSON.stringify(values.days),
        created_by: by,
        created_at: at,
        updated_at: at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    return row?.id ?? null
  }

  async update(id: number, change: { readonly name: string; readonly days: SlaDays }, at: Date): Promise<void> {
    await this.#tx
      .updateTable('sla_policy')
      .set({ name: change.name, days: JSON.stringify(change.days), updated_at: at })
      .where('id', '=', id)
      .execute()
  }

  async delete(id: number): Promise<void> {
    await this.#tx.deleteFrom('sla_policy').where('id', '=', id).execute()
  }

  /** Every product of a scope; for the whole hub also that some things are in none. */
  async places(productTypeId: number | null, productId: number | null): Promise<readonly SlaPlaceRow[]> {
    const everywhere = productTypeId === null && productId === null
    const { rows } = await sql<SlaPlaceRow>`
      select id as "productId", product_type_id as "productTypeId", criticality from product
      where ${everywhere} or id = ${productId} or product_type_id = ${productTypeId}
    `.execute(this.#tx)
    return everywhere ? [...rows, { productId: null, productTypeId: null, criticality: null }] : rows
  }

  /** What other days would do to what is open: the arithmetic of `dueAt` in the domain, for all of them at once. */
  async effect(granted: readonly GrantedDays[], now: Date): Promise<SlaEffectRow> {
    const columns = [
      column('product_id', 'bigint', granted, (row) => row.productId ?? 0),
      column('severity', 'smallint', granted, (row) => row.severity),
      column('days', 'integer', granted, (row) => row.days),
    ]
    const { rows } = await sql<SlaEffectRow>`
      select count(*) as open, count(*) filter (where days is distinct from sla_days) as moved,
        count(*) filter (where due < ${now} and not coalesce(due_at < ${now}, false)) as "newlyOverdue",
        count(*) filter (where due_at < ${now} and not coalesce(due < ${now}, false)) as "noLongerOverdue"
      from (
        select v.sla_days, v.due_at, n.days, case when n.days > 0 and v.waiting_since is null then greatest(
          coalesce(v.detected_at, v.first_seen_at) + n.days * interval '24 hours' + v.waited_ms * interval '1 millisecond',
          v.exempt_until) end as due
        from vulnerability v join asset a on a.id = v.asset_id
        join ${unnest('n', columns)} on n.product_id = coalesce(a.product_id, 0) and n.severity = v.severity
        where v.status = any(${openStatuses}::text[])
      ) as granted
    `.execute(this.#tx)
    return rows[0] ?? { open: 0, moved: 0, newlyOverdue: 0, noLongerOverdue: 0 }
  }
}

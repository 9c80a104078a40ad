import { type Kysely, sql } from 'kysely'
import type { SlaClock, SlaDays, SlaPolicy } from '../../domain/sla.ts'
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

/** What people know a vulnerability by. */
interface DescribedRow {
  readonly id: number
  readonly name: string
  readonly title: string
  /** Rank. */
  readonly severity: number
  /** Name. */
  readonly product: string | null
}

/** The clock of a vulnerability by other days, beside when it is due now. */
interface RegrantedRow extends SlaClock {
  readonly id: number
  readonly dueAt: Date | null
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

  /** How many vulnerabilities are open where days are granted. */
  async open(granted: readonly GrantedDays[]): Promise<number> {
    const { rows } = await sql<{ open: number }>`
      select count(*) as open from ${openIn} join ${granting(granted)} on ${grantedTo} where ${isOpen}
    `.execute(this.#tx)
    return rows[0]?.open ?? 0
  }

  /** Those of them that other days would be granted to, a page at a time in the order of their ids. */
  async regranted(granted: readonly GrantedDays[], after: number, limit: number): Promise<readonly RegrantedRow[]> {
    const { rows } = await sql<RegrantedRow>`
      select v.id, coalesce(v.detected_at, v.first_seen_at) as since, n.days, v.waiting_since as "waitingSince",
        v.waited_ms as "waitedMs", v.exempt_until as "exemptUntil", v.due_at as "dueAt"
      from ${openIn} join ${granting(granted)} on ${grantedTo}
      where ${isOpen} and v.id > ${after} and n.days is distinct from v.sla_days order by v.id limit ${limit}
    `.execute(this.#tx)
    return rows
  }

  async described(vulnerabilityIds: readonly number[]): Promise<readonly DescribedRow[]> {
    if (vulnerabilityIds.length === 0) return []
    const { rows } = await sql<DescribedRow>`
      select v.id, v.name, v.title, v.severity, p.name as product
      from ${openIn} left join product p on p.id = a.product_id where v.id = any(${vulnerabilityIds}::bigint[])
    `.execute(this.#tx)
    return rows
  }
}

const openIn = sql`vulnerability v join asset a on a.id = v.asset_id`
const isOpen = sql`v.status = any(${openStatuses}::text[])`
const grantedTo = sql`n.product_id = coalesce(a.product_id, 0) and n.severity = v.severity`

function granting(granted: readonly GrantedDays[]) {
  return unnest('n', [
    column('product_id', 'bigint', granted, (row) => row.productId ?? 0),
    column('severity', 'smallint', granted, (row) => row.severity),
    column('days', 'integer', granted, (row) => row.days),
  ])
}

import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

export interface ScanProfileRow {
  readonly id: number
  readonly name: string
  readonly isDefault: boolean
  readonly propagate: boolean
  readonly kinds: readonly string[]
  readonly minimumSeverity: string | null
}

export type ScanProfileValues = Omit<ScanProfileRow, 'id'>

export class ScanProfileWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** Held until the transaction ends, with all others: there is exactly one default. */
  async hold(id: number): Promise<ScanProfileRow | undefined> {
    await sql`lock table scan_profile in share row exclusive mode`.execute(this.#tx)
    return this.#tx
      .selectFrom('scan_profile')
      .select(['id', 'name', 'is_default as isDefault', 'propagate', 'kinds', 'minimum_severity as minimumSeverity'])
      .where('id', '=', id)
      .executeTakeFirst()
  }

  async nameTaken(name: string, except: number | null): Promise<boolean> {
    await sql`lock table scan_profile in share row exclusive mode`.execute(this.#tx)
    const row = await this.#tx
      .selectFrom('scan_profile')
      .select('id')
      .where('name', '=', name)
      .where('id', '<>', except ?? 0)
      .executeTakeFirst()
    return row !== undefined
  }

  async insert(values: ScanProfileValues, by: string, at: Date): Promise<number> {
    if (values.isDefault) await this.#noDefault()
    const row = await this.#tx
      .insertInto('scan_profile')
      .values({ ...rowOf(values), created_by: by, created_at: at, updated_at: at })
      .returning('id')
      .executeTakeFirstOrThrow()
    return row.id
  }

  async update(id: number, values: ScanProfileValues, at: Date): Promise<void> {
    if (values.isDefault) await this.#noDefault()
    await this.#tx
      .updateTable('scan_profile')
      .set({ ...rowOf(values), updated_at: at })
      .where('id', '=', id)
      .execute()
  }

  async delete(id: number): Promise<void> {
    await this.#tx.deleteFrom('scan_profile').where('id', '=', id).execute()
  }

  /** Replaces the exporters of a profile; returns those that are none. */
  async setExporters(id: number, connectionIds: readonly number[]): Promise<readonly number[]> {
    await this.#tx.deleteFrom('scan_profile_exporter').where('scan_profile_id', '=', id).execute()
    const { rows } = await sql<{ id: number }>`
      insert into scan_profile_exporter (scan_profile_id, connection_id)
      select ${id}, e.connection_id from exporter e join connection c on c.id = e.connection_id
      where e.connection_id = any(${connectionIds}::bigint[]) and c.removed_at is null returning connection_id as id
    `.execute(this.#tx)
    return missing(connectionIds, rows)
  }

  /** Replaces the products that chose a profile; returns those that do not exist. */
  async setProducts(id: number, productIds: readonly number[]): Promise<readonly number[]> {
    return missing(productIds, await this.#choose(id, productIds, 'product'))
  }

  /** Replaces the product types that chose a profile; returns those that do not exist. */
  async setProductTypes(id: number, typeIds: readonly number[]): Promise<readonly number[]> {
    return missing(typeIds, await this.#choose(id, typeIds, 'product_type'))
  }

  async #choose(
    id: number,
    ids: readonly number[],
    table: 'product' | 'product_type',
  ): Promise<readonly { readonly id: number }[]> {
    const named = sql.table(table)
    await sql`
      update ${named} set scan_profile_id = null where scan_profile_id = ${id} and id <> all(${ids}::bigint[])
    `.execute(this.#tx)
    const { rows } = await sql<{ id: number }>`
      update ${named} set scan_profile_id = ${id} where id = any(${ids}::bigint[]) returning id
    `.execute(this.#tx)
    return rows
  }

  async #noDefault(): Promise<void> {
    await this.#tx.updateTable('scan_profile').set({ is_default: false }).where('is_default', '=', true).execute()
  }
}

function missing(wanted: readonly number[], found: readonly { readonly id: number }[]): readonly number[] {
  const known = new Set(found.map((row) => row.id))
  return wanted.filter((id) => !known.has(id))
}

function rowOf(values: ScanProfileValues) {
  return {
    name: values.name,
    is_default: values.isDefault,
    propagate: values.propagate,
    kinds: [...values.kinds],
    minimum_severity: values.minimumSeverity,
  }
}

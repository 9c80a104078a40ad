import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/** A product's application that the hub made by itself, as one of its keys leads to it. */
export interface KnownApplication {
  readonly key: string
  readonly assetId: number
  readonly productId: number
}

/** A record that led the hub to an application. */
interface ApplicationRecord {
  readonly id: number
  readonly name: string
  readonly connection: string
  readonly branch: string | null
}

/** Applications of records without a repository, and the keys by which another scanner's record finds them. */
export class ApplicationWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** Held until the transaction ends: two connections that are matched at once must not both make what is the same. */
  async lock(): Promise<void> {
    await sql`select pg_advisory_xact_lock(hashtext('patchbay.application'))`.execute(this.#tx)
  }

  /** The applications that keys lead to; those whose product was removed lead nowhere. */
  async known(keys: readonly string[]): Promise<readonly KnownApplication[]> {
    if (keys.length === 0) return []
    const { rows } = await sql<KnownApplication>`
      select k.key, k.asset_id as "assetId", a.product_id as "productId"
      from application_key k join asset a on a.id = k.asset_id
      where k.key = any(${keys}::text[]) and a.product_id is not null
    `.execute(this.#tx)
    return rows
  }

  async create(productId: number, name: string): Promise<number> {
    const row = await this.#tx
      .insertInto('asset')
      .values({ kind: 'application', product_id: productId, name })
      .returning('id')
      .executeTakeFirstOrThrow()
    return row.id
  }

  /** From now on these keys lead to this application, wherever they led before. */
  async remember(assetId: number, keys: readonly string[]): Promise<void> {
    await sql`
      insert into application_key as k (key, asset_id)
      select distinct key, ${assetId}::bigint from unnest(${keys}::text[]) as n (key)
      on conflict (key) do update set asset_id = excluded.asset_id where k.asset_id <> excluded.asset_id
    `.execute(this.#tx)
  }

  /** What led to some applications leads to this one. */
  async inherit(assetId: number, from: readonly number[]): Promise<void> {
    await sql`update application_key set asset_id = ${assetId} where asset_id = any(${from}::bigint[])`.execute(this.#tx)
  }

  /** The records the hub mapped to one of the applications by itself, oldest first. */
  async records(assetIds: readonly number[]): Promise<readonly ApplicationRecord[]> {
    const { rows } = await sql<ApplicationRecord>`
      select r.id, r.name, c.label as connection, m.branch
      from mapping m join record r on r.id = m.record_id join connection c on c.id = r.connection_id
      where m.asset_id = any(${assetIds}::bigint[]) and m.method = 'auto-product' order by r.id
    `.execute(this.#tx)
    return rows
  }
}
